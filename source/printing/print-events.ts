// Prints events as they come, until their source ends, or enough of them were printed, or nobody reads them.
import process from 'node:process';
import {createCore} from '../core/core.ts';
import type {Outcome} from '../core/outcome.ts';
import {grouped} from '../format/number.ts';
import {duration} from '../format/time.ts';
import type {EventsOption} from '../options/events-option.ts';
import type {Options} from '../options/options.ts';
import {paper} from './collected-from.ts';
import {endAtSignal} from './end-at-signal.ts';
import {openSource} from './open-source.ts';
import type {EventLine} from '../output/events/event-form.ts';
import {problems} from '../output/events/event-kinds.ts';
import {createEventPrinter} from '../output/events/event-printer.ts';
import {createProblemLines} from '../output/events/problem-lines.ts';
import {printed} from './printed.ts';
import {boundGarbage} from '../runtime/bound-memory.ts';
import {createEventStream, type EventStream} from '../runtime/event-stream.ts';
import {createPace} from '../runtime/pace.ts';
import {sendSoon} from '../runtime/send-soon.ts';
import type {Dropped} from '../runtime/waiting-events.ts';
import type {Source} from '../sources/source.ts';
import type {Message} from '../wire/message.ts';

const tooSlow = 'they came faster than they could be printed or read';

function complain({count, from, until}: Dropped): void {
	const words = `${grouped(count)} events within ${duration(until - from)} are not printed: ${tooSlow}`;
	process.stderr.write(`nats-top-sys: ${words}\n`);
}

/** What one looks at who sees all problems. */
const view = 'overview';

/** Concludes what is wrong from all that is heard, once a second of it, and gives what is to be printed of that. */
function createProblems(source: Source, {utc, thresholds}: Options, written: (line: EventLine) => string) {
	const core = createCore({view, utc, thresholds, label: source.label});
	core.draw(paper.columns, paper.rows);
	const changed = createProblemLines();
	let isOver = false;
	let second = 0;

	function news({requests}: Outcome): string {
		sendSoon(source, requests, () => isOver);
		const {now} = core.model;
		if (Math.floor(now / 1000) === second) return '';
		second = Math.floor(now / 1000);
		return changed(core.everyProblem().problems, now).map(written).join('');
	}

	return {
		heard: (message: Message): string => news(core.hear(message)),
		passed: (now: number): string => (Number.isFinite(now) ? news(core.pass(now)) : ''),
		end(): void {
			isOver = true;
		},
	};
}

/** `now`: the clock, epoch milliseconds. */
export async function printEvents(options: Options, events: EventsOption, now: () => number): Promise<void> {
	const {utc, forMs} = options;
	const replay = options.source.kind === 'replay' ? options.source : undefined;
	const from = replay?.at;
	let stream: EventStream | undefined;
	const source = await openSource(options.source, now, 'events', {before: at => stream?.before(at)});
	boundGarbage();
	const printer = createEventPrinter({...events, utc, from});
	const watched = events.kinds.includes(problems) ? createProblems(source, options, printer.told) : undefined;
	stream = createEventStream({
		...printer,
		...(watched && {
			isWanted: () => true,
			heard: message => watched.heard(message) + (printer.isWanted(message.subject) ? printer.heard(message) : ''),
			passed: at => watched.passed(at) + printer.passed(at),
		}),
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
	endAtSignal(stream.end, {isUsual: true});
	await stream.run().finally(() => {
		watched?.end();
		return source.stop();
	});
	await printed('');
}
