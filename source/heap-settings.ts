// The settings that keep the heaps of this process small, and the start once more that they need. Runs before anything
// else is loaded.
import process from 'node:process';

/** Of the C library, which else keeps up to a third of what a storm took, for good: it has one heap for each thread. */
const allocatorSettings = {MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: '131072'};
/**
 * Of V8, in MB: half of what it takes for new objects. It doubles that while much comes in, as when thousands of servers
 * answer at once, and would keep four times as much. Larger than this no storm has made any faster.
 */
export const heapFlags = ['--max-semi-space-size=8'];
/** With these the program ends so soon that it does not matter. */
const endsSoon =
	/^(?:doctor$|--?(?:once|json|csv|check|help|version|permissions|completion|man-page|print-config|h)(?:=|$))/;
/** With these it goes on without a screen too. */
const goesOnAnyway = /^--(?:events|plain|metrics)(?:=|$)/;

/**
 * Starts this program once more in the same process, since the C library reads its settings when a process begins. Does
 * nothing where they are given, or unknown, or where a process cannot replace itself. `words` is what `process.execPath`
 * is started with: its own name first, then the arguments.
 */
export function startWithSmallHeaps(words: readonly string[]): void {
	if (process.platform !== 'linux' || typeof process.execve !== 'function') return;
	if (Object.keys(allocatorSettings).some(name => process.env[name] !== undefined)) return;
	const goesOn = process.stdout.isTTY || process.argv.some(word => goesOnAnyway.test(word));
	if (!goesOn || process.argv.some(word => endsSoon.test(word))) return;
	try {
		process.execve(process.execPath, words, {...process.env, ...allocatorSettings});
	} catch {
		// It may not: then it takes more memory.
	}
}
