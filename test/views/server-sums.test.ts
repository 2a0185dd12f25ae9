import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Server} from '../../source/model/server.ts';
import {unknown} from '../../source/format/number.ts';
import {MadeServer, noon} from '../events/made-server.ts';
import {lines, lineWith} from './read-screen.ts';
import {demoStage, Stage} from './stage.ts';

/** What a screen says below the title that ends at the same place; undefined where it is blank. */
function cellBelow(header: string, title: string, row: string): string | undefined {
	const end = header.indexOf(title) + title.length;
	return / (\S+)$/.exec(row.slice(0, end))?.[1];
}

function numberIn(text: string | undefined): number | undefined {
	return text === undefined || text === unknown ? undefined : Number(text.replaceAll(',', ''));
}

const fates = ['up', 'silent', 'stopped', 'says nothing', 'leaves out'] as const;

type Fate = (typeof fates)[number];

function meet(server: Server, fate: Fate, connections: number, at: number): void {
	if (server.stats === undefined) return;
	server.silentSince = fate === 'silent' ? at : undefined;
	server.goodbye = fate === 'stopped' ? {kind: 'stopped', at, leavesAt: at} : undefined;
	const counted = {...server.stats, connections, subscriptions: connections * 7};
	server.stats = counted;
	if (fate === 'leaves out') server.stats = {...counted, connections: undefined};
	if (fate === 'says nothing') server.stats = undefined;
}

const titles = ['CONNS', 'MSGS IN', 'BYTES IN', 'SUBS'] as const;

describe('sums of servers', () => {
	test('are the sums of what is shown of those that are heard, or unknown, whatever is filtered', () => {
		const one = fc.record({fate: fc.constantFrom(...fates), connections: fc.nat(2_000_000)});
		const all = fc.array(one, {minLength: 6, maxLength: 6});
		fc.assert(
			fc.property(all, fc.boolean(), (chosen, isFiltered) => {
				const stage = demoStage(20, 240, 50, 'servers').press('b', 't');
				const servers = [...stage.model.servers.values()];
				servers.forEach((server, index) => {
					const {fate = 'up', connections = 0} = chosen[index] ?? {};
					meet(server, fate, connections, stage.now);
				});
				stage.model.revision++;
				const whole = lines(stage);
				if (isFiltered) stage.press('/').type('n1').press('enter');
				const header = whole.find(line => line.includes(' CLUSTER ')) ?? '';
				const speaking = whole.filter(
					line => /^.(east|west) +[nw]\d /.test(line) && !/ silent | shut down /.test(line),
				);
				for (const [pattern, rows] of [
					[/^ +all +\d.* servers? /, speaking],
					[/^ east +\d.* servers? /, speaking.filter(line => line.slice(1).startsWith('east'))],
					[/^ west +\d.* servers? /, speaking.filter(line => line.slice(1).startsWith('west'))],
				] as const) {
					const sum = lines(stage).find(line => pattern.test(line));
					if (sum === undefined) continue;
					for (const title of titles) {
						const parts = rows.map(row => cellBelow(header, title, row));
						// One that has told nothing at all is not among those that are summed.
						const told = rows.flatMap((row, index) =>
							cellBelow(header, 'CPU', row) === undefined || / –( +–)+ /.test(row.slice(0, header.indexOf('MSGS IN')))
								? []
								: [numberIn(parts[index])],
						);
						const expected = told.reduce<number | undefined>(
							(total, part) => (total === undefined || part === undefined ? undefined : total + part),
							told.length === 0 ? undefined : 0,
						);
						expect([title, numberIn(cellBelow(header, title, sum))]).toEqual([title, expected]);
					}
				}
			}),
			{seed: 20, numRuns: 60},
		);
	});

	test('say how many of the servers they hold', () => {
		const stage = demoStage(60, 120, 36, 'overview');
		expect(lineWith(stage, /^ {9}all /)).toMatch(/ all +5 of 6 servers +3 % /);
		expect(lineWith(stage, /^ west +2 of 3 servers /)).not.toBe('');
		expect(lineWith(stage, /^ east +3 servers /)).not.toBe('');
	});

	test('are for the whole system alone on a narrow screen, and in a system of one cluster', () => {
		expect(lines(demoStage(60, 79, 40)).filter(line => /^ (east|west) +\d.* servers /.test(line))).toHaveLength(0);
		const [n1, n2] = [new MadeServer('n1'), new MadeServer('n2')];
		const stage = new Stage(120, 36).hear([n1.heartbeat(noon), n2.heartbeat(noon)]).passTo(noon + 1000);
		expect(lines(stage).filter(line => /^ .* 2 servers /.test(line))).toHaveLength(1);
	});

	test('are none for one server', () => {
		const stage = new Stage(120, 36).hear([new MadeServer('n1').heartbeat(noon)]).passTo(noon + 1000);
		expect(stage.text()).not.toContain(' all ');
	});

	test('do not count a rate that one of the servers cannot tell yet', () => {
		const [n1, n2] = [new MadeServer('n1'), new MadeServer('n2')];
		const stage = new Stage(120, 36)
			.hear([n1.heartbeat(noon), n2.heartbeat(noon + 9000), n1.heartbeat(noon + 10_000)])
			.passTo(noon + 10_000);
		const header = lineWith(stage, ' MSGS IN/s ');
		expect(cellBelow(header, 'MSGS IN/s', lineWith(stage, ' all '))).toBe(unknown);
		stage.hear([n2.heartbeat(noon + 19_000)]);
		expect(cellBelow(header, 'MSGS IN/s', lineWith(stage, ' all '))).toMatch(/\d/);
	});

	test('leave the rows their place on a low screen', () => {
		const rows = (height: number): number =>
			lines(demoStage(60, 80, height, 'overview')).filter(line => /^.(east|west) +[nw]\d /.test(line)).length;
		expect(rows(24)).toBe(6);
		expect(lineWith(demoStage(60, 80, 24, 'overview'), ' w2 ')).toContain('silent');
	});
});
