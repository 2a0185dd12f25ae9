// The view of links: what each cell of a matrix and each row says, whoever of the two ends is heard and has the route.
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type Line, textOf} from '../../source/screen/screen.ts';
import {linkUp, MadeServer, noon} from '../events/made-server.ts';
import {demoStage, Stage} from './stage.ts';

const counted = {sent: {msgs: 1, bytes: 1}, received: {msgs: 1, bytes: 1}};
const routeTo = (name: string, pending: unknown = 0) => ({rid: 7, name, ...counted, pending});
const gatewayTo = (name: string, inbound: number) => ({gwid: 9, name, ...counted, inbound_connections: inbound});

type Told = {readonly server: MadeServer; readonly statsz: object; readonly silent?: boolean};

/** Twenty seconds of servers that say the same again and again; one that is silent does so from the fourth second on. */
function staged(told: readonly Told[], columns = 120, rows = 40): Stage {
	const stage = new Stage(columns, rows, 'links').hear([linkUp(noon)]);
	for (let second = 0; second <= 40; second += 2) {
		const at = noon + second * 1000;
		const speaking = told.filter(({silent}) => silent !== true || second < 4);
		stage.hear(speaking.map(({server, statsz}) => server.heartbeat(at, {...statsz}))).passTo(at + 1000);
	}
	return stage;
}

function linesOf(stage: Stage): readonly string[] {
	return stage.screen().lines.map((line: Line) => textOf(line).trimEnd());
}

/** The rows of the table, without what only follows from others. */
function rowsOf(stage: Stage): readonly string[] {
	return linesOf(stage)
		.filter(line => /^ (route|gateway) /.test(line))
		.map(line => line.trim().replaceAll(/ {2,}/g, ' '));
}

/** A row of the matrix with this title. */
function matrixRow(stage: Stage, name: string): string {
	const line = linesOf(stage).find(text => text.startsWith(` ${name} `)) ?? '';
	return line.replaceAll(/[[\]]/g, ' ').trim().replaceAll(/ +/g, ' ');
}

const [a, b, c] = ['a', 'b', 'c'].map(name => new MadeServer(name));

describe('two servers of a cluster', () => {
	test.each([
		[['b', 'c'], ['a', 'c'], false, 'a · ● ●', 'b ● · ●', 'full'],
		[['b', 'c'], ['c'], false, 'a · ◐→ ●', 'b ◐← · ●', 'only on a'],
		[['c'], ['a', 'c'], false, 'a · ◐← ●', 'b ◐→ · ●', 'only on b'],
		[['c'], ['c'], false, 'a · ✗ ●', 'b ✗ · ●', 'missing'],
		// What a silent server told before is not of now.
		[['b', 'c'], ['a', 'c'], true, 'a · – ●', 'b – · –', 'unknown: b silent 39 s'],
		[['c'], ['a', 'c'], true, 'a · – ●', 'b – · –', 'unknown: b silent 39 s'],
	])('a tells of %j, b of %j; b is silent: %j', (ofA, ofB, silent, rowA, rowB, words) => {
		if (a === undefined || b === undefined || c === undefined) throw new Error('a server is missing');
		const stage = staged([
			{server: a, statsz: {routes: ofA.map(name => routeTo(name))}},
			{server: b, statsz: {routes: ofB.map(name => routeTo(name))}, silent},
			{server: c, statsz: {routes: [routeTo('a'), routeTo('b')]}},
		]);
		expect([matrixRow(stage, 'a'), matrixRow(stage, 'b')]).toEqual([rowA, rowB]);
		expect(rowsOf(stage).find(row => row.startsWith('route east a b'))).toContain(`route east a b ${words}`);
	});

	test('of which one was shut down are no link, and of one that is new nothing is known', () => {
		if (a === undefined || b === undefined || c === undefined) throw new Error('a server is missing');
		const stage = staged([
			{server: a, statsz: {routes: [routeTo('b'), routeTo('c')]}},
			{server: b, statsz: {routes: [routeTo('a'), routeTo('c')]}},
		]);
		stage.hear([b.goodbye(stage.now, 'SHUTDOWN'), c.connect(stage.now, 5)]).passTo(stage.now + 1000);
		expect(rowsOf(stage)).toEqual(['route east a c unknown: c not heard yet 1 –']);
	});

	test('have a dash where what waits on one side cannot be read', () => {
		if (a === undefined || b === undefined) throw new Error('a server is missing');
		const stage = staged([
			{server: a, statsz: {routes: [routeTo('b', 'much')]}},
			{server: b, statsz: {routes: [routeTo('a', 5)]}},
		]);
		expect(rowsOf(stage)).toEqual(['route east a b full 1 –']);
	});

	test('of one name are never told to be linked', () => {
		const twins = ['1', '2'].map(number => new MadeServer('twin', {}, `N${number}`.padEnd(56, 'T')));
		const told = [...twins, new MadeServer('other')].map(server => ({
			server,
			statsz: {routes: [routeTo('twin'), routeTo('other')]},
		}));
		for (const row of rowsOf(staged(told))) expect(row).toContain('unknown: a name that is not unique');
	});
});

