// Problems that somebody knows of: quiet until they are over or worse.
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {isKnown, mostKnown, stillAcknowledged} from '../../source/ui/acknowledging.ts';
import type {ProblemHere} from '../../source/ui/problem-here.ts';
import type {Ui} from '../../source/ui/ui.ts';
import {createUi} from '../../source/ui/ui.ts';
import {update} from '../../source/ui/update.ts';
import type {Shown} from '../../source/ui/shown.ts';
import {demoStage, type Stage} from '../views/stage.ts';

const then: ProblemHere = {id: 'auth-errors orders', severity: 1, strength: 10, times: 1, lasts: true};
const nowhere: Shown = {
	views: [],
	panes: [],
	pane: undefined,
	page: undefined,
	message: undefined,
	copy: undefined,
};

function pressed(ui: Ui, problem: ProblemHere): Ui {
	return update(ui, {kind: 'acknowledge'}, {...nowhere, problem}, 0).ui;
}

describe('a problem that was acknowledged', () => {
	test.each([
		['as it was', {}, true],
		['a little stronger', {strength: 19}, true],
		['weaker', {strength: 1}, true],
		['twice as strong', {strength: 20}, false],
		['more severe', {severity: 2}, false],
		['back after it was over', {times: 2}, false],
		['over', {lasts: false}, false],
		['another one', {id: 'auth-errors carts'}, false],
	] as const)('%s', (_what, change, known) => {
		expect(isKnown({[then.id]: then}, {...then, ...change})).toBe(known);
	});

	test('without a number is worse as soon as it has one', () => {
		const before = {...then, strength: 0};
		expect(isKnown({[then.id]: before}, before)).toBe(true);
		expect(isKnown({[then.id]: before}, {...before, strength: 0.5})).toBe(false);
	});

	test('is told again by the same key', () => {
		const once = pressed(createUi('overview'), then);
		expect(isKnown(once.acknowledged, then)).toBe(true);
		expect(pressed(once, then).acknowledged).toEqual({});
	});

	test('stays told once it was worse or over, also when it is as before again', () => {
		const states = fc.array(
			fc.record({
				severity: fc.integer({min: 0, max: 2}),
				strength: fc.integer({min: 0, max: 40}),
				times: fc.integer({min: 1, max: 3}),
				lasts: fc.boolean(),
			}),
			{maxLength: 8},
		);
		fc.assert(
			fc.property(states, changes => {
				let ui = pressed(createUi('overview'), then);
				let wasTold = false;
				for (const change of changes) {
					const problem = {...then, ...change};
					wasTold ||= !isKnown({[then.id]: then}, problem);
					ui = stillAcknowledged(ui, () => [problem]);
					expect(isKnown(ui.acknowledged, problem)).toBe(!wasTold);
				}
			}),
		);
	});

	test('is forgotten when there are too many', () => {
		let ui = createUi('overview');
		for (let index = 0; index < mostKnown + 50; index++) ui = pressed(ui, {...then, id: `rule ${index}`});
		expect(Object.keys(ui.acknowledged).length).toBe(mostKnown);
		expect(isKnown(ui.acknowledged, {...then, id: `rule ${mostKnown + 49}`})).toBe(true);
	});
});

describe('the key', () => {
	const incident = (...keys: readonly string[]): Stage => demoStage(60, 120, 36).press(...keys);
	const verdict = (stage: Stage): string => stage.text().split('\n')[1] ?? '';

	test('makes it quiet in verdict, list and WHO, and counts it apart', () => {
		const stage = incident();
		const [, many = ''] = /▲ (\d+) problems {2}/.exec(verdict(stage)) ?? [];
		stage.press('!', 'a');
		expect(verdict(stage)).toContain(`▲ ${Number(many) - 1} problem`);
		expect(verdict(stage)).toContain(', 1 acknowledged');
		expect(stage.text()).toMatch(/PROBLEMS \d+ +· 1 acknowledged/);
		expect(stage.text()).toMatch(/^»✓/m);
		stage.press('a');
		expect(verdict(stage)).toContain(`▲ ${many} problems  `);
	});

	test('does the same to who causes it', () => {
		const stage = incident('tab');
		const before = verdict(stage);
		stage.press('a');
		expect(verdict(stage)).not.toBe(before);
		expect(verdict(stage)).toContain(', 1 acknowledged');
	});

	test('never leads to OK', () => {
		const stage = incident('!');
		for (let row = 0; row < 12; row++) stage.press('a', 'down');
		expect(verdict(stage)).toMatch(/^ ○ \d+ problems, acknowledged /);
	});

	test('says why it does nothing elsewhere', () => {
		expect(incident('a').ui.notice?.text).toBe('a: only on a problem; ! lists them');
	});
});
