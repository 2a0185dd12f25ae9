// What goes wrong with our own link, user or server at real servers, and is not to be taken for trouble of the others.
import {afterAll, describe, test} from 'vitest';
import {endWatches, type Live, type Moment, watchLive} from '../helpers/live.ts';
import {accounts, type NatsServer, startCluster, stopServers} from '../helpers/nats-server.ts';

afterAll(async () => {
	await endWatches();
	await stopServers();
});

const login = '--user sys --password pw';

/** Every second in which one of the servers was told to be silent. */
function silentIn({history}: Live, names: readonly string[]): readonly string[] {
	return history.flatMap(({servers, verdict}) =>
		names.some(name => servers[name]?.json.state === 'silent' || servers[name]?.state.startsWith('silent'))
			? [verdict]
			: [],
	);
}

/** What lasts, but for how many messages the time without a link may have cost: that stays true for long. */
function sentencesAt({problems}: Moment): readonly string[] {
	return problems
		.filter(({overAt, rule}) => overAt === undefined && rule !== 'events-missed')
		.map(({who, text}) => `${who} ${text}`);
}

/** `silent 14 s` in seconds. */
function seconds(text: string): number {
	const [, minutes = '0', told = ''] = /^(?:silent )?(?:(\d+)m )?([\d.]+) ?s/.exec(text) ?? [];
	return told === '' ? Number.NaN : Number(minutes) * 60 + Number(told);
}

/** What of the moments in which a server is silent is not one fact, told in several places. */
function contradictions({history}: Live, name: string): readonly string[] {
	return history.flatMap(({servers, problems, verdict, heardUntil}) => {
		const told = servers[name];
		if (told === undefined || told.json.state !== 'silent') return [];
		const problem = problems.find(({rule, who}) => rule === 'silent-server' && who === name);
		const since = problem === undefined ? Number.NaN : (heardUntil - problem.since) / 1000;
		const words = `${told.state} | ${told.age} | ${told.json.quiet_seconds} s in JSON | since ${since} s | ${verdict}`;
		const all = [seconds(told.state), seconds(told.age), told.json.quiet_seconds, since];
		const isOneFact = all.every(each => Math.abs(each - seconds(told.state)) <= 1.1);
		const isInVerdict = verdict.includes(`${name} ${told.state} `);
		return isOneFact && isInVerdict ? [] : [words];
	});
}

describe.concurrent('our link', () => {
	test('moves to another server while one is silent: its silence goes on, and stands still with the link', async ({
		expect,
	}) => {
		const [n1, n2, n3] = await three();
		const live = await watchLive(`-s ${n2.url},${n3.url} ${login}`);
		await live.second('all are heard', ({servers}) => Object.keys(servers).length === 3);
		await n1.kill('SIGKILL');
		await live.second('n1 is silent', ({servers}) => servers['n1']?.json.state === 'silent');
		// Nobody is there to move to for a while.
		n3.signal('SIGSTOP');
		await n2.kill('SIGKILL');
		const down = await live.second('the link is down', ({link}) => link === 'down');
		const later = await live.second('time has passed', ({link, now}) => link === 'down' && now >= down.now + 2000);
		expect(later.verdict).toMatch(/^ ▲ 2 problems {2}n1 silent .* · our link down for \d+(?:\.\d)? s: /);
		expect(later.servers).toEqual(down.servers);
		expect(later.verdict.replace(/ · our link.*/, '')).toBe(down.verdict.replace(/ · our link.*/, ''));
		n3.signal('SIGCONT');
		const back = await live.second('the link is up', ({link}) => link === 'up');
		expect(back.servers['n1']?.json.state).toBe('silent');
		const gone = await live.second('n2 is silent', ({servers}) => servers['n2']?.json.state === 'silent');
		expect(gone.servers['n3']).toMatchObject({state: '', problems: [], json: {state: 'up'}});
		expect(sentencesAt(gone).map(text => text.replace(/ silent.*/, ''))).toEqual(['n1', 'n2']);
		expect(silentIn(live, ['n3'])).toEqual([]);
		for (const name of ['n1', 'n2']) expect(contradictions(live, name)).toEqual([]);
		// Since the one moment, whatever became of our link.
		const began = live.history.flatMap(({problems}) =>
			problems.filter(({who}) => who === 'n1').map(({since}) => since),
		);
		expect(new Set(began).size).toBe(1);
	});

	test('is to a server that stands still: the others are well', async ({expect}) => {
		const [n1, n2] = await three();
		const live = await watchLive(`-s ${n2.url},${n1.url} ${login}`);
		await live.second('all are heard', ({servers}) => Object.keys(servers).length === 3);
		n2.signal('SIGSTOP');
		const nothing = await live.second('nothing is heard', ({problems}) =>
			problems.some(({rule}) => rule === 'nothing-heard'),
		);
		expect(sentencesAt(nothing)).toEqual([
			expect.stringMatching(/^our link nothing heard for \d+(?:\.\d)? s from any server: does n2 stand still\?$/),
		]);
		expect(nothing.verdict).toMatch(/^ ▲ 1 problem {2}our link nothing heard for /);
		await live.second('the link has moved', ({link}) => link === 'up' && live.core.model.link.serverName !== 'n2');
		const named = await live.second('n2 is silent', ({servers}) => servers['n2']?.json.state === 'silent');
		expect(sentencesAt(named).filter(text => !text.startsWith('our link'))).toEqual([
			expect.stringMatching(/^n2 silent /),
		]);
		n2.signal('SIGCONT');
		await live.second('n2 is heard again', ({servers}) => servers['n2']?.json.state === 'up');
		expect(silentIn(live, ['n1', 'n3'])).toEqual([]);
	});
});