describe('gateways', () => {
	const [east1, east2] = ['e1', 'e2'].map(name => new MadeServer(name, {cluster: 'east'}));
	const west = new MadeServer('w1', {cluster: 'west'});

	test.each([
		[['west'], ['west'], 2, 'gateway east west full: 2 of 2 dial 2 out, 2 in –'],
		[['west'], [], 1, 'gateway east west partly: 1 of 2 dial 1 out, 1 in –'],
		[[], [], 0, 'gateway east west missing: none dials 0 out, 0 in –'],
		[['west'], ['west'], 0, 'gateway east west west counts none of 2 2 out, 0 in –'],
	])('of servers that dial %j and %j, %i inbound', (first, second, inbound, row) => {
		if (east1 === undefined || east2 === undefined) throw new Error('a server is missing');
		const stage = staged([
			{server: east1, statsz: {gateways: first.map(name => gatewayTo(name, 1))}},
			{server: east2, statsz: {gateways: second.map(name => gatewayTo(name, 0))}},
			{server: west, statsz: {gateways: [gatewayTo('east', inbound)]}},
		]);
		expect(rowsOf(stage).find(text => text.startsWith('gateway east west'))).toContain(row);
	});
});

describe('in any system', () => {
	const names = ['a', 'b', 'c', 'd', 'e'];

	test('the title counts every pair once, and each state as its rows do', () => {
		fc.assert(
			fc.property(
				fc.array(fc.tuple(fc.subarray(names), fc.boolean()), {minLength: 5, maxLength: 5}),
				fc.constantFrom(60, 80, 120),
				(told, columns) => {
					const stage = staged(
						told.map(([peers, silent], index) => ({
							server: new MadeServer(names[index] ?? ''),
							statsz: {routes: peers.map(name => routeTo(name))},
							silent,
						})),
						columns,
					);
					const rows = rowsOf(stage);
					const lines = linesOf(stage);
					for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns);
					// A cluster in which nobody has told of a route has none that could be missing.
					const all = told.every(([peers]) => peers.length === 0) ? 0 : 10;
					// A narrow table leaves the kind of link out.
					if (columns > 60) expect(rows).toHaveLength(all);
					if (columns === 60 || all === 0) return;
					const full = rows.filter(row => row.includes(' full')).length;
					expect(lines.find(line => line.startsWith(' LINKS'))).toContain(`${full} of 10 routes`);
				},
			),
			{numRuns: 25},
		);
	});

	test.each([
		[24, 80],
		[40, 120],
		[15, 60],
	])('the matrix leaves room for the table on %i rows of %i columns', (rows, columns) => {
		const many = Array.from({length: 30}, (_, index) => `server-${index + 1}`);
		const told = many.map(name => ({
			server: new MadeServer(name),
			statsz: {routes: many.filter(other => other !== name).map(other => routeTo(other))},
		}));
		const stage = staged(told, columns, rows).press('tab', 'G');
		expect(stage.text()).toMatch(/^».*full/m);
		expect(stage.text()).toContain('435 of 435 routes');
		// The cursor's cell is among those that are seen.
		expect(stage.text()).toContain('[●]');
	});
});

