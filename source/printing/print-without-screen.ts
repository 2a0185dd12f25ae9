import process from 'node:process';
import type {Options} from '../options/options.ts';
import {wantsScreen} from '../options/require-use.ts';
import {printCheck} from './print-check.ts';
import {printEvents} from './print-events.ts';
import {printMetrics} from './print-metrics.ts';
import {printOnce} from './print-once.ts';
import {printPlain} from './print-plain.ts';

/** Such a terminal has no screen: it is a printer. */
export const isDumb = process.env['TERM'] === 'dumb';

const noScreen = 'this terminal can show no screen (TERM=dumb): changes are told line by line, as --plain does';

/** Of one system, whatever is asked for but a screen. `now`: the clock, epoch milliseconds. */
export async function printWithoutScreen(options: Options, now: () => number): Promise<void> {
	const {output, events, metrics, check} = options;
	if (events !== undefined) return printEvents(options, events, now);
	if (metrics !== undefined) return printMetrics(options, metrics, now);
	if (check !== undefined) return printCheck(options, check, now);
	if (output === 'plain') return printPlain(options, now);
	// A pipe has one look as text; in a terminal somebody waits for what happens next.
	if (!process.stdout.isTTY || !isDumb || !wantsScreen(options)) return printOnce(options, now);
	process.stderr.write(`nats-top-sys: ${noScreen}\n`);
	return printPlain(options, now);
}
