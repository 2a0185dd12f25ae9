// Who does not read fast enough.
import {describe, expect, test} from 'vitest';
import type {Model} from '../../source/model/model.ts';
import type {Message} from '../../source/wire/message.ts';
import {MadeServer, noon} from '../events/made-server.ts';
import {replay, sentencesOf, troubleOf} from '../helpers/replay.ts';

describe('slow consumers', () => {
	const n1 = new MadeServer('n1');
	const beat = (second: number, slow: number): Message => n1.heartbeat(noon + second * 1000, {slow_consumers: slow});

	function slow(model: Model): readonly string[] {
		return sentencesOf(troubleOf(model).filter(({rule}) => rule === 'slow-consumers'));
	}

	test('of old are no problem, new ones are, for a minute', () => {
		const model = replay([beat(0, 500), beat(10, 500)]);
		expect(slow(model)).toEqual([]);
		replay([beat(20, 502), beat(30, 503)], {model});
		expect(slow(model)).toEqual(['warn slow-consumers: n1 +3 slow consumers in 1 min']);
		replay([beat(40, 503), beat(50, 503), beat(60, 503), beat(70, 503), beat(80, 503)], {model});
		expect(slow(model)).toEqual(['warn slow-consumers: n1 +1 slow consumers in 1 min']);
		replay([beat(90, 503)], {model});
		expect(slow(model)).toEqual([]);
	});

	test.each([5, 10, 25])(
		'whose client was seen are not told of once more, where the server counts it %d s later',
		later => {
			const reason = 'Slow Consumer (Pending Bytes)';
			const start = new Date(noon).toISOString();
			const told = new Set<string>();
			const first = [beat(0, 0), n1.connect(noon + 100, 1), n1.disconnect(noon + 200, 1, {start}, reason)];
			const beats = Array.from({length: 22}, (_, index) => later + index * 5).map(second => beat(second, 1));
			replay([...first, ...beats], {
				afterTick(model) {
					for (const sentence of slow(model)) told.add(sentence);
				},
			});
			expect([...told]).toEqual(['warn slow-consumers: orders slow consumer (Pending Bytes) on n1']);
		},
	);

	test('of a server that has left are none', () => {
		expect(slow(replay([beat(100, 0), beat(110, 9), n1.goodbye(noon + 111_000, 'SHUTDOWN')]))).toEqual([]);
	});
});
