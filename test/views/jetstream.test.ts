// The view of JetStream: its columns, what they are called when one filters and sorts, and what it says of servers that
// are not heard, have JetStream off or were started again.
import {describe, expect, test} from 'vitest';
import {jetStreamOfAll} from '../../source/requests/jetstream.ts';
import {type Fields, linkUp, MadeServer, noon} from '../events/made-server.ts';
import {lines, lineWith} from './read-screen.ts';
import {demoStage, Stage} from './stage.ts';

const wide = 200;

describe('columns', () => {
	test('of JetStream are all there at 200', () => {
		expect((lines(demoStage(60, wide, 50, 'jetstream'))[7] ?? '').trim().split(/ +/).join(' ')).toBe(
			'CLUSTER SERVER META LAG PEERS API/s ERR/s INFLIGHT PENDING MEM MEM % MEM RES MEM LIM STORE STORE % STORE RES STORE LIM HA STREAMS S LED CONSUMERS C LED MSGS BYTES ACCOUNTS',
		);
	});

	test.each([
		['meta:leader', '1 of 6'],
		['meta:off', '2 of 6'],
		['role:peer', '2 of 6'],
		['state:silent', '1 of 6'],
		['store>60G store-share<50', '3 of 6'],
		['streams>5 led>2', '2 of 6'],
		['api>10', '2 of 6'],
		['!cluster:east', '3 of 6'],
	])('filter by %s', (filter, expected) => {
		const stage = demoStage(60, wide, 50, 'jetstream').press('/').type(filter).press('enter');
		expect(/JETSTREAM (\S+ of \S+)/.exec(lines(stage)[6] ?? '')?.[1]).toBe(expected);
	});

	test('tell totals instead of rates, and all digits, when asked to', () => {
		const stage = demoStage(60, wide, 50, 'jetstream').press('t', 'b');
		expect(lines(stage)[7]).toMatch(/ API +ERRORS /);
		expect(lineWith(stage, / leader /)).toMatch(/ 12,\d{3},\d{3} +10,\d{3} /);
		expect(lineWith(stage, / leader /)).toContain(' 549,755,813,888 ');
	});

	test('ask for what statistics lack only while the view is seen', () => {
		const asks = (view: string) =>
			demoStage(60, wide, 50, view)
				.draw()
				.polls.map(({request}) => request);
		expect(asks('jetstream')).toContainEqual(jetStreamOfAll);
		expect(asks('servers')).not.toContainEqual(jetStreamOfAll);
	});
});

test('the page of a server asks its statistics alone where JetStream is off, and says so', () => {
	const stage = demoStage(60, 80, 24, 'jetstream').press('G', 'enter');
	expect(stage.text()).toMatch(/\n JetStream +off\n/);
	expect(stage.draw().polls.map(({request}) => request.subject.split('.').at(-1))).toEqual(['STATSZ']);
});

const meta = {leader: 'n1', cluster_size: 2};

function beat(server: MadeServer, at: number, total: number, more: Fields = {}) {
	const stats = {memory: 0, storage: 970, ha_assets: 1, api: {total, errors: 0}};
	return server.heartbeat(at, {jetstream: {config: {max_memory: 100, max_storage: 1000}, stats, meta, ...more}});
}

const rowOf = (stage: Stage, name: string): string => lineWith(stage, new RegExp(`^.east +${name} `));

describe('a server', () => {
	const jetStream = {jetstream: true};
	const [n1, n2] = [new MadeServer('n1', jetStream), new MadeServer('n2', jetStream)];
	const replicas = [{name: 'n2', current: false, active: 1, lag: 7}];
	const begun = () =>
		new Stage(wide, 24, 'jetstream').hear([
			linkUp(noon),
			...[0, 2000, 4000].flatMap(after => [
				beat(n1, noon + after, 10 + after / 100, {meta: {...meta, replicas}}),
				beat(n2, noon + after, 20),
			]),
		]);

	test('has rates by its own clock, a lag as the leader tells, and a store that is nearly full', () => {
		const stage = begun();
		expect(rowOf(stage, 'n1')).toMatch(/ leader +0 +2 +10 +0 .* 97 % /);
		expect(rowOf(stage, 'n2')).toMatch(/ not current +7 +2 +0 +0 /);
		expect(stage.press('e').text()).toMatch(/ JETSTREAM 2 /);
	});

	test('that was started again has no rate until it was seen twice, and never a negative one', () => {
		const again = new MadeServer('n1', jetStream, n1.id.replace('ZZ', 'YY'));
		again.startedAt = noon + 5000;
		const stage = begun().hear([beat(again, noon + 6000, 1)]);
		expect(rowOf(stage, 'n1')).toMatch(/ leader +0 +2 +– +– /);
		expect(rowOf(stage.hear([beat(again, noon + 8000, 5)]), 'n1')).toMatch(/ leader +0 +2 +2\.0 +0 /);
	});

	test('that is not heard has no numbers, and no sum includes it', () => {
		const stage = begun();
		for (const after of [10_000, 20_000, 30_000, 40_000]) {
			stage.hear([beat(n1, noon + after, 900)]).passTo(noon + after);
		}
		expect(rowOf(stage, 'n2')).toMatch(/^.east +n2 +silent 36 s( +–)+$/);
		expect(lineWith(stage, ' JETSTREAM ')).toContain('store –');
	});
});
