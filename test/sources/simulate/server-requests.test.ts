// What changes something in the demo: it is done, told as real servers tell it, and nobody does it for all servers.
import {expect, test} from 'vitest';
import {createSystem} from '../../../source/sources/simulate/system.ts';

const startAt = Date.UTC(2026, 10, 23, 12);

type Body = {
	readonly client?: {readonly id: number; readonly name?: string; readonly client_id?: string};
	readonly server?: {readonly name: string; readonly id: string};
	readonly data?: {
		readonly total?: number;
		readonly connections?: readonly Record<string, unknown>[];
		readonly config_load_time?: string;
		readonly start?: string;
	};
	readonly error?: {readonly description: string};
	readonly reason?: string;
};

/** A system with a connection that has come while it ran. */
function running() {
	const system = createSystem({seed: 7, startAt, scenario: undefined});
	let at = startAt + 5000;
	const came = system.advance(at).filter(({subject}) => subject.endsWith('.CONNECT') && !subject.includes('LEAFNODE'));
	const bodies = came.map(({text}) => JSON.parse(text) as Body);
	const ask = (server: string | undefined, verb: string, body: object = {}) => {
		at += 200;
		system.ask({subject: `$SYS.REQ.SERVER.${server}.${verb}`, body: JSON.stringify(body)}, at);
		const heard = system.advance(at + 199);
		const answers = heard.filter(({subject}) => subject.startsWith('_INBOX.')).map(({text}) => text);
		return {heard, answers, answer: (answers[0] === '' ? {} : JSON.parse(answers[0] ?? '{}')) as Body};
	};
	return {system, bodies, ask};
}

test('a connection is found, kicked and gone', () => {
	const {bodies, ask} = running();
	const [{client, server} = {}] = bodies.filter(({client: its}) => its?.name !== undefined);
	const cid = client?.id;
	const [found] = ask(server?.id, 'CONNZ', {cid}).answer.data?.connections ?? [];
	expect(found).toMatchObject({cid, name: client?.name, kind: 'Client'});
	const kicked = ask(server?.id, 'KICK', {cid});
	expect(kicked.answer).toEqual({server: expect.objectContaining({id: server?.id})});
	const ended = kicked.heard
		.filter(({subject}) => subject.endsWith('.DISCONNECT'))
		.map(({text}) => JSON.parse(text) as Body);
	expect(ended.find(({client: its}) => its?.id === cid)?.reason).toBe('Kicked');
	expect(ask(server?.id, 'CONNZ', {cid}).answer.data?.connections).toEqual([]);
	expect(ask(server?.id, 'KICK', {cid}).answer.error?.description).toBe('no such client or leafnode id');
	expect(ask(server?.id, 'LDM', {cid}).answer.error?.description).toBe('no such client id');
});

test('a client that is asked to move stays for a moment, and goes', () => {
	const {bodies, ask} = running();
	const [{client, server} = {}] = bodies.filter(({client: its}) => its?.name !== undefined);
	const isOpen = (): boolean => ask(server?.id, 'CONNZ', {cid: client?.id}).answer.data?.connections?.length === 1;
	expect(ask(server?.id, 'LDM', {cid: client?.id}).answer.error).toBeUndefined();
	// Each question takes 200 ms.
	const stayed = Array.from({length: 10}, isOpen);
	expect(stayed.at(-1)).toBe(false);
});

test('a configuration is read again', () => {
	const {system, ask} = running();
	const id = system.liveServers().get('n2');
	const before = ask(id, 'VARZ').answer.data;
	expect(before?.config_load_time).toBe(before?.start);
	expect(ask(id, 'RELOAD').answer.error).toBeUndefined();
	expect(ask(id, 'VARZ').answer.data?.config_load_time).not.toBe(before?.config_load_time);
});

test('connections are listed by pages, ordered by id, with who they are when asked', () => {
	const {system, ask} = running();
	const id = system.liveServers().get('n1');
	const pageOf = (options: object) => ask(id, 'CONNZ', {...options}).answer.data;
	const total = pageOf({})?.total ?? 0;
	expect(total).toBeGreaterThan(100);
	const limit = 40;
	const seen: unknown[] = [];
	for (let offset = 0; offset < total; offset += limit) {
		const page = pageOf({offset, limit});
		expect(page).toMatchObject({total, offset, limit, num_connections: page?.connections?.length});
		for (const {cid} of page?.connections ?? []) seen.push(cid);
	}
	// Some come and go between two pages.
	expect(new Set(seen).size).toBeGreaterThan(total * 0.9);
	expect(seen).toEqual(seen.toSorted((left, right) => Number(left) - Number(right)));
	const billing = pageOf({acc: 'BILLING', auth: true})?.connections ?? [];
	expect(billing.length).toBeGreaterThan(10);
	expect(new Set(billing.map(({account}) => account))).toEqual(new Set(['BILLING']));
	expect(pageOf({acc: 'BILLING'})?.connections?.[0]).not.toHaveProperty('account');
});

test.each(['KICK', 'LDM', 'RELOAD'])('%s of all servers is answered by nobody', verb => {
	expect(running().ask('PING', verb).answers).toEqual(['']);
});
