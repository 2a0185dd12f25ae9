// Kicking a connection and asking one to move, on a real cluster.
import type {NatsConnection} from 'nats';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {CommandTarget} from '../../source/commands/command-target.ts';
import {type NatsServer, stopServers} from '../helpers/nats-server.ts';
import {startThree} from '../topologies/config-accounts.ts';
import type {Topology} from '../topologies/topology.ts';
import {type Doing, startDoing, stopDoing, valueOf} from './doing.ts';

let topology: Topology;
let doing: Doing;

beforeAll(async () => {
	topology = await startThree();
	doing = await startDoing(topology.commandLine, 3);
});

afterAll(async () => {
	await stopDoing();
	await stopServers();
	await topology.stop();
});

function serverNamed(name: string): NatsServer {
	const found = topology.servers.find(server => server.name === name);
	if (found === undefined) throw new Error(`there is no ${name}`);
	return found;
}

/** A client of `APP` on n2, known to the model, and the command of its connection. */
async function clientOn(
	name: string,
	client: {readonly name?: string; readonly reconnect?: boolean},
	kind: 'kick' | 'move' = 'kick',
): Promise<{readonly client: NatsConnection; readonly target: CommandTarget; readonly cid: number}> {
	const connection = await topology.connect(serverNamed(name), 'APP', client);
	const cid = connection.info?.client_id ?? 0;
	const serverId = connection.info?.server_id ?? '';
	const live = await doing.until('its connect', () => doing.model.servers.get(serverId)?.connections.get(cid));
	return {client: connection, cid, target: {kind, serverId, cid, startedAt: live.startedAt}};
}

