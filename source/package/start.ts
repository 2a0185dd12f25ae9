// `npm start`: builds the program when its sources have changed and runs it; without arguments it runs the demo.
import process from 'node:process';
import {isBundled, launcherFile} from './bundle-state.ts';

if (!isBundled()) {
	const {bundle} = await import('./bundle.ts');
	await bundle();
}
const given = process.argv.slice(2);
process.argv = [process.execPath, launcherFile, ...(given.length === 0 ? ['--demo'] : given)];
await import(launcherFile);
