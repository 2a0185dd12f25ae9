// When a system is said to be split.
import {describe, expect, test} from 'vitest';
import {ingest} from '../../source/core/ingest.ts';
import type {Model} from '../../source/model/model.ts';
import type {Message} from '../../source/wire/message.ts';
import {idOf, linkMessage, linkUp, MadeServer, noon, ping} from '../events/made-server.ts';
import {passTo, replay, sentencesOf, troubleOf} from '../helpers/replay.ts';

describe('a split system', () => {
	const [a, b, c] = [new MadeServer('a'), new MadeServer('b'), new MadeServer('c')] as const;

	/** All three say at this time how many they see. */
	function opinions(at: number, ...seen: readonly number[]): readonly Message[] {
		return [a, b, c].map((server, index) => server.answer(at, {active_servers: seen[index] ?? 3}));
	}

	function partitions(model: Model): readonly string[] {
		return sentencesOf(troubleOf(model).filter(({rule}) => rule === 'partition'));
	}

	/** They say it every two seconds, up to and with `until`. */
	function keepSaying(model: Model, from: number, until: number, ...seen: readonly number[]): Model {
		for (let at = from; at <= until; at += 2000) replay([ping(at), ...opinions(at, ...seen)], {model});
		return model;
	}

	test('is told from opinions that differ for longer than they take to forget a server', () => {
		const model = keepSaying(replay([linkUp(noon)]), noon, noon + 100_000, 2, 2, 1);
		expect(partitions(model)).toEqual([]);
		keepSaying(model, noon + 102_000, noon + 104_000, 2, 2, 1);
		expect(partitions(model)).toEqual(['bad partition: system split? a b see 2 · c sees 1']);
		const [since = 0] = troubleOf(model).flatMap(({rule, since: at}) => (rule === 'partition' ? [at] : []));
		expect((since - noon) / 1000).toBeCloseTo(0, -1);
		keepSaying(model, noon + 106_000, noon + 106_000, 3, 3, 3);
		expect(partitions(model)).toEqual([]);
	});

	test('is not told from a time in which nothing was heard', () => {
		const model = keepSaying(replay([linkUp(noon)]), noon, noon + 50_000, 2, 2, 1);
		replay([linkMessage(noon + 51_000, {state: 'down', reason: 'cut'})], {model});
		passTo(model, noon + 190_000);
		replay([linkUp(noon + 200_000)], {model});
		keepSaying(model, noon + 202_000, noon + 300_000, 2, 2, 1);
		expect(partitions(model)).toEqual([]);
		keepSaying(model, noon + 302_000, noon + 304_000, 2, 2, 1);
		expect(partitions(model)).toHaveLength(1);
	});

	test('is told of a server that has found too few, though it is young', () => {
		const [young, other] = [new MadeServer('y'), new MadeServer('z')] as const;
		young.startedAt = noon - 5000;
		const model = replay([]);
		for (let at = noon; at <= noon + 130_000; at += 10_000) {
			const seen = at === noon ? 2 : 3;
			replay([young.heartbeat(at, {active_servers: 1}), other.heartbeat(at, {active_servers: seen})], {model});
			if (at <= noon + 110_000) expect(partitions(model)).toEqual([]);
		}
		expect(partitions(model)).toEqual(['bad partition: system split? z sees 3 · y sees 1']);
	});

	test('is not told while a server has just joined', () => {
		const d = new MadeServer('d');
		const model = replay([
			linkUp(noon),
			ping(noon),
			...opinions(noon, 3, 3, 3),
			d.heartbeat(noon + 2000, {active_servers: 2}),
		]);
		expect(partitions(model)).toEqual([]);
		for (let at = noon + 4000; at <= noon + 110_000; at += 2000) {
			replay([ping(at), ...opinions(at, 3, 3, 3), d.answer(at, {active_servers: 2})], {model});
			expect(partitions(model)).toEqual(
				at - noon < 104_000 ? [] : ['bad partition: system split? a b c see 3 · d sees 2'],
			);
		}
	});

	test('is not told as long as a dead server may still be counted', () => {
		const model = replay([linkUp(noon), ping(noon), ...opinions(noon, 3, 3, 3)]);
		for (let at = noon + 2000; at <= noon + 260_000; at += 2000) {
			// The one forgets it after 150 s, the other not before 240.
			replay(
				[ping(at), a.answer(at, {active_servers: at < noon + 150_000 ? 3 : 2}), b.answer(at, {active_servers: 3})],
				{model},
			);
			expect(partitions(model)).toEqual(
				at < noon + 252_000 ? [] : ['bad partition: system split? b sees 3 · a sees 2'],
			);
		}
	});

	test('is not told as long as the process before a restart may still be counted', () => {
		const again = new MadeServer('c', {}, idOf('again'));
		again.startedAt = noon + 4000;
		const model = replay([linkUp(noon), ping(noon), ...opinions(noon, 3, 3, 3)]);
		for (let at = noon + 6000; at <= noon + 300_000; at += 2000) {
			const answers = [
				a.answer(at, {active_servers: 4}),
				b.answer(at, {active_servers: 3}),
				again.answer(at, {active_servers: 3}),
			];
			replay([ping(at), ...answers], {model});
			if (at < noon + 244_000) expect(partitions(model)).toEqual([]);
		}
		expect(partitions(model)).toEqual(['bad partition: system split? a sees 4 · b c see 3']);
	});

	test('is not told from servers that have left, or that are too old to say', () => {
		const model = replay([linkUp(noon), ping(noon), ...opinions(noon, 3, 3, 3)]);
		ingest(model, c.goodbye(noon + 1000, 'SHUTDOWN'));
		for (let at = noon + 2000; at <= noon + 400_000; at += 2000) {
			replay([ping(at), a.answer(at, {active_servers: 2}), b.answer(at, {active_servers: undefined})], {model});
			expect(partitions(model)).toEqual([]);
		}
	});
});
