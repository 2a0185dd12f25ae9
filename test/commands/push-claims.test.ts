// Pushing claims to servers with each kind of resolver, and what each of them does with them.
import {readFileSync} from 'node:fs';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {Command} from '../../source/commands/command.ts';
import {entriesOf} from '../../source/model/journal.ts';
import {payloadsOf} from '../helpers/payloads.ts';
import {stopServers} from '../helpers/nats-server.ts';
import {
	startFullAndCache,
	startFullResolver,
	startMemoryResolver,
	startUrlResolver,
} from '../topologies/operator-accounts.ts';
import type {OperatorControls, Topology} from '../topologies/topology.ts';
import {type Doing, startDoing, stopDoing, valueOf} from './doing.ts';

const topologies = new Set<Topology>();

afterAll(async () => {
	await stopDoing();
	await stopServers();
	for (const topology of topologies) await topology.stop();
});

function operatorOf({operator}: Topology): OperatorControls {
	if (operator === undefined) throw new Error('there is no operator');
	return operator;
}

/** What each server did, in the order of their names. */
function reportsOf({reports}: Command): readonly string[] {
	return reports.map(({server, text}) => `${server} ${text}`);
}

describe.each([
	['memory', startMemoryResolver, ['memory'], 'jwt updated', 'skipped'],
	['full', startFullResolver, ['full'], 'jwt updated', 'kept'],
	['URL', startUrlResolver, ['url'], 'jwt updated', 'skipped'],
] as const)('with a %s resolver', (_kind, start, [server], said, unused) => {
	let topology: Topology;
	let doing: Doing;
	let target: {readonly kind: 'push'; readonly account: string};

	beforeAll(async () => {
		topology = await start();
		topologies.add(topology);
		doing = await startDoing(topology.commandLine, topology.servers.length);
		target = {kind: 'push', account: topology.accountId('LIMITED')};
	});

	test('claims of an account that is not in use are kept or left, and it says which', async () => {
		const token = await operatorOf(topology).sign('LIMITED', {conn: 7});
		const shown = await doing.begin(target, token);
		expect(shown.stage).toBe('ready');
		expect(valueOf(shown, 'against the live ones')).toBe('not known: the account is in use on no server');
		const done = await doing.confirm();
		const [words] = reportsOf(done);
		if (unused === 'kept') {
			expect(words).toBe(`${server} stored; the account is not in use there, “jwt updated”`);
			expect(done.conclusion).toEqual({text: '1 of 1 server took the new claims', tone: 'good'});
		} else {
			expect(words).toBe(`${server} not stored: the account is not in use there, “jwt update skipped”`);
			expect(done.conclusion).toEqual({text: '0 of 1 server took the new claims', tone: 'bad'});
		}
	});

	test('claims of an account that is in use are compared, pushed and verified', async () => {
		const client = await topology.connect(topology.far, 'LIMITED');
		const {id} = operatorOf(topology);
		// The name of an account is known when its claims are.
		doing.source.ask({subject: `$SYS.REQ.ACCOUNT.${target.account}.INFO`, body: ''});
		await doing.until('its name', () => doing.model.accounts.get(target.account)?.name === 'LIMITED');
		const token = await operatorOf(topology).sign('LIMITED', {conn: 42, subs: 5000});
		const file = ['-----BEGIN NATS ACCOUNT JWT-----', token, '------END NATS ACCOUNT JWT------', ''].join('\n');
		const shown = await doing.begin(target, file);
		expect(shown).toMatchObject({
			title: 'Push claims of account LIMITED',
			stage: 'ready',
			confirmation: {text: 'LIMITED', what: 'the account’s name'},
			request: {
				subject: `$SYS.REQ.ACCOUNT.${target.account}.CLAIMS.UPDATE`,
				body: `a JWT of ${token.length} characters, which is not shown; what it claims is on this page`,
			},
		});
		expect(valueOf(shown, 'connections')).toBe(unused === 'kept' ? '7 → 42' : '100 → 42');
		expect(valueOf(shown, 'subscriptions')).toBe('unlimited → 5,000');
		expect(valueOf(shown, 'issued by')).toBe(`the operator tests, ${id.slice(0, 5)}…`);

		const done = await doing.confirm();
		expect(reportsOf(done)).toEqual([`${server} uses the new claims, “${said}”`]);
		expect(done.conclusion).toEqual({text: '1 of 1 server took the new claims', tone: 'good'});
		expect(doing.asked('.CLAIMS.UPDATE').at(-1)?.text).toBe(token);
		expect(doing.told('asked').at(-1)).toBe('LIMITED: all servers to use new claims');
		expect(doing.told('answered').at(-1)).toBe(`LIMITED: claims: ${said}`);
		expect(doing.told('claims').at(-1)).toContain(`→ 42`);

		const same = await doing.begin(target, token);
		expect(same).toMatchObject({stage: 'refused', reasons: ['the live claims are the same']});
		await client.close();
	});

	test('nothing that is kept or shown holds the token', async () => {
		const kept = [...entriesOf(doing.model.journals.messages)].map(([, entry]) => entry);
		expect(kept.some(({subject}) => subject.endsWith('.CLAIMS.UPDATE'))).toBe(true);
		const {step: _, ...face} = doing.command ?? {};
		const told = JSON.stringify([kept, payloadsOf(doing.model), [...entriesOf(doing.model.journals.notices)], face]);
		expect(told).not.toMatch(/eyJ[\w-]{8}/);
	});
});