describe.concurrent('our user', () => {
	const moved = accounts
		.replace('user: sys', 'user: other')
		.replace('APP { users: [', 'APP { users: [ { user: sys, password: pw },');
	const mayNot = (rights: string) =>
		accounts.replace('user: sys, password: pw', `user: sys, password: pw, permissions: { ${rights} }`);

	test.for([
		[
			'is moved into another account by a reload',
			moved,
			/^our link nothing heard for [\d.]+ s: user sys is in account APP now, not in the system account$/,
			[],
		],
		[
			'may not subscribe to anything any more after a reload',
			mayNot('subscribe: { deny: [">"] }'),
			/^our link nothing heard for [\d.]+ s: user sys may not subscribe \S+ \S+/,
			['refused-subjects'],
		],
	] as const)('%s: that is told, and no server is silent', async ([, changed, sentence, beside], {expect}) => {
		const servers = await three();
		const reload = (to: string) => {
			for (const server of servers) {
				server.configure({accounts: to});
				server.signal('SIGHUP');
			}
		};
		const live = await watchLive(`-s ${servers[0].url} ${login}`, {tryAgainMs: 500});
		await live.second('all are heard', ({servers: heard}) => Object.keys(heard).length === 3);
		reload(changed);
		const nothing = await live.second('nothing is heard, and why', moment =>
			sentencesAt(moment).some(text => sentence.test(text)),
		);
		const rulesOf = (told: readonly {readonly rule: string}[]): readonly string[] =>
			told.map(({rule}) => rule).filter(rule => rule !== 'events-missed');
		expect(rulesOf(nothing.problems.filter(({overAt}) => overAt === undefined))).toEqual(['nothing-heard', ...beside]);
		expect(nothing.verdict).toMatch(/^ ▲ [12] problems? {2}our link nothing heard for /);
		expect(Object.values(nothing.servers).map(({state, json}) => [state, json.state])).toEqual(
			[1, 2, 3].map(() => ['', 'up']),
		);
		expect(rulesOf(live.json().problems)).toEqual(['nothing-heard', ...beside]);
		reload(accounts);
		const back = await live.second(
			'all is well again',
			moment => sentencesAt(moment).filter(text => !text.includes('reload')).length === 0,
		);
		expect(back.problems.find(({rule}) => rule === 'nothing-heard')?.overAt).toBeDefined();
		expect(silentIn(live, ['n1', 'n2', 'n3'])).toEqual([]);
	});
});

async function three(): Promise<readonly [NatsServer, NatsServer, NatsServer]> {
	const [one, two, other] = await startCluster(3);
	if (one === undefined || two === undefined || other === undefined) throw new Error('there are three');
	return [one, two, other];
}
