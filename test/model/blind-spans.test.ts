// What was not heard is not zero.
import {describe, expect, test} from 'vitest';
import {heardCounts} from '../../source/model/blind-spans.ts';
import type {Model} from '../../source/model/model.ts';
import {linkMessage, linkUp, MadeServer, missed, noon} from '../events/made-server.ts';
import {passTo, replay} from '../helpers/replay.ts';

const n1 = new MadeServer('n1');
const second = 1000;

function counts(model: Model, seconds: number, buckets: number): string {
	const heard = heardCounts(model, model.tallies.messages, noon + seconds * second, buckets);
	return heard.map(value => (Number.isNaN(value) ? '·' : String(value))).join('');
}

describe('a second without a message', () => {
	test('is not known before the first one, and zero after it', () => {
		expect(counts(replay([linkUp(noon), n1.heartbeat(noon + 2 * second)]), 4, 8)).toBe('···00100');
	});

	test('is not known while the link was down, not even in part of it', () => {
		const model = replay([
			linkUp(noon),
			linkMessage(noon + 2 * second, {state: 'down', reason: 'cut'}),
			linkUp(noon + 5.5 * second),
			n1.heartbeat(noon + 7 * second),
		]);
		expect(counts(model, 9, 10)).toBe('00····0100');
	});

	test('is not known while this program slept', () => {
		const slept = missed(noon + 2 * second, noon + 6 * second);
		const model = replay([linkUp(noon), n1.heartbeat(noon + second), slept]);
		passTo(model, noon + 8 * second);
		expect(counts(model, 8, 9)).toBe('01····000');
	});
});

test('only so many gaps are remembered', () => {
	const losses = Array.from({length: 120}, (_, index) => [
		linkMessage(noon + index * 20 * second, {state: 'down', reason: 'cut'}),
		linkUp(noon + index * 20 * second + second),
	]);
	const model = replay([linkUp(noon - second), ...losses.flat()]);
	expect(model.blindSpans).toHaveLength(50);
	expect(model.blindSpans.at(-1)?.to).toBe(noon + 119 * 20 * second + second);
});
