import {describe, expect, test} from 'vitest';
import {createEventStream} from '../../source/runtime/event-stream.ts';
import type {Dropped} from '../../source/runtime/waiting-events.ts';
import type {Deliver, Source} from '../../source/sources/source.ts';

const ended = JSON.stringify({state: 'ended'});

/** A source that delivers when it is told to. */
function sourceByHand(): Source & {readonly deliver: Deliver} {
	let to: Deliver = () => {};
	return {
		label: 'by hand',
		async start(deliver) {
			to = deliver;
		},
		ask() {},
		now: () => 0,
		async stop() {},
		deliver: message => to(message),
	};
}

type Reader = {
	readonly write: (text: string) => Promise<boolean>;
	/** It takes what was written, and all that comes. */
	readonly goOn: () => void;
	readonly read: () => string;
};

/** A reader that takes nothing until it goes on. */
function stalledReader(): Reader {
	let isStalled = true;
	let goOn = (): void => {};
	const going = new Promise<void>(resolve => {
		goOn = () => {
			isStalled = false;
			resolve();
		};
	});
	let read = '';
	return {
		async write(text) {
			if (isStalled) await going;
			read += text;
			return true;
		},
		goOn: () => goOn(),
		read: () => read,
	};
}

describe('a reader that stalls', () => {
	test.each([1, 1000, 20_000, 20_001, 100_000])('while %i events come: each is printed or counted', async events => {
		const source = sourceByHand();
		const reader = stalledReader();
		const dropped: Dropped[] = [];
		const stream = createEventStream({
			source,
			isWanted: () => true,
			heard: ({at, subject}) => (subject === 'e' ? `${at}\n` : ''),
			dropped(gap) {
				dropped.push(gap);
				return `lost ${gap.from}-${gap.until}\n`;
			},
			passed: () => '',
			isFull: () => false,
			write: reader.write,
		});
		const running = stream.run();
		for (let at = 0; at < events; at++) source.deliver({at, subject: 'e', text: ''});
		source.deliver({at: events, subject: '(link)', text: ended});
		reader.goOn();
		await running;
		let next = 0;
		for (const line of reader.read().split('\n').slice(0, -1)) {
			const [, from, until] = /^lost (\d+)-(\d+)$/.exec(line) ?? [undefined, line, line];
			expect(Number(from)).toBe(next);
			next = Number(until) + 1;
		}
		expect(next).toBe(events);
		const counted = dropped.reduce((sum, {count}) => sum + count, 0);
		expect(counted).toBe(Math.max(0, events - 20_000));
	});
});

test('a reader that has left ends it', async () => {
	const source = sourceByHand();
	const stream = createEventStream({
		source,
		isWanted: () => true,
		heard: () => 'x\n',
		dropped: () => '',
		passed: () => '',
		isFull: () => false,
		write: async () => false,
	});
	const running = stream.run();
	source.deliver({at: 1, subject: 'e', text: ''});
	await expect(running).resolves.toBeUndefined();
});
