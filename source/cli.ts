#!/usr/bin/env node
// The command. It prepares what must be settled before the program's modules load, then loads them.
import module from 'node:module';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';

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

/** Of the C library, which else keeps up to a third of what a storm took, for good: it has one heap for each thread. */
const allocatorSettings = {MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '131072'};
/**
 * Of V8, in MB: half of what it takes for new objects. It doubles that while much comes in, as when thousands of servers
 * answer at once, and would keep four times as much. Larger than this no storm has made any faster.
 */
const heapFlags = ['--max-semi-space-size=8'];
/** With these the program ends so soon that it does not matter. */
const endsSoon = /^--?(?:once|json|csv|check|help|version|permissions|completion|man-page|print-config|h)(?:=|$)/;
/** With these it goes on without a screen too. */
const goesOnAnyway = /^--(?:events|plain|metrics)(?:=|$)/;

/**
 * Starts this program once more in the same process, since the C library reads its settings when a process begins. Does
 * nothing where they are given, or unknown, or where a process cannot replace itself.
 */
function startWithSmallHeaps(): void {
	if (process.platform !== 'linux' || typeof process.execve !== 'function') return;
	if (Object.keys(allocatorSettings).some(name => process.env[name] !== undefined)) return;
	const goesOn = process.stdout.isTTY || process.argv.some(word => goesOnAnyway.test(word));
	if (!goesOn || process.argv.some(word => endsSoon.test(word))) return;
	try {
		const words = [process.execPath, ...heapFlags, ...process.execArgv, ...process.argv.slice(1)];
		process.execve(process.execPath, words, {...process.env, ...allocatorSettings});
	} catch {
		// It may not: then it takes more memory.
	}
}

if (Number.parseInt(process.versions.node, 10) < oldestNode) {
	process.stderr.write(`nats-top-sys needs Node ${oldestNode} or newer, and this is ${process.versions.node}\n`);
	process.exitCode = process.argv.some(word => /^--check(?:=|$)/.test(word)) ? 3 : 1;
} else {
	startWithSmallHeaps();
	// A password on the command line is to be seen in the list of processes for as short a time as possible.
	process.title = 'nats-top-sys';
	// Node would open a port for a debugger, and write about it across the screen.
	process.on('SIGUSR1', () => {});
	keepCompiledCode();
	await import('./main.ts');
}
