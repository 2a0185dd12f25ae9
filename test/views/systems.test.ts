// The list of several systems that are watched at once, and what the others are told of in each of them.
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {textOf} from '../../source/screen/screen.ts';
import {bindings} from '../../source/ui/bindings.ts';
import {systemWords} from '../../source/views/frame/system-words.ts';
import {systemsLine} from '../../source/views/frame/systems-line.ts';
import {widthOf} from '../../source/format/width.ts';
import type {SystemNow} from '../../source/views/look.ts';
import {fourSystems, now, reportAt, type SeveralStages} from './several.ts';
import type {Stage} from './stage.ts';

function systemsOf({list}: SeveralStages): readonly SystemNow[] {
	return list.look().systems ?? [];
}

function systemIn({systems}: SeveralStages, index: number): Stage {
	const system = systems[index];
	if (system === undefined) throw new Error(`there is no system ${index}`);
	return system;
}

/** The line of a system in the list, without the cursor. */
function rowOf({list}: SeveralStages, label: string): string {
	const row = list
		.text()
		.split('\n')
		.find(line => new RegExp(`^.{2,3}\\d ${label} `).test(line));
	if (row === undefined) throw new Error(`${label} has no line`);
	return row;
}

const goesTo = (number: number) => [{kind: 'to system', number}];

describe('the list', () => {
	test('tells of each system what it tells itself', () => {
		const several = fourSystems(200, 50);
		for (const [index, system] of systemsOf(several).entries()) {
			const {sign, words} = systemWords(system);
			const verdict = several.list
				.text()
				.split('\n')
				.find(line => line.includes(` ${system.label} `));
			expect(verdict).toContain(sign);
			if (system.link.state !== 'up' || words === 'OK') continue;
			const own = systemIn(several, index).text().split('\n')[1] ?? '';
			expect(own).toContain(words);
		}
	});

	test('says why one is not reached, and when it is tried again', () => {
		const several = fourSystems(120, 40);
		expect(rowOf(several, 'lab')).toContain('again in 4 s');
		several.list.press('j', 'j');
		expect(several.list.text()).toMatch(/not connected, again in 4 s after 2 tries: .*connection refused/);
		// Nothing is known of it: no number stands for nothing.
		expect(rowOf(several, 'lab').split('▲')[0]).toMatch(/again in 4 s( +–){6} +0 $/);
	});

	test('has the tenth system under 0, and none where there is none', () => {
		const several = fourSystems(80, 24);
		several.list.press('4');
		expect(several.list.effects.splice(0)).toEqual(goesTo(4));
		several.list.press('5');
		expect(several.list.effects).toEqual([]);
		expect(several.list.text()).toContain('no system has the number 5');
		several.list.press('0');
		expect(several.list.text()).toContain('no system has the number 0');
	});

	test('opens the row under the cursor, however it is sorted and filtered', () => {
		const several = fourSystems(120, 40);
		several.list.press('/').type('west').press('enter', 'enter');
		expect(several.list.effects.splice(0)).toEqual(goesTo(2));
		several.list.press('escape', 'e', 'g', 'enter');
		expect(several.list.effects.splice(0)).toEqual(goesTo(2));
		several.list.press(':').type('context la').press('enter');
		expect(several.list.effects).toContainEqual({kind: 'to system', number: 3});
	});

	test('goes on while the picture of a system stands still', () => {
		const several = fourSystems(120, 40);
		const east = systemIn(several, 0).press('space');
		east.hear([reportAt(now, {state: 'down', reason: 'connection closed by the server'})]);
		expect(east.text()).toContain('FROZEN');
		expect(rowOf(several, 'east')).toContain('▲ link down: connection');
	});

	test('has what is not connected tried at once by r, which asks nothing', () => {
		const {list, systems} = fourSystems(80, 24);
		list.press('r');
		expect(list.effects).toEqual([{kind: 'connect now'}]);
		const lab = systems[2]?.press('r');
		expect(lab?.text()).toContain('r: there is no connection yet, nothing can be asked');
	});

	test('tells of one that never answers, though the link is up', () => {
		const several = fourSystems(120, 40);
		const lab = systemIn(several, 2);
		lab.hear([reportAt(now, {state: 'up', address: '10.9.0.7:4222', serverId: 'N', serverName: 'n', cid: 1})]);
		lab.passTo(now + 4000);
		expect(rowOf(several, 'lab')).toContain('○ asking the servers');
		lab.passTo(now + 6000);
		expect(rowOf(several, 'lab')).toContain('▲ no answer');
	});

	test('is left by no key but for a system, and asks nothing', () => {
		const keys = bindings.flatMap(binding => Object.keys(binding.keys));
		const {list} = fourSystems(80, 24);
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...keys), {maxLength: 12}), pressed => {
				list.press(...pressed);
				expect(list.ui.view).toBe('systems');
				expect(list.requests).toEqual([]);
				list.text();
			}),
			{seed: 20_261_127, numRuns: 25},
		);
		const kinds = new Set(list.effects.map(({kind}) => kind));
		for (const kind of ['write recording', 'write snapshot', 'write tables', 'switch context']) {
			expect([...kinds]).not.toContain(kind);
		}
	});

	test('forgets what was wrong when it is over: a link that is back', () => {
		const several = fourSystems(120, 40);
		const lab = systemIn(several, 2);
		lab.hear([reportAt(now + 100, {state: 'up', address: '10.9.0.7:4222', serverId: 'N', serverName: 'n', cid: 1})]);
		expect(rowOf(several, 'lab')).toMatch(/lab +up .*○ asking the servers/);
	});
});

