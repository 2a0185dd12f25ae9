// Servers that leave in order, and what shows that they are over.
import {describe, expect, test} from 'vitest';
import type {Message} from '../../source/wire/message.ts';
import {entriesOf} from '../../source/model/journal.ts';
import type {Model} from '../../source/model/model.ts';
import type {Server} from '../../source/model/server.ts';
import {shownNamesOf} from '../../source/model/server-names.ts';
import {stateOf} from '../../source/model/server-state.ts';
import {ingest} from '../../source/core/ingest.ts';
import {passTo, replay, replayed} from '../helpers/replay.ts';
import {idOf, MadeServer, noon} from './made-server.ts';

function named(model: Model, name: string): Server {
	const [server, ...others] = model.serversByName.get(name) ?? [];
	if (server === undefined || others.length > 0) throw new Error(`${name} is there ${others.length} times more`);
	return server;
}

function happenings(model: Model, who: string): readonly string[] {
	return [...entriesOf(model.journals.notices)].filter(([, one]) => one.who === who).map(([, {kind}]) => kind);
}

function nobodyThere({id}: Server, at: number): Message {
	return {at, subject: `_INBOX.t.$SYS.REQ.SERVER.${id}.IDZ`, text: ''};
}

describe('shutdown', () => {
	const model = replayed('shutdown');

	test('ends a server and its connections at once', () => {
		expect(stateOf(model, named(model, 'n2'))).toBe('stopped');
		expect(named(model, 'n2').connections.size).toBe(0);
		expect(happenings(model, 'n2')).toEqual(['stopped']);
	});

	test('makes its clients come to others', () => {
		expect(model.connections).toBe(4);
		expect(named(model, 'n1').connections.size).toBe(4);
		expect(
			[...model.clients.values()].map(({name, live, servers}) => [name, live, shownNamesOf(model, servers)]),
		).toEqual(['sd-0', 'sd-1', 'sd-2', 'sd-3'].map(name => [name, 1, ['n1', 'n2']]));
	});

	test('is never followed by an alarm for its silence', () => {
		const later = replayed('shutdown');
		passTo(later, later.now + 600_000);
		expect(named(later, 'n2').silentSince).toBeUndefined();
		expect(stateOf(later, named(later, 'n2'))).toBe('stopped');
	});
});

describe('lame duck', () => {
	test('is the last word of a server that still serves its clients', () => {
		const model = replayed('lame-duck');
		expect(stateOf(model, named(model, 'n3'))).toBe('lame duck');
		expect(model.connections).toBe(0);
		expect(happenings(model, 'n3')).toEqual(['lame duck']);
		passTo(model, model.now + 120_000);
		expect(stateOf(model, named(model, 'n3'))).toBe('lame duck');
	});

	test('has ended when nobody answers under its id', () => {
		const model = replayed('lame-duck');
		const n3 = named(model, 'n3');
		ingest(model, nobodyThere(n3, model.now + 5000));
		expect(stateOf(model, n3)).toBe('stopped');
		expect(n3.goodbye?.at).toBe(model.now);
		expect(happenings(model, 'n3')).toEqual(['lame duck', 'stopped']);
		expect(model.misunderstood).toBe(1);
	});

	test('is told by the versions before, too', () => {
		const model = replayed('mixed-versions');
		expect(['v10', 'v12', 'v15'].map(name => stateOf(model, named(model, name)))).toEqual([
			'lame duck',
			'stopped',
			'up',
		]);
	});
});

describe('by hand', () => {
	const n1 = new MadeServer('n1');

	test('the end of a server that does not know IDZ is told by its statistics', () => {
		const old = new MadeServer('old', {ver: '2.9.25'});
		const nobody = {at: noon + 5000, subject: `_INBOX.t.$SYS.REQ.SERVER.${old.id}.STATSZ`, text: ''};
		const model = replay([old.heartbeat(noon), old.goodbye(noon, 'LAMEDUCK'), nobody]);
		expect([stateOf(model, named(model, 'old')), model.misunderstood]).toEqual(['stopped', 0]);
	});

	test('nobody under the id of a server that lives says nothing', () => {
		const model = replay([n1.heartbeat(noon)]);
		ingest(model, nobodyThere(named(model, 'n1'), noon));
		expect(stateOf(model, named(model, 'n1'))).toBe('up');
	});

	test('an answer to IDZ changes nothing', () => {
		const model = replay([n1.heartbeat(noon), n1.goodbye(noon, 'LAMEDUCK')]);
		const text = JSON.stringify({name: 'n1', host: '0.0.0.0', id: n1.id});
		ingest(model, {at: noon, subject: `_INBOX.t.$SYS.REQ.SERVER.${n1.id}.IDZ`, text});
		expect([stateOf(model, named(model, 'n1')), model.misunderstood]).toEqual(['lame duck', 0]);
		ingest(model, {at: noon, subject: `_INBOX.t.$SYS.REQ.SERVER.${n1.id}.IDZ`, text: '{}'});
		expect(model.misunderstood).toBe(1);
	});

	test('before 2.2 only the subject says who stops', () => {
		const empty = {at: noon, subject: `$SYS.SERVER.${idOf('n1')}.SHUTDOWN`, text: ''};
		expect(replay([empty]).misunderstood).toBe(1);
		const model = replay([n1.heartbeat(noon), empty]);
		expect([stateOf(model, named(model, 'n1')), model.misunderstood]).toEqual(['stopped', 0]);
	});

	test('a server that nobody knew may stop', () => {
		const model = replay([new MadeServer('n9').goodbye(noon, 'SHUTDOWN')]);
		expect(stateOf(model, named(model, 'n9'))).toBe('stopped');
	});
});