describe('a kick', () => {
	test('is shown, confirmed, done, and both journals have it', async () => {
		const {client, target, cid} = await clientOn('n2', {name: 'orders'});
		const shown = await doing.begin(target);
		const n2 = doing.server('n2');
		expect(shown).toMatchObject({
			title: `Kick connection ${cid} of n2`,
			stage: 'ready',
			confirmation: {text: 'orders', what: 'the client’s name'},
			request: {subject: `$SYS.REQ.SERVER.${n2.id}.KICK`, body: `{"cid":${cid}}`},
			sentAt: undefined,
			reasons: [],
			reports: [],
		});
		expect(valueOf(shown, 'client name')).toBe('orders');
		expect(valueOf(shown, 'user')).toBe('app');
		expect(valueOf(shown, 'account')).toBe('APP');
		expect(valueOf(shown, 'server')).toBe('n2 (east)');
		expect(valueOf(shown, 'library')).toMatch(/^nats\.js \d/);
		expect(valueOf(shown, 'connected since')).toMatch(/^20\d\d-\d\d-\d\d \d\d:\d\d:\d\d, \d/);
		expect(doing.asked('.KICK')).toHaveLength(0);

		const done = await doing.confirm();
		expect(doing.stages).toEqual(['looking', 'ready', 'checking', 'sent', 'verifying', 'done']);
		expect(done.reports).toEqual([{server: 'n2', text: 'has kicked it', tone: 'good', afterMs: expect.any(Number)}]);
		expect(done.conclusion).toMatchObject({tone: 'good', text: expect.stringMatching(/Kicked|is closed/)});
		expect(doing.asked('.KICK')).toEqual([
			expect.objectContaining({subject: done.request?.subject, text: done.request?.body}),
		]);
		await client.closed();
		await doing.until('its disconnect', () => {
			const entry = doing.messages.find(
				({subject, text}) => subject.endsWith('.DISCONNECT') && text.includes('orders'),
			);
			return entry?.text.includes('"reason":"Kicked"');
		});
		expect(doing.told('asked').at(-1)).toBe(`n2: kick connection ${cid} (orders@APP)`);
		expect(doing.told('answered').at(-1)).toBe('n2: kicked');
	});

	test('is not sent for another name', async () => {
		const {client, target} = await clientOn('n3', {name: 'billing'});
		const before = doing.asked('.KICK').length;
		await doing.begin(target);
		for (const typed of ['', 'Billing', 'billing ', 'bill', 'orders']) doing.type(typed);
		expect(doing.command?.stage).toBe('ready');
		await client.flush();
		expect(doing.asked('.KICK')).toHaveLength(before);
		expect(client.isClosed()).toBe(false);
		await client.close();
	});

	test('of a connection without a name takes its user, of one whose name nobody can type its id', async () => {
		const nameless = await clientOn('n1', {});
		expect((await doing.begin(nameless.target)).confirmation).toEqual({text: 'app', what: 'its user'});
		for (const name of ['日本', 'a'.repeat(41), 'two  blanks', ' lead', 'bell\u0007', '\u202eevil']) {
			const strange = await clientOn('n1', {name});
			expect((await doing.begin(strange.target)).confirmation).toEqual({
				text: String(strange.cid),
				what: 'the connection’s id, as the client’s name cannot be typed',
			});
			await strange.client.close();
		}
		await nameless.client.close();
	});

	test('is refused when the connection has gone before it is shown, or between showing and confirming', async () => {
		const before = doing.asked('.KICK').length;
		const {client, target, cid} = await clientOn('n2', {name: 'brief'});
		expect((await doing.begin(target)).stage).toBe('ready');
		await client.close();
		await doing.until('its end', () => !doing.server('n2').connections.has(cid));
		const refused = await doing.confirm();
		expect(doing.stages).toEqual(['looking', 'ready', 'checking', 'refused']);
		expect(refused.reasons).toEqual([
			expect.stringMatching(new RegExp(`^connection ${cid} was closed at \\d\\d:\\d\\d:\\d\\d: Client Closed$`)),
		]);
		expect(refused.sentAt).toBeUndefined();

		const again = await doing.begin(target);
		expect(again).toMatchObject({stage: 'refused', request: undefined, confirmation: undefined});
		expect(doing.asked('.KICK')).toHaveLength(before);
	});

	test('is refused when the id is another connection’s', async () => {
		const {client, target, cid} = await clientOn('n2', {name: 'other'});
		if (target.kind !== 'kick') throw new Error('that is no kick');
		const refused = await doing.begin({...target, startedAt: (target.startedAt ?? 0) - 5000});
		expect(refused.reasons).toEqual([
			expect.stringMatching(new RegExp(`^that connection is closed; ${cid} is now other@APP, since \\d\\d:`)),
		]);
		const unknown = await doing.begin({...target, cid: 9999});
		expect(unknown.reasons).toEqual([expect.stringMatching(/^n2 has no connection 9999;/)]);
		await client.close();
	});

	test('of our own connection is refused, without a question', async () => {
		const {serverId, cid = 0} = doing.model.link;
		const before = doing.messages.length;
		const refused = await doing.begin({kind: 'kick', serverId, cid, startedAt: undefined});
		expect(refused).toMatchObject({stage: 'refused', reasons: ['this is our own connection']});
		expect(doing.messages.slice(before).filter(({subject}) => subject.startsWith('$SYS.REQ.'))).toEqual([]);
	});
});

describe('asking a connection to move', () => {
	test('tells the client, and says where it stays', async () => {
		const {client, target, cid} = await clientOn('n2', {name: 'mover', reconnect: true}, 'move');
		const told = new Promise<void>(resolve => {
			void (async () => {
				for await (const status of client.status()) {
					if (status.type === 'ldm') {
						// What an application should do then.
						await client.reconnect();
						resolve();
					}
				}
			})();
		});
		const shown = await doing.begin(target);
		expect(shown).toMatchObject({
			title: `Ask connection ${cid} of n2 to move`,
			request: {subject: `$SYS.REQ.SERVER.${doing.server('n2').id}.LDM`, body: `{"cid":${cid}}`},
		});
		const done = await doing.confirm();
		await told;
		expect(done.reports).toMatchObject([{server: 'n2', text: 'has told the client', tone: 'good'}]);
		expect(done.conclusion).toMatchObject({
			tone: 'good',
			text: expect.stringMatching(/^connection \d+ (?:was|is) closed/),
		});
		expect(doing.told('asked').at(-1)).toBe(`n2: tell connection ${cid} (mover@APP) to move`);
		expect(doing.told('answered').at(-1)).toBe('n2: told the client to move');
		await client.close();
	});
});
