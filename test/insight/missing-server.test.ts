// Servers that the others count and nobody hears: dead ones for some minutes, and living ones that are cut off from us.
import {describe, expect, test} from 'vitest';
import type {Model} from '../../source/model/model.ts';
import {summaryOf} from '../../source/views/frame/summary.ts';
import {idOf, linkMessage, linkUp, MadeServer, noon, ping} from '../events/made-server.ts';
import {ledgerOf, passTo, replay, toldOf, troubleOf} from '../helpers/replay.ts';

function said(model: Model): readonly string[] {
	return troubleOf(model).map(({severity, rule, who, text}) => `${severity} ${rule}: ${who} ${text}`);
}

function header(model: Model): string {
	const {speaking, expected} = summaryOf(model);
	return `${speaking}/${expected}`;
}

/** All answer every two seconds, each with as many servers as it counts then. */
function listen(
	model: Model,
	servers: readonly MadeServer[],
	seconds: readonly [from: number, to: number],
	counted: (second: number) => readonly number[],
	see: (model: Model, second: number) => void = () => {},
): Model {
	for (let second = seconds[0]; second <= seconds[1]; second += 2) {
		const at = noon + second * 1000;
		const seen = counted(second);
		const answers = servers.map((server, index) => server.answer(at, {active_servers: seen[index] ?? 0}));
		replay([ping(at), ...answers], {model});
		passTo(model, at + 1000);
		see(model, second);
	}
	return model;
}

describe('who comes after a server was killed', () => {
	const [n1, n2] = [new MadeServer('n1'), new MadeServer('n2')] as const;

	// Seconds since the kill; we come after 20 s at noon.
	test.each([
		[150, 240],
		[149, 172],
		[240, 150],
	])('and was started again, hears of nothing while it is forgotten after %i and %i s', (first, second) => {
		const n3 = new MadeServer('n3', {}, idOf('n3 again'));
		n3.startedAt = noon - 15_000;
		const counted = (now: number): readonly number[] => [now + 20 < first ? 4 : 3, now + 20 < second ? 4 : 3, 3];
		listen(replay([linkUp(noon)]), [n1, n2, n3], [0, 600], counted, model => {
			expect(said(model)).toEqual([]);
			expect(header(model)).toBe('3/3');
		});
	});

	test('and is gone, is told that one may be missing, and of no split', () => {
		const counted = (now: number): readonly number[] => [now + 20 < 150 ? 3 : 2, now + 20 < 240 ? 3 : 2];
		const headers = new Set<string>();
		const model = listen(replay([linkUp(noon)]), [n1, n2], [0, 600], counted, seen => {
			expect(said(seen)).toEqual([]);
			headers.add(header(seen));
		});
		expect([...headers]).toEqual(['2/3', '2/2']);
		expect(toldOf(model)).toEqual([]);
		expect(ledgerOf(model).current.size).toBe(0);
	});
});

test('who saw a server being killed again and again does not miss its former lives', () => {
	const n1 = new MadeServer('n1');
	const model = replay([linkUp(noon)]);
	for (let life = 0; life < 6; life++) {
		const n2 = new MadeServer('n2', {}, idOf(`n2 ${'x'.repeat(life)}`));
		n2.startedAt = noon + life * 40_000;
		const from = life * 40 + 2;
		// Up for half a minute, and down for ten seconds.
		listen(
			model,
			[n1, n2],
			[from, from + 26],
			() => [2 + life, 2],
			seen => {
				expect(header(seen)).toBe('2/2');
				expect(toldOf(seen).filter(({rule}) => rule === 'missing-server')).toEqual([]);
			},
		);
	}
});

describe('a server that is counted for long and never heard', () => {
	const servers = ['n1', 'n2', 'n3'].map(name => new MadeServer(name));

	test('is a problem after four minutes, since it was noticed', () => {
		const model = listen(
			replay([linkUp(noon)]),
			servers,
			[0, 240],
			() => [4, 4, 4],
			seen => {
				expect(said(seen)).toEqual([]);
				expect(header(seen)).toBe('3/4');
			},
		);
		listen(model, servers, [242, 246], () => [4, 4, 4]);
		expect(said(model)).toEqual([
			'warn missing-server: 1 server that n1 n2 n3 count was not heard (4 counted, 3 heard)',
		]);
		const [since = 0] = troubleOf(model).map(problem => problem.since);
		expect(Math.abs(since - noon)).toBeLessThanOrEqual(2000);
		listen(model, servers, [248, 248], () => [3, 3, 3]);
		expect(said(model)).toEqual([]);
	});

	test('is one of several', () => {
		const model = listen(replay([linkUp(noon)]), servers, [0, 260], () => [6, 6, 6]);
		expect(said(model)).toEqual([
			'warn missing-server: 3 servers that n1 n2 n3 count were not heard (6 counted, 3 heard)',
		]);
	});

	test('is told as a split where opinions differ', () => {
		const model = listen(replay([linkUp(noon)]), servers, [0, 260], () => [4, 3, 3]);
		expect(said(model)).toEqual(['bad partition: system split? n1 sees 4 · n2 n3 see 3']);
	});

	test('is not missed for the time that our link was down', () => {
		const model = listen(replay([linkUp(noon)]), servers, [0, 100], () => [4, 4, 4]);
		replay([linkMessage(noon + 102_000, {state: 'down', reason: 'cut'})], {model});
		passTo(model, noon + 500_000);
		replay([linkUp(noon + 500_000)], {model});
		listen(model, servers, [502, 700], () => [4, 4, 4]);
		// Not yet: for no four minutes in one piece could it have been heard.
		expect(said(model)).toEqual([]);
		expect(toldOf(model)).toMatchObject([{rule: 'missing-server', severity: 'note'}]);
		listen(model, servers, [702, 744], () => [4, 4, 4]);
		expect(said(model)).toHaveLength(1);
	});
});
