// `--metrics`: watches and serves what is known until it is ended.
import process from 'node:process';
import {openSource} from './open-source.ts';
import type {MetricsOption} from '../options/metrics-option.ts';
import type {Options} from '../options/options.ts';
import {version} from '../options/version.ts';
import {metricsText} from '../output/metrics-text.ts';
import {systemMetrics} from '../output/system-metrics.ts';
import {lineOf} from '../recording/recording-line.ts';
import {endRecording, recordingOf} from './recording-file.ts';
import {collect} from '../runtime/collect.ts';
import {serveMetrics} from '../runtime/metrics-server.ts';

/** It asks for accounts too. */
const view = 'accounts';
const columns = 120;
const rows = 50;
/** However often it is scraped, the text is made at most so often. */
const freshMs = 500;
/** As shells tell of a program that a signal has ended: 128 and its number. */
const exitCodes = {SIGINT: 130, SIGTERM: 143} as const;

function untilSignal(): Promise<number> {
	return new Promise(resolve => {
		process.once('SIGINT', () => resolve(exitCodes.SIGINT)).once('SIGTERM', () => resolve(exitCodes.SIGTERM));
	});
}

/** `now`: the clock, epoch milliseconds. */
export async function printMetrics(options: Options, {host, port}: MetricsOption, now: () => number): Promise<void> {
	const source = await openSource(options.source, now, 'text');
	const recording = await recordingOf(options, source.label, now());
	try {
		const {utc} = options;
		const collected = await collect(source, {
			view,
			utc,
			columns,
			rows,
			...(recording && {record: kept => recording.add(lineOf(kept))}),
		});
		const ended = untilSignal();
		let made = {at: Number.NEGATIVE_INFINITY, text: ''};
		const server = await serveMetrics(host, port, () => {
			const at = now();
			if (at - made.at >= freshMs) made = {at, text: metricsText(systemMetrics(collected.core.look(), version))};
			return made.text;
		}).catch(error => {
			collected.end();
			throw error;
		});
		process.stderr.write(`nats-top-sys: metrics at ${server.address}\n`);
		process.exitCode = await ended;
		await server.end();
		collected.end();
	} finally {
		await source.stop();
		await endRecording(recording);
	}
}
