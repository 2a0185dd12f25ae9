// Events are one row with a count only when they are the same in everything a row shows.
import {describe, expect, test} from 'vitest';
import {entriesOf, type Journal} from '../../source/model/journal.ts';
import type {Folded} from '../../source/model/journal-entry.ts';
import {replay} from '../helpers/replay.ts';
import {Stage} from '../views/stage.ts';
import {linkUp, MadeServer, noon} from './made-server.ts';

const client = {
	name: 'shop',
	user: 'web',
	host: '10.0.0.1',
	kind: 'Client',
	client_type: 'nats',
	lang: 'go',
	ver: '1.48.0',
};
const n1 = new MadeServer('n1');
const n2 = new MadeServer('n2');

function countsIn(journal: Journal<Folded>): readonly number[] {
	return [...entriesOf(journal)].map(([, {count}]) => count);
}

const differences = [
	['another type of client', {client_type: 'websocket'}],
	['another kind', {kind: 'Leafnode', client_type: ''}],
	['another library', {lang: 'nats.ws'}],
	['another version of the library', {ver: '1.49.0'}],
	['another name', {name: 'till'}],
	['another user', {user: 'app'}],
	['another host', {host: '10.0.0.2'}],
	['another account', {acc: 'OTHER'}],
] as const;

describe('two connects', () => {
	test('of the same client are one entry', () => {
		const {journals} = replay([n1.connect(noon, 1, client), n1.connect(noon + 10, 2, client)]);
		expect(countsIn(journals.connections)).toEqual([2]);
	});

	test.each(differences)('of %s are two entries', (_what, other) => {
		const {journals} = replay([n1.connect(noon, 1, client), n1.connect(noon + 10, 2, {...client, ...other})]);
		expect(countsIn(journals.connections)).toEqual([1, 1]);
	});
});

describe('two abnormal disconnects on two servers', () => {
	const rows = (other: Readonly<Record<string, string>>): number => {
		const stage = new Stage(120, 40).hear([
			linkUp(noon),
			n1.heartbeat(noon),
			n2.heartbeat(noon),
			n1.connect(noon + 10, 1, client),
			n2.connect(noon + 20, 1, {...client, ...other}),
			n1.disconnect(noon + 3000, 1, client, 'Read Error'),
			n2.disconnect(noon + 3010, 1, {...client, ...other}, 'Read Error'),
		]);
		return stage.text().match(/ − left /g)?.length ?? 0;
	};

	test('of the same client are one row of the newest events, from however many hosts', () => {
		expect(rows({})).toBe(1);
		expect(rows({host: '10.0.0.2'})).toBe(1);
	});

	test.each(differences.filter(([what]) => !/host|kind/.test(what)))('of %s are two rows', (_what, other) => {
		expect(rows(other)).toBe(2);
	});
});
