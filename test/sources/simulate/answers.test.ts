import {describe, expect, test} from 'vitest';
import {createSystem} from '../../../source/sources/simulate/system.ts';

const startAt = Date.UTC(2026, 10, 23, 12);
const roundSeconds = 190;

type Answer = {
	readonly server?: {readonly name: string; readonly id: string};
	readonly name?: string;
	readonly id?: string;
	readonly data?: {
		readonly status?: string;
		readonly streams_leader?: number;
		readonly user?: string;
		readonly account?: string;
		readonly account_statz?: ReadonlyArray<{readonly acc: string; readonly name: string; readonly total_conns: number}>;
	};
};

/** One run of the story, questioned as it goes on: seconds may only grow. */
function interview() {
	const system = createSystem({seed: 7, startAt});
	return {
		system,
		/** Asks; tells what went out, what came back within 200 ms and from whom. */
		at(second: number, subject: string, body = '') {
			const at = startAt + second * 1000;
			const request = system.ask({subject, body}, at).at(-1);
			const live = [...system.liveServers().keys()].toSorted();
			const answers = system.advance(at + 200).filter(message => message.subject.startsWith('_INBOX.'));
			const bodies = answers.filter(({text}) => text !== '').map(({text}) => JSON.parse(text) as Answer);
			const names = bodies.map(answer => answer.server?.name ?? answer.name ?? '').toSorted();
			return {at, request, live, answers, bodies, names, texts: answers.map(({text}) => text)};
		},
	};
}

const asking = (subject: string, body = '') => interview().at(5, subject, body);
const everyone = ['n1', 'n2', 'n3', 'w1', 'w2', 'w3'];

describe('PING', () => {
	test('is delivered when it is sent, and answered by all servers', () => {
		const {request, answers, names, at} = asking('$SYS.REQ.SERVER.PING');
		expect(request).toMatchObject({at, subject: '$SYS.REQ.SERVER.PING', text: ''});
		expect(answers[0]?.subject).toBe(`${request?.reply}.$SYS.REQ.SERVER.PING`);
		expect(names).toEqual(everyone);
		expect(answers[0]?.subject).toMatch(/^_INBOX\.[0-9a-f]{12}\.\$SYS\.REQ\.SERVER\.PING$/);
		expect(new Set(answers.map(({subject}) => subject)).size).toBe(1);
	});

	test('is answered sooner by the nearer servers', () => {
		const {answers, at} = asking('$SYS.REQ.SERVER.PING');
		const delays = answers.map(({at: answeredAt}) => answeredAt - at);
		const near = delays.filter(delay => delay < 2);
		const far = delays.filter(delay => delay > 37 && delay < 40);
		expect([near.length, far.length]).toEqual([3, 3]);
	});

	test('has a new token each time', () => {
		const {at} = interview();
		const subjects = [5, 6, 7].map(second => at(second, '$SYS.REQ.SERVER.PING').answers[0]?.subject);
		expect(new Set(subjects).size).toBe(3);
	});

	test('is not answered by a server that crashes before it arrives', () => {
		const {at} = interview();
		expect(at(24.99, '$SYS.REQ.SERVER.PING').names).toEqual(['n1', 'n2', 'n3', 'w1', 'w3']);
	});
});

test('exactly the servers that are up answer', () => {
	const {at, system} = interview();
	system.advance(startAt + 1000);
	const first = system.liveServers();
	const w2 = first.get('w2');
	const n3 = first.get('n3');

	const afterCrash = at(40, '$SYS.REQ.SERVER.PING');
	expect(afterCrash.names).toEqual(['n1', 'n2', 'n3', 'w1', 'w3']);
	expect(afterCrash.names).toEqual(afterCrash.live);
	// Nobody listens under the id of one that is gone.
	expect(at(41, `$SYS.REQ.SERVER.${w2}.STATSZ`).texts).toEqual(['']);

	const afterRestart = at(80, '$SYS.REQ.SERVER.PING');
	expect(afterRestart.names).toEqual(everyone);
	expect(afterRestart.names).toEqual(afterRestart.live);
	expect(system.liveServers().get('w2')).not.toBe(w2);
	expect(at(81, `$SYS.REQ.SERVER.${w2}.IDZ`).texts).toEqual(['']);
	expect(at(82, `$SYS.REQ.SERVER.${system.liveServers().get('w2')}.IDZ`).names).toEqual(['w2']);

	const afterShutdown = at(97, '$SYS.REQ.SERVER.PING');
	expect(afterShutdown.names).toEqual(['n1', 'n2', 'n3', 'w1', 'w2']);
	expect(afterShutdown.names).toEqual(afterShutdown.live);

	// Of this seed the meta leader crashes 25 s into the second round: JetStream is not well until there is another.
	const health = [20, 27, 35].map(second => {
		const {bodies} = at(roundSeconds + second, '$SYS.REQ.SERVER.PING.HEALTHZ');
		const of = (name: string): string | undefined => bodies.find(({server}) => server?.name === name)?.data?.status;
		return [of('n1'), of('w1')];
	});
	expect(health).toEqual([
		['ok', 'ok'],
		['unavailable', 'ok'],
		['ok', 'ok'],
	]);

	// A lame duck listens still, so there is not even an empty answer.
	const ofLameDuck = at(roundSeconds + 97, '$SYS.REQ.SERVER.PING');
	expect(ofLameDuck.names).toEqual(['n1', 'n2', 'w1', 'w2', 'w3']);
	expect(ofLameDuck.names).toEqual(ofLameDuck.live);
	expect(at(roundSeconds + 98, `$SYS.REQ.SERVER.${n3}.IDZ`).answers).toEqual([]);
	// Gone after all.
	expect(at(roundSeconds + 110, `$SYS.REQ.SERVER.${n3}.IDZ`).texts).toEqual(['']);
});

