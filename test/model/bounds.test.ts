// Storms of strangers: everything has a bound, and what falls out is counted.
import {describe, expect, test} from 'vitest';
import type {Message} from '../../source/wire/message.ts';
import {forgottenOf, sizeOf} from '../../source/model/journal.ts';
import {createModel, limits, type Model} from '../../source/model/model.ts';
import {ingest} from '../../source/core/ingest.ts';
import {idOf, noon, timeText} from '../events/made-server.ts';
import {invariantsOf} from './invariants.ts';

const block = `{"name":"n1","host":"0.0.0.0","id":"${idOf('n1')}","ver":"2.15.2"`;
const time = timeText(noon);

/** The `index`-th message of n1, of one of its clients; made as text, because there are many. */
function strange(subject: string, index: number, client: string, cid = index): Message {
	const server = `${block},"seq":${index + 2},"time":"${time}"}`;
	const head = `{"type":"t","id":"E${index}","timestamp":"${time}","server":${server}`;
	const text = `${head},"client":{"start":"${time}","id":${cid},${client}},"reason":"r"}`;
	return {at: noon + Math.floor(index / 10), subject, text};
}

function storm(times: number, make: (index: number) => Message): Model {
	const model = createModel();
	for (let index = 0; index < times; index++) ingest(model, make(index));
	return model;
}

describe('storms of what was never seen before', () => {
	test('40,000 refused identities', () => {
		const model = storm(40_000, index =>
			strange(
				`$SYS.SERVER.${idOf('n1')}.CLIENT.AUTH.ERR`,
				index,
				`"acc":"$G","user":"u${index}","name":"x","host":"h${index}"`,
			),
		);
		expect(model.refused.size).toBeLessThanOrEqual(limits.refused);
		expect(model.refused.size + model.forgotten.refused).toBe(40_000);
		expect(sizeOf(model.journals.refusals)).toBe(limits.refusals);
		expect(forgottenOf(model.journals.refusals)).toBe(40_000 - limits.refusals);
		expect(model.tallies.refusals.total).toBe(40_000);
		expect(model.refused.has('u39999\nx\nh39999')).toBe(true);
		expect(invariantsOf(model)).toEqual([]);
	});

	test('105,000 connections that stay', () => {
		const model = storm(105_000, index =>
			strange('$SYS.ACCOUNT.APP.CONNECT', index, `"acc":"APP","name":"c${index % 100}"`),
		);
		expect(model.connections).toBe(limits.connections);
		expect(model.forgotten.connections).toBe(105_000 - limits.connections);
		expect(model.tallies.connects.total).toBe(105_000);
		expect(sizeOf(model.journals.connections)).toBe(limits.connectionEvents);
		expect(invariantsOf(model)).toEqual([]);
	});

	test('25,000 clients, each in an account of its own', () => {
		const model = storm(25_000, index =>
			strange(`$SYS.ACCOUNT.A${index}.CONNECT`, index, `"acc":"A${index}","user":"u","name":"c${index}"`),
		);
		expect(model.connections).toBe(25_000);
		expect(model.clients.size + model.forgotten.clients).toBe(25_000);
		expect(model.accounts.size + model.forgotten.accounts).toBe(25_000);
		expect([model.accounts.has('A0'), model.accounts.has('A24999')]).toEqual([false, true]);
		expect(invariantsOf(model)).toEqual([]);
	});

	test('20,100 servers', () => {
		const model = storm(20_100, index => {
			const id = `N${String(index).padStart(55, 'A')}`;
			const text = `{"server":{"name":"s${index}","id":"${id}","seq":2,"time":"${time}"},"statsz":{}}`;
			return {at: noon + index, subject: `$SYS.SERVER.${id}.STATSZ`, text};
		});
		expect(model.servers.size).toBeLessThanOrEqual(limits.servers);
		expect(model.servers.size + model.forgotten.servers).toBe(20_100);
		expect(model.serversByName.has('s20099')).toBe(true);
		expect(model.serversByName.has('s0')).toBe(false);
		expect(invariantsOf(model)).toEqual([]);
	});

	test('large messages nobody understands', () => {
		const large = 'x'.repeat(10_000);
		const model = storm(4000, index => ({at: noon + index, subject: `$SYS.OTHER.${index}`, text: large}));
		expect([model.misunderstood, model.tallies.messages.total]).toEqual([4000, 4000]);
		expect(sizeOf(model.journals.messages)).toBe(limits.messages);
		expect(model.longTexts.bytes.length).toBe(limits.longTextsBytes);
		expect(invariantsOf(model)).toEqual([]);
	});

	test('a server that tells of neighbours without end', () => {
		const routes = Array.from({length: 50_000}, (_, index) => ({rid: index, name: `p${index}`}));
		const text = JSON.stringify({server: {id: idOf('n1'), tags: routes.map(({name}) => name)}, statsz: {routes}});
		const model = storm(1, () => ({at: noon, subject: `$SYS.SERVER.${idOf('n1')}.STATSZ`, text}));
		expect(invariantsOf(model)).toEqual([]);
	});
});

test('who is quiet longest goes first, but not who has open connections', () => {
	const model = createModel();
	ingest(model, strange('$SYS.ACCOUNT.APP.CONNECT', 0, '"acc":"APP","name":"stays"'));
	const many = limits.clients + 10;
	for (let index = 1; index < many; index++) {
		const client = `"acc":"APP","name":"c${index}"`;
		ingest(model, strange('$SYS.ACCOUNT.APP.CONNECT', 2 * index, client, index));
		ingest(model, strange('$SYS.ACCOUNT.APP.DISCONNECT', 2 * index + 1, client, index));
	}
	const names = new Set([...model.clients.values()].map(({name}) => name));
	const gone = limits.clients / 10;
	expect(model.forgotten.clients).toBe(gone);
	expect(['stays', 'c1', `c${gone}`, `c${gone + 1}`].map(name => names.has(name))).toEqual([true, false, false, true]);
	expect(model.connections).toBe(1);
	expect(invariantsOf(model)).toEqual([]);
});