test('a server that crashed in the demo has no link that is drawn as there', () => {
	const stage = demoStage(60, 120, 40, 'links');
	expect(matrixRow(stage, '1 east')).toMatch(/west w1 w2 w3$|w1 · – ●$/);
	for (const row of rowsOf(stage).filter(text => text.includes('w2'))) expect(row).toContain('unknown: w2 silent');
});

describe('the cursor of the matrices', () => {
	const details = (stage: Stage): readonly string[] => linesOf(stage).filter(line => line.includes(' pending '));
	const cellOf = (stage: Stage): string =>
		linesOf(stage)
			.find(line => line.includes('[') && !line.includes('FROM'))
			?.trim() ?? '';

	test('is on the worst link at first, and stays with a link that is chosen', () => {
		if (a === undefined || b === undefined || c === undefined) throw new Error('a server is missing');
		const told = [
			{server: a, statsz: {routes: [routeTo('b'), routeTo('c', 9)]}},
			{server: b, statsz: {routes: [routeTo('a')]}},
			{server: c, statsz: {routes: [routeTo('a', 5)]}},
		];
		const stage = staged(told);
		expect(cellOf(stage)).toMatch(/^b .*\[✗\]$/);
		stage.press('up', 'left', 'left', 'right', 'right');
		expect(details(stage).slice(-2)).toEqual([
			' a → c  1 connection · pending 9 · rtt –',
			' c → a  1 connection · pending 5 · rtt –',
		]);
		const first = new MadeServer('Aa');
		stage.hear([first.heartbeat(stage.now, {routes: [routeTo('a'), routeTo('b'), routeTo('c')]})]);
		stage.passTo(stage.now + 1000);
		expect(cellOf(stage)).toMatch(/^a .*\[●\]$/);
		expect(details(stage).at(-2)).toMatch(/^ a → c /);
	});

	test.each([
		[['enter'], /Route b – c/],
		[['left', 'enter'], /Servers? › b|Server b|› b /],
		[['up', 'enter'], /Route a – c/],
	])('opens what the cell stands for: %j', (keys, title) => {
		if (a === undefined || b === undefined || c === undefined) throw new Error('a server is missing');
		const stage = staged([
			{server: a, statsz: {routes: [routeTo('b'), routeTo('c')]}},
			{server: b, statsz: {routes: [routeTo('a')]}},
			{server: c, statsz: {routes: [routeTo('a')]}},
		]).press(...keys);
		expect(stage.text()).toMatch(title);
	});

	test.each([
		[24, 80],
		[40, 120],
		[15, 60],
	])('is seen wherever it goes, on %i rows of %i columns', (rows, columns) => {
		const servers = ['e', 'f', 'g'].flatMap(cluster =>
			Array.from({length: 9}, (_, index) => new MadeServer(`${cluster}${index + 1}`, {cluster})),
		);
		const names = (cluster: string): readonly string[] =>
			Array.from({length: 9}, (_, index) => `${cluster}${index + 1}`);
		const told = servers.map(server => {
			const cluster = server.name.slice(0, 1);
			return {
				server,
				statsz: {
					routes: names(cluster)
						.filter(name => name !== server.name)
						.map(name => routeTo(name)),
					gateways: ['e', 'f', 'g'].filter(name => name !== cluster).map(name => gatewayTo(name, 1)),
				},
			};
		});
		const stage = staged(told, columns, rows);
		fc.assert(
			fc.property(
				fc.array(fc.constantFrom('up', 'down', 'left', 'right', 'page-up', 'page-down', 'ctrl-d', 'g', 'G'), {
					maxLength: 30,
				}),
				keys => {
					stage.press(...keys);
					expect(stage.text().match(/\[[●◐✗–·]/gu)).toHaveLength(1);
				},
			),
			{numRuns: 20},
		);
	});
});