describe('with full and cache resolvers in one cluster', () => {
	let topology: Topology;
	let doing: Doing;

	beforeAll(async () => {
		topology = await startFullAndCache();
		topologies.add(topology);
		doing = await startDoing(topology.commandLine, 3);
	});

	test('every server reports, also those where the account is not in use', async () => {
		const target = {kind: 'push', account: topology.accountId('LIMITED')} as const;
		const client = await topology.connect(topology.far, 'LIMITED');
		const token = await operatorOf(topology).sign('LIMITED', {conn: 9});
		const shown = await doing.begin(target, `\ufeff \n${token}\r\n\n`);
		expect(valueOf(shown, 'connections')).toBe('100 → 9');
		const done = await doing.confirm();
		expect(reportsOf(done)).toEqual([
			'c3 uses the new claims, “jwt updated cache”',
			'f1 stored; the account is not in use there, “jwt updated”',
			'f2 stored; the account is not in use there, “jwt updated”',
		]);
		expect(done.conclusion).toEqual({text: '3 of 3 servers took the new claims', tone: 'good'});
		await client.close();
	});

	test('claims that change between showing and confirming are not pushed over', async () => {
		const target = {kind: 'push', account: topology.accountId('COUNTED')} as const;
		const client = await topology.connect(topology.far, 'COUNTED');
		const token = await operatorOf(topology).sign('COUNTED', {conn: 11});
		await doing.begin(target, token);
		await operatorOf(topology).request('COUNTED', {conn: 12});
		// One server has them; now the one where the account is in use.
		await doing.until('the others to be live', () => {
			doing.source.ask({subject: `$SYS.REQ.ACCOUNT.${target.account}.INFO`, body: ''});
			const told = doing.model.accounts.get(target.account)?.claims?.told.values() ?? [];
			return [...told].some(({claims}) =>
				claims.limits.some(({name, limit}) => name === 'connections' && limit === 12),
			);
		});
		const refused = await doing.confirm();
		expect(refused).toMatchObject({
			stage: 'refused',
			// The others may be signed in the next second already.
			reasons: [
				expect.stringMatching(
					/^the live claims have changed meanwhile: look again at what would change$|^it is older than the live claims: /,
				),
			],
			sentAt: undefined,
		});
		// The others are all that went to the servers.
		const pushed = doing.asked(`${target.account}.CLAIMS.UPDATE`).map(({text}) => text);
		expect(pushed).toHaveLength(1);
		expect(pushed).not.toContain(token);
		await client.close();
	});

	test('the system account is told to be that', async () => {
		const shown = await doing.begin(
			{kind: 'push', account: topology.accountId('SYS')},
			await operatorOf(topology).sign('SYS', {exports: 500}),
		);
		expect(shown.warnings).toContain(
			'This is the system account: with claims that allow too little nobody can look any more.',
		);
	});
});

test('the credentials file of a user is no claims', async () => {
	const [topology] = topologies;
	if (topology === undefined) throw new Error('there is no topology');
	const doing = await startDoing(topology.commandLine, 1);
	const creds = readFileSync(topology.commandLine.at(-1) ?? '', 'utf8');
	const refused = await doing.begin({kind: 'push', account: topology.accountId('LIMITED')}, creds);
	expect(refused).toMatchObject({stage: 'refused', reasons: ['new.jwt: it is the JWT of a user, not of an account']});
});
