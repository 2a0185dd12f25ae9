// `npm run executables [-- linux-x64 …]`: one executable for each platform, packed, with checksums, in release/; those for
// Linux as packages of Debian and Red Hat too, for which it needs Go.
import {rmSync, statSync} from 'node:fs';
import path from 'node:path';
import {bundle} from '../bundle.ts';
import {isBundled, root} from '../bundle-state.ts';
import {buildExecutable, executableProgram} from '../executables/build-executable.ts';
import {platformsNamed} from '../executables/platforms.ts';
import about from '../../../package.json' with {type: 'json'};
import {requireSize, writeArchive} from './archive.ts';
import {writeChecksums} from './checksums.ts';
import {commitTimeSeconds} from './commit-time.ts';
import {commonFiles} from './common-files.ts';
import {writeLinuxPackages} from '../system-packages/linux-packages.ts';
import {builtFolder, releaseFolder} from './folders.ts';

const names = process.argv.slice(2);
const platforms = platformsNamed(names);
if (names.length === 0) rmSync(releaseFolder, {recursive: true, force: true});
if (!isBundled()) await bundle();
const common = commonFiles();
const program = await executableProgram();
const where = {folder: releaseFolder, work: builtFolder, seconds: commitTimeSeconds()};
for (const platform of platforms) {
	const executable = buildExecutable(platform, program, path.join(builtFolder, platform.name));
	const {version, description} = about;
	const files = [writeArchive({platform, version, executable}, common, where)];
	if (platform.format === 'elf') {
		files.push(...writeLinuxPackages({platform, version, description, executable}, common, where));
	}
	for (const file of files) {
		const {size} = statSync(file);
		requireSize(file, size);
		console.log(`${path.relative(root, file)}, ${(size / 1e6).toFixed(1)} MB`);
	}
}
writeChecksums(releaseFolder);