describe('in one of several', () => {
	test('the others are told of, and that one is known', () => {
		const several = fourSystems(80, 24);
		const west = systemIn(several, 1);
		const [, verdict = '', others = ''] = west.text().split('\n');
		expect(verdict).toContain('4 problems');
		expect(others).toMatch(/^ 1 east ● {3}2 west ▲ 4 {3}3 lab ▲ no link {3}4 south-edge ▲ down /);
	});

	test('Esc, q and x lead back to the list where nothing is left to close', () => {
		const west = systemIn(fourSystems(80, 24), 1);
		for (const key of ['escape', 'q', 'x']) {
			west.press('/').type('n1').press('enter', 'escape');
			expect(west.effects).toEqual([]);
			west.press(key);
			expect(west.effects.splice(0)).toEqual([{kind: 'to systems'}]);
		}
		west.press('?', 'escape');
		expect(west.effects).toEqual([]);
	});

	test('the digits are its views', () => {
		const west = systemIn(fourSystems(80, 24), 1).press('2');
		expect(west.ui.view).toBe('servers');
		expect(west.effects).toEqual([]);
	});

	test('what was never reached has no numbers', () => {
		const lab = systemIn(fourSystems(80, 24), 2).text();
		expect(lab).toContain('Not connected');
		expect(lab.split('\n')[0]).not.toMatch(/\d\/\d/);
	});

	test('what somebody knows of in one is no problem in the others', () => {
		const several = fourSystems(120, 40);
		const west = systemIn(several, 1).press('!');
		const many = west.look().problems.length;
		for (let index = 0; index < many; index++) west.press('a', 'j');
		expect(systemIn(several, 0).text().split('\n')[3]).toMatch(/2 west ○ \d acknowledged/);
	});
});

test('the line of systems fits, names the one that is seen, and tells of all that is wrong as long as there is room', () => {
	const [east, west, lab, south] = systemsOf(fourSystems(80, 24));
	if (!(east && west && lab && south)) throw new Error('four systems');
	fc.assert(
		fc.property(
			fc.array(
				fc.record({
					of: fc.constantFrom(east, west, lab, south),
					label: fc.string({minLength: 1, maxLength: 8, unit: 'grapheme-ascii'}),
				}),
				{minLength: 2, maxLength: 12},
			),
			fc.nat(),
			fc.integer({min: 60, max: 220}),
			(made, at, width) => {
				const systems = made.map(({of, label}, index) => ({...of, label, number: index + 1}));
				const here = (at % systems.length) + 1;
				const text = textOf(systemsLine(systems, here, width));
				const wrong = systems.filter(system => !systemWords(system).isFine).length;
				expect(text).toContain(` ${here} ${systems[here - 1]?.label}`);
				if (widthOf(text) <= width) expect(text.split('▲').length - 1).toBe(wrong);
				else expect(wrong).toBeGreaterThan(1);
			},
		),
		{seed: 20_261_127, numRuns: 200},
	);
});