describe('one server', () => {
	test.each(['STATSZ', 'IDZ', 'HEALTHZ'])('answers %s', verb => {
		const {at, system} = interview();
		const id = system.liveServers().get('w2');
		const {names, bodies} = at(5, `$SYS.REQ.SERVER.${id}.${verb}`);
		expect(names).toEqual(['w2']);
		expect(bodies[0]?.server?.id ?? bodies[0]?.id).toBe(id);
	});

	test('IDZ has no envelope', () => {
		const {at, system} = interview();
		const id = system.liveServers().get('n3');
		expect(at(5, `$SYS.REQ.SERVER.${id}.IDZ`).bodies).toEqual([{name: 'n3', host: '0.0.0.0', id}]);
	});
});

test.each(['STATSZ', 'IDZ', 'HEALTHZ', 'CONNZ', 'VARZ', 'ACCOUNTZ', 'JSZ'])('PING.%s is answered by all', verb => {
	expect(asking(`$SYS.REQ.SERVER.PING.${verb}`).names).toEqual(everyone);
});

test.each([
	'$SYS.REQ.SERVER.PING.NOPE',
	'$SYS.REQ.SERVER.PING.STATSZ.MORE',
	'$SYS.REQ.SERVER.NOBODY.STATSZ',
	'$SYS.REQ.ACCOUNT.NONE.INFO',
	'$SYS.REQ.ACCOUNT.ORDERS.NOPE',
	'$SYS.REQ.CLAIMS.LIST',
	'anything.else',
	'',
])('nobody answers "%s"', subject => {
	const {answers, at} = asking(subject);
	expect(answers).toHaveLength(1);
	expect(answers[0]).toMatchObject({at: at + 0.6, text: ''});
	expect(answers[0]?.subject.endsWith(`.${subject}`)).toBe(true);
});

describe('JSZ', () => {
	test('of a server without JetStream is as 2.15.2 answers it', () => {
		const {bodies} = asking('$SYS.REQ.SERVER.PING.JSZ', '{"raft":true}');
		const off = bodies.find(({server}) => server?.name === 'w1');
		expect(off?.data).toEqual({
			memory: 0,
			storage: 0,
			reserved_memory: 0,
			reserved_storage: 0,
			accounts: 0,
			ha_assets: 0,
			api: {level: 0, total: 0, errors: 0},
			server_id: off?.server?.id,
			now: expect.any(String),
			disabled: true,
			config: {max_memory: 0, max_storage: 0},
			streams: 0,
			consumers: 0,
			messages: 0,
			bytes: 0,
			total: 0,
		});
	});

	test('of leaders alone is answered by the one that leads', () => {
		const {names, bodies} = asking('$SYS.REQ.SERVER.PING.JSZ', '{"leader_only":true}');
		expect(names).toHaveLength(1);
		expect(bodies[0]?.data).toMatchObject({meta_cluster: {leader: names[0], cluster_size: 3, quorum_needed: 2}});
	});

	test('counts each stream once by its leader, and not at all without being asked to', () => {
		const led = (body: string) =>
			asking('$SYS.REQ.SERVER.PING.JSZ', body).bodies.map(({data}) => data?.streams_leader ?? 0);
		expect(led('{"raft":true}').reduce((sum, one) => sum + one, 0)).toBe(8);
		expect(new Set(led(''))).toEqual(new Set([0]));
	});
});

describe('accounts', () => {
	test('are listed by every server with connections', () => {
		const {bodies, names} = asking('$SYS.REQ.ACCOUNT.PING.STATZ');
		expect(names).toEqual(everyone);
		const told = bodies.flatMap(({data}) => data?.account_statz ?? []);
		expect(new Set(told.map(({name}) => name))).toEqual(
			new Set(['SYS', 'ORDERS', 'BILLING', 'IOT', 'ANALYTICS', '$G']),
		);
		expect(told.filter(({total_conns}) => total_conns === 0)).toEqual([]);
	});

	test('are listed by name when asked so', () => {
		const {bodies, names} = asking('$SYS.REQ.ACCOUNT.PING.STATZ', '{"accounts":["BILLING"]}');
		expect(names).toEqual(['n1', 'n2', 'n3']);
		expect(new Set(bodies.flatMap(({data}) => data?.account_statz?.map(({acc}) => acc)))).toEqual(new Set(['BILLING']));
	});

	test('without connections are listed when asked for', () => {
		const listed = (body: string) =>
			asking('$SYS.REQ.ACCOUNT.PING.STATZ', body).bodies.map(
				({data}) => data?.account_statz?.map(({acc}) => acc).length,
			);
		expect(listed('{"include_unused":true}')).toEqual([6, 6, 6, 6, 6, 6]);
		expect(listed('{"include_unused":true,"accounts":["BILLING"]}')).toEqual([1, 1, 1, 1, 1, 1]);
	});

	test('are described by every server', () => {
		const {bodies, names} = asking('$SYS.REQ.ACCOUNT.ORDERS.INFO');
		expect(names).toEqual(everyone);
		expect(bodies[0]?.data).toMatchObject({account_name: 'ORDERS', client_connections: expect.any(Number)});
	});

	test.each(['no JSON', 'null', '[]', '{"accounts":3}'])('all of them when the body is %s', body => {
		expect(asking('$SYS.REQ.ACCOUNT.PING.STATZ', body).names).toEqual(everyone);
	});
});

test('the server we are connected to says who we are', () => {
	const {bodies, names} = asking('$SYS.REQ.USER.INFO');
	expect(names).toEqual(['n1']);
	expect(bodies[0]?.data).toEqual({user: 'sys', account: 'SYS', account_name: 'SYS'});
});
