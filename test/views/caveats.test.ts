// What the screen says of a number with a sign or a style, programs are told too: both must agree.
import {describe, expect, test} from 'vitest';
import {sumOf} from '../../source/model/account-sum.ts';
import {isSpeaking} from '../../source/model/server-state.ts';
import type {Column} from '../../source/table/column.ts';
import {accountColumns} from '../../source/views/columns/account-columns.ts';
import {clientColumns} from '../../source/views/columns/client-columns.ts';
import {serverColumns} from '../../source/views/columns/server-columns.ts';
import {fixtureNames} from '../helpers/replay.ts';
import {demoStage, recordingStage, type Stage} from './stage.ts';

type Seen = {readonly atLeast: number; readonly lastKnown: number};

/** Compares every cell; gives how many had which caveat. */
function seenIn<Row>(columns: readonly Column<Row>[], rows: readonly Row[], isOld: (row: Row) => boolean): Seen {
	let [atLeast, lastKnown] = [0, 0];
	for (const {id, value, cell, caveat} of columns) {
		for (const row of rows) {
			if (value?.(row) === undefined) continue;
			const what = caveat?.(row);
			// `≥12`, `5 of 6`.
			const isShown = /^≥|^\d+ of \d+$/.test(cell(row, 40).text);
			expect([id, what === 'at least']).toEqual([id, isShown]);
			if (what === 'last known') expect([id, isOld(row)]).toEqual([id, true]);
			atLeast += what === 'at least' ? 1 : 0;
			lastKnown += what === 'last known' ? 1 : 0;
		}
	}
	return {atLeast, lastKnown};
}

function allSeen(stage: Stage): readonly Seen[] {
	const look = stage.look();
	const {model} = look;
	const accounts = [...model.accounts.values()].map(account => ({account, sum: sumOf(model, account)}));
	return [
		seenIn(accountColumns(look, accounts), accounts, () => false),
		seenIn(clientColumns(look), [...model.clients.values()], () => false),
		seenIn(serverColumns(look), [...model.servers.values()], server => !isSpeaking(server)),
	];
}

describe('a caveat', () => {
	test.each([1, 6, 30, 45, 60, 100, 185])('is what the screen shows of the demo after %i s', seconds => {
		allSeen(demoStage(seconds, 120, 40, 'accounts'));
	});

	test.each(fixtureNames)('is what the screen shows of %s', fixture => {
		allSeen(recordingStage(fixture, 600, 120, 40));
	});

	test('is there where a server is silent', () => {
		const [accounts, clients, servers] = allSeen(demoStage(60, 120, 40, 'accounts'));
		const counted = [accounts?.atLeast, clients?.atLeast, servers?.lastKnown];
		expect(counted.map(many => (many ?? 0) > 0)).toEqual([true, true, true]);
	});

	test('is there where a server may have leafnodes that it has not told of', () => {
		const young = demoStage(6, 120, 40, 'accounts').look();
		const leafs = serverColumns(young).find(({id}) => id === 'leafs');
		const told = [...young.model.servers.values()].map(server => [leafs?.value?.(server), leafs?.cell(server, 5).text]);
		expect(told).toContainEqual([1, '≥1']);
		expect(told).toContainEqual([0, '≥0']);
	});
});
