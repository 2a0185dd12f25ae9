// Prints events as they come, until their source ends, or enough of them were printed, or nobody reads them.
import process from 'node:process';
import {grouped} from './format/number.ts';
import {duration} from './format/time.ts';
import type {EventsOption} from './options/events-option.ts';
import type {Options} from './options/options.ts';
import {openSource} from './open-source.ts';
import {createEventPrinter} from './output/events/event-printer.ts';
import {printed} from './printed.ts';
import {createEventStream, type EventStream} from './runtime/event-stream.ts';
import {createPace} from './runtime/pace.ts';
import type {Dropped} from './runtime/waiting-events.ts';

/** As shells tell of a program that a signal has ended. */
const terminatedExitCode = 143;
const tooSlow = 'they came faster than they could be printed or read';

function complain({count, from, until}: Dropped): void {
	const words = `${grouped(count)} events within ${duration(until - from)} are not printed: ${tooSlow}`;
	process.stderr.write(`nats-top-sys: ${words}\n`);
}

/** `now`: the clock, epoch milliseconds. */
export async function printEvents(options: Options, events: EventsOption, now: () => number): Promise<void> {
	const {utc, forMs} = options;
	const replay = options.source.kind === 'replay' ? options.source : undefined;
	const from = replay?.at;
	let stream: EventStream | undefined;
	const source = await openSource(options.source, now, 'events', {before: at => stream?.before(at)});
	const printer = createEventPrinter({...events, utc, from});
	stream = createEventStream({
		...printer,
		source,
		forMs,
		from,
		write: text => printed(text, true),
		...(replay && {pace: createPace({speed: replay.speed, from, monotonic: () => performance.now()})}),
		dropped(dropped) {
			complain(dropped);
			return printer.lost({...dropped, reason: tooSlow});
		},
	});
	process.once('SIGINT', stream.end).once('SIGTERM', () => {
		process.exitCode = terminatedExitCode;
		stream.end();
	});
	await stream.run().finally(() => source.stop());
	await printed('');
}
