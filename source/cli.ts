#!/usr/bin/env node
// The command. It prepares what must be settled before the program's modules load, then loads them.
import module from 'node:module';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {heapFlags, startWithSmallHeaps} from './heap-settings.ts';
import {settleProcess} from './process-settings.ts';

const oldestNode = 22;

// Compiled code is kept in the person's own folder: one that others can write to, as Node's choice below /tmp may be,
// would let them run code here. Without such a folder, or when it is read-only, starting takes a little longer.
function keepCompiledCode(): void {
	try {
		const cache = process.env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache');
		if (path.isAbsolute(cache)) module.enableCompileCache?.(path.join(cache, 'nats-top-sys'));
	} catch {
		// A user without a home.
	}
}

if (Number.parseInt(process.versions.node, 10) < oldestNode) {
	process.stderr.write(`nats-top-sys needs Node ${oldestNode} or newer, and this is ${process.versions.node}\n`);
	process.exitCode = process.argv.some(word => /^--check(?:=|$)/.test(word)) ? 3 : 1;
} else {
	startWithSmallHeaps([process.execPath, ...heapFlags, ...process.execArgv, ...process.argv.slice(1)]);
	settleProcess();
	keepCompiledCode();
	await import('./main.ts');
}
