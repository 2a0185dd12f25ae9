// `npm run executables [-- linux-x64 …]`: one executable for each platform.
import path from 'node:path';
import {root} from '../bundle-state.ts';
import {buildExecutable, executableProgram} from './build-executable.ts';
import {platformsNamed} from './platforms.ts';

const program = await executableProgram();
for (const platform of platformsNamed(process.argv.slice(2))) {
	const file = buildExecutable(platform, program, path.join(root, '.cache/executables', platform.name));
	console.log(path.relative(root, file));
}
