// The start of the single executable, which has Node, its flags and the compiled code inside: what `cli.ts` is for the
// package. It writes nothing.
import process from 'node:process';
import {startWithSmallHeaps} from './heap-settings.ts';
import {settleProcess} from './process-settings.ts';

// The second word is the name of the executable once more, where Node has the name of a script.
startWithSmallHeaps([process.execPath, ...process.argv.slice(2)]);
settleProcess();
await import('./main.ts');
