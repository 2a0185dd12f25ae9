// `--metrics`: watches and serves what is known until it is ended.
import process from 'node:process';
import type {MetricsOption} from '../options/metrics-option.ts';
import type {Options} from '../options/options.ts';
import {version} from '../options/version.ts';
import {metricsText} from '../output/metrics-text.ts';
import {systemMetrics} from '../output/system-metrics.ts';
import {serveMetrics} from '../runtime/metrics-server.ts';
import {collectedFrom} from './collected-from.ts';
import {endAtSignal} from './end-at-signal.ts';

/** It asks for accounts too. */
const view = 'accounts';
/** However often it is scraped, the text is made at most so often. */
const freshMs = 500;

/** `now`: the clock, epoch milliseconds. */
export async function printMetrics(options: Options, {host, port}: MetricsOption, now: () => number): Promise<void> {
	await collectedFrom(options, now, {view}, async ({core}) => {
		const ended = new Promise<void>(resolve => endAtSignal(resolve));
		let made = {at: Number.NEGATIVE_INFINITY, text: ''};
		const server = await serveMetrics(host, port, () => {
			const at = now();
			if (at - made.at >= freshMs) made = {at, text: metricsText(systemMetrics(core.look(), version))};
			return made.text;
		});
		process.stderr.write(`nats-top-sys: metrics at ${server.address}\n`);
		await ended;
		await server.end();
	});
}
