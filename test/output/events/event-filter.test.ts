// `--filter` with `--events`: the language of the screen, and the same events as on the screen.
import {describe, expect, test} from 'vitest';
import {createCore} from '../../../source/core/core.ts';
import type {Folded} from '../../../source/model/journal-entry.ts';
import {entriesOf, type Journal} from '../../../source/model/journal.ts';
import {eventFilter, eventTable} from '../../../source/output/events/event-filter.ts';
import type {EventLine} from '../../../source/output/events/event-form.ts';
import {eventKindFacts} from '../../../source/output/events/event-kinds.ts';
import {eventLine} from '../../../source/output/events/event-lines.ts';
import {createEventPrinter} from '../../../source/output/events/event-printer.ts';
import {conditionsOf, matcherOf} from '../../../source/table/filter.ts';
import {connectColumns, refusalColumns} from '../../../source/views/columns/connection-columns.ts';
import {linkMessage} from '../../events/made-server.ts';
import {incidentNames, messagesOf} from '../../helpers/replay.ts';
import {recordingStage} from '../../views/stage.ts';

type Json = Readonly<Record<string, string | number | null>>;

function linesOf(recording: string): readonly EventLine[] {
	return messagesOf(recording).flatMap(message => eventLine(message) ?? []);
}

function printed(recording: string, filter: string | undefined, folds = false): readonly Json[] {
	const kinds = eventKindFacts.map(({kind}) => kind);
	const printer = createEventPrinter({kinds, isText: false, folds, utc: true, ...(filter !== undefined && {filter})});
	const heard = messagesOf(recording).map(message => printer.heard(message));
	const text = heard.join('') + printer.passed(Number.POSITIVE_INFINITY);
	return text
		.split('\n')
		.slice(0, -1)
		.map(line => JSON.parse(line) as Json);
}

const has = (line: Json, id: string, part: string): boolean =>
	String(line[id] ?? '')
		.toLowerCase()
		.includes(part);

/** What each filter asks for, told of the JSON that a reader gets. */
const asked: readonly (readonly [string, (line: Json) => boolean])[] = [
	['acc:APP', line => has(line, 'account', 'app')],
	['account:=APP', line => line['account'] === 'APP'],
	['user:app', line => has(line, 'user', 'app')],
	['name:orders', line => has(line, 'client', 'orders')],
	['client:orders', line => has(line, 'client', 'orders')],
	['host:127.0.0.1', line => has(line, 'host', '127.0.0.1')],
	['server:=n1', line => line['server'] === 'n1'],
	['!server:n1', line => !has(line, 'server', 'n1')],
	['reason:"Client Closed"', line => has(line, 'reason', 'client closed')],
	['kind:leafnode', line => has(line, 'kind', 'leafnode') || has(line, 'connection', 'leafnode')],
	['kind:disconnect', line => has(line, 'kind', 'disconnect')],
	['event:=connect', line => line['kind'] === 'connect'],
	['lib:go', line => has(line, 'library', 'go')],
	['lived<1', line => typeof line['lived'] === 'number' && line['lived'] < 1],
	['connections>2', line => typeof line['connections'] === 'number' && line['connections'] > 2],
	['closed', line => Object.values(line).some(value => typeof value === 'string' && /closed/i.test(value))],
	[
		'acc:APP !lived<1 server:n',
		line =>
			has(line, 'account', 'app') &&
			has(line, 'server', 'n') &&
			!(typeof line['lived'] === 'number' && line['lived'] < 1),
	],
];

describe.each(['client-churn', 'leafnode-flap', 'incidents/reconnect-storm', 'incidents/deploy'])(
	'of %s',
	recording => {
		const all = printed(recording, undefined);

		test.each(asked)('%s leaves what it asks for, in the same order', (filter, isMeant) => {
			// What is about ourselves is told always.
			expect(printed(recording, filter)).toEqual(all.filter(line => line['kind'] === 'link' || isMeant(line)));
		});
	},
);

test('each filter of these finds something in a recording, and leaves something out', () => {
	const recordings = ['client-churn', 'leafnode-flap', 'incidents/reconnect-storm', 'incidents/deploy'];
	const lines = recordings.flatMap(recording => printed(recording, undefined));
	const [useless] = asked
		.filter(([, isMeant]) => !lines.some(isMeant) || lines.every(isMeant))
		.map(([filter]) => filter);
	expect(useless).toBeUndefined();
});

const kindsOfTables = [
	['user:app', ['connect', 'disconnect']],
	['reason:authentication', ['auth-error']],
] as const;

const more = ['acc:APP', 'server:n1', '!server:n1', 'name:a', 'host:127', 'kind:client', 'lib:go', '!closed'];

test('leaves the same connections as the tables of the screen', () => {
	let compared = 0;
	for (const incident of incidentNames.filter((_, index) => index % 3 === 0)) {
		const core = createCore({view: 'connects', utc: true, label: 'test'});
		for (const message of messagesOf(`incidents/${incident}`)) core.hear(message);
		const look = core.look();
		const {connections, refusals} = look.model.journals;
		const lines = linesOf(`incidents/${incident}`);
		for (const [base, kinds] of kindsOfTables) {
			const isRefused = base.startsWith('reason');
			const journal: Journal<Folded> = isRefused ? refusals : connections;
			const columns = isRefused ? refusalColumns(look) : connectColumns(look);
			const ofKinds = lines.filter(({form}) => kinds.some(kind => kind === form.kind));
			const counts = (filter: string): readonly [number, number] => [
				[...entriesOf(journal)]
					.filter(matcherOf(conditionsOf(filter), columns))
					.reduce((sum, [, {count: times}]) => sum + times, 0),
				ofKinds.filter(eventFilter(filter)).length,
			];
			// The screen tells no event twice, none of our own connection and none of a reload: only without these the sums are the same.
			const [onScreen, asLines] = counts(base);
			if (onScreen !== asLines || onScreen === 0) continue;
			compared++;
			for (const part of more) {
				const [shown, told] = counts(`${base} ${part}`);
				expect([incident, part, told]).toEqual([incident, part, shown]);
			}
		}
	}
	expect(compared).toBeGreaterThanOrEqual(3);
});

test('what is missing is told whatever is asked for', () => {
	const printer = createEventPrinter({kinds: [], isText: false, folds: false, utc: true, filter: 'nobody'});
	const down = printer.heard(linkMessage(1000, {state: 'down', reason: 'no sign of life'}));
	expect(JSON.parse(down)).toMatchObject({kind: 'link', state: 'down'});
	expect(printer.lost({count: 3, from: 0, until: 1000, reason: 'too slow'})).toContain('"count":3');
});

test('the names of the columns of connects and refused logins are known', () => {
	const look = recordingStage('client-churn', 1, 80, 24).look();
	const known = new Set(eventTable.columns.flatMap(({id, aliases}) => [id, ...aliases]));
	const named = [...connectColumns(look), ...refusalColumns(look)].flatMap(({id, aliases = []}) => [id, ...aliases]);
	// The time is `at` of the line; one line is one event.
	expect(named.filter(name => !known.has(name) && name !== 'time' && name !== 'times')).toEqual([]);
});
