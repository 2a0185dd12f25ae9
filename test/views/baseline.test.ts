// What changed since a moment: only the rows that moved, and by how much.
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createUi} from '../../source/ui/ui.ts';
import {changeInWords, hasMoved, type Measure} from '../../source/views/columns/measure.ts';
import {MadeServer, linkUp, noon, ping} from '../events/made-server.ts';
import {LiveDemo} from './live-demo.ts';
import {demoStage, Stage, startAt} from './stage.ts';

const ui = createUi('servers');

describe('more than noise', () => {
	test.each([
		['count', 300, 329, false],
		['count', 300, 330, true],
		['count', 300, 270, true],
		['count', 0, 1, true],
		['count', 3, 3, false],
		['rate', 100, 129, false],
		['rate', 100, 130, true],
		['rate', 1, 4, false],
		['rate', 0, 5, true],
		['byte rate', 0, 1000, false],
		['byte rate', 0, 2000, true],
		['bytes', 100e6, 119e6, false],
		['bytes', 100e6, 121e6, true],
		['bytes', 1000, 500_000, false],
		['per minute', 0, 9, false],
		['per minute', 100, 149, false],
		['per minute', 100, 150, true],
		['share', 5, 14, false],
		['share', 5, 15, true],
		['state', 'up', 'silent', true],
		['state', 'gone 41 s', 'gone 42 s', false],
		['state', undefined, undefined, false],
		['count', undefined, 5, false],
		['count', 5, undefined, false],
	] as const)('%s from %s to %s: %s', (measure, before, now, moved) => {
		expect(hasMoved(measure, before, now, ui)).toBe(moved);
	});

	test('is the same both ways where nothing was there, and never what stayed', () => {
		const measure = fc.constantFrom<Measure>('count', 'bytes', 'per minute', 'rate', 'byte rate', 'share');
		fc.assert(
			fc.property(measure, fc.double({min: 0, max: 1e12, noNaN: true}), (kind, value) => {
				expect(hasMoved(kind, value, value, ui)).toBe(false);
				expect(hasMoved(kind, 0, value, ui)).toBe(hasMoved(kind, 0, -value, ui));
			}),
		);
	});

	test('is never a total, which always grows', () => {
		expect(hasMoved('rate', 0, 1e9, {totals: true})).toBe(false);
		expect(hasMoved('count', 0, 5, {totals: true})).toBe(true);
	});

	test.each([
		['count', 312, '+312'],
		['count', -12_400, '−12.4k'],
		['count', 0, '0'],
		['rate', 0.04, '0'],
		['rate', -1.25, '−1.3'],
		['bytes', 2048, '+2.0K'],
		['share', 12.4, '+12'],
	] as const)('%s %s is told as %s', (measure, by, text) => {
		expect(changeInWords(measure, by, ui)).toBe(text);
	});
});

describe('the baseline', () => {
	/** Three servers, and what they have a while later. */
	function made(later: (servers: readonly MadeServer[]) => readonly Parameters<Stage['hear']>[0][number][]): Stage {
		const servers = ['n1', 'n2', 'n3'].map(name => new MadeServer(name));
		const stage = new Stage(120, 24, 'servers').hear([
			linkUp(noon),
			ping(noon),
			...servers.map(server => server.answer(noon + 10, {active_servers: 3, connections: 100})),
		]);
		stage.hear(servers.map(server => server.answer(noon + 2000, {connections: 100}))).passTo(noon + 3000);
		return stage.hear(later(servers)).passTo(noon + 9000);
	}

	const rows = (stage: Stage): readonly string[] =>
		stage
			.text()
			.split('\n')
			.slice(6, -1)
			.filter(line => /^[ »][+−Δ]/.test(line));

	test('is the first complete picture; one server moved since', () => {
		const stage = made(([, second]) => (second === undefined ? [] : [second.answer(noon + 5000, {connections: 140})]));
		stage.press('=');
		expect(stage.text()).toMatch(/SERVERS 1 of 3 · since 12:00:0\d \(baseline\) · 1 changed/);
		expect(rows(stage)).toHaveLength(1);
		expect(rows(stage)[0]).toMatch(/Δ.* n2 .* \+40 /);
		stage.press('=');
		expect(stage.text()).toContain('SERVERS 3 ');
	});

	test('can be set anew: then nothing has moved', () => {
		const stage = made(([, second]) => (second === undefined ? [] : [second.answer(noon + 5000, {connections: 140})]));
		stage.press('B');
		expect(stage.ui.notice?.text).toBe('baseline set; = shows what moves from now on');
		stage.press('=');
		expect(stage.text()).toContain('no row moved by more than noise since 12:00:09 (baseline); = shows all');
	});

	test('shows a server that is new', () => {
		const fourth = new MadeServer('n4');
		const stage = made(() => [fourth.answer(noon + 5000, {active_servers: 4, connections: 7})]);
		stage.press('=');
		expect(rows(stage)).toHaveLength(1);
		expect(rows(stage)[0]).toMatch(/\+.* n4 .* \+7 /);
	});

	test('is not there before the servers have answered', () => {
		const stage = new Stage(120, 24, 'servers').hear([linkUp(noon)]);
		expect(stage.press('=').ui.notice?.text).toBe('=: not all servers have answered yet');
		expect(stage.press('B').ui.notice?.text).toBe('B: not all servers have answered yet');
	});

	test('knows rates', () => {
		const stage = new LiveDemo(120, 36, 'servers').wait(20);
		for (const {rates} of stage.look().baseline?.servers.values() ?? []) expect(rates).toBeDefined();
		expect(stage.look().baseline?.now).toBeLessThan(startAt + 6000);
	});

	test('stays as it is, whatever comes afterwards', () => {
		const stage = new LiveDemo(120, 36, 'servers').wait(10);
		const before = stage.look().baseline;
		const conns = [...(before?.servers.values() ?? [])].map(({stats}) => stats?.connections);
		stage.wait(40);
		expect(stage.look().baseline).toBe(before);
		expect([...(before?.servers.values() ?? [])].map(({stats}) => stats?.connections)).toEqual(conns);
		expect(before?.journals.messages.added).toBe(0);
	});

	test('says where it cannot be compared', () => {
		expect(demoStage(60, 80, 24, 'connects').press('=').ui.notice?.text).toBe(
			'=: only in tables of servers, accounts, clients, leafnodes and JetStream',
		);
	});

	test.each(['overview', 'servers', 'accounts', 'clients', 'jetstream'])(
		'in %s: Esc leads back to the same screen, at every size, with totals and in full',
		view => {
			for (const columns of [80, 120, 200]) {
				const stage = new LiveDemo(columns, 36, view).wait(4);
				const at = stage.text();
				stage.press('=');
				expect(stage.text()).toMatch(/ since \d\d:\d\d:\d\d /);
				stage.press('t', 't', 'b', 'b', 'escape');
				stage.press('f1', 'escape');
				expect(stage.text().split('\n').slice(5, -2)).toEqual(at.split('\n').slice(5, -2));
			}
		},
	);
});
