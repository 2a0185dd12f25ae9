// The command line remembers what was typed, and goes through completions.
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {recalled, withTyped} from '../../source/ui/command-history.ts';
import {createUi, type Typing, type Ui} from '../../source/ui/ui.ts';
import {demoStage, type Stage} from '../views/stage.ts';

const stage = (): Stage => demoStage(60, 120, 30, 'overview');
const text = ({ui}: Stage): string | undefined => ui.typing?.text;

describe('what was typed before', () => {
	test('comes back by the arrow keys, and then the line that was begun', () => {
		const on = stage();
		for (const line of ['servers', 'accounts', 'server n2']) on.press(':').type(line).press('enter', 'escape');
		on.press(':').type('le');
		const seen = ['up', 'up', 'up', 'up', 'down', 'down', 'down'].map(key => text(on.press(key)));
		expect(seen).toEqual(['server n2', 'accounts', 'servers', 'servers', 'accounts', 'server n2', 'le']);
		on.press('up', 'up', 'enter');
		expect(on.ui.view).toBe('accounts');
	});

	test('is said to be nothing at first', () => {
		const on = stage().press(':', 'up');
		expect([text(on), on.ui.notice?.text]).toEqual(['', 'nothing was typed before']);
	});

	test('is not searched in filters', () => {
		const on = stage().press(':').type('servers').press('enter', '/').type('n1').press('up');
		expect(text(on)).toBe('n1');
	});

	test('has each line once, the latest last, and no more than it keeps', () => {
		fc.assert(
			fc.property(fc.array(fc.stringMatching(/^[a-z]{1,3}$/), {maxLength: 120}), lines => {
				const ui = lines.reduce(withTyped, createUi('overview'));
				expect(new Set(ui.typedBefore).size).toBe(ui.typedBefore.length);
				expect(ui.typedBefore.length).toBeLessThanOrEqual(50);
				expect(ui.typedBefore.at(-1)).toBe(lines.at(-1));
			}),
		);
	});

	test('always leads back to the line that was begun', () => {
		const lines = ['servers', 'accounts', 'leafs'];
		const typing: Typing = {purpose: 'command', text: 'jet', before: ''};
		const begun: Ui = {...lines.reduce(withTyped, createUi('overview')), typing};
		fc.assert(
			fc.property(fc.array(fc.constantFrom(1, -1), {maxLength: 30}), steps => {
				const step = (ui: Ui, by: number): Ui => (ui.typing === undefined ? ui : recalled(ui, ui.typing, by, 0));
				let ui = steps.reduce(step, begun);
				while ((ui.typing?.recalled ?? 0) > 0) ui = step(ui, -1);
				expect(ui.typing?.text).toBe('jet');
			}),
		);
	});
});

describe('Tab', () => {
	test('completes what all have in common, then goes through them and back to what was typed', () => {
		const on = stage().press(':').type('se');
		on.press('tab');
		expect(text(on)).toBe('server');
		const seen = ['tab', 'tab', 'tab', 'tab'].map(key => text(on.press(key)));
		expect(seen).toEqual(['server', 'servers', 'server', 'server']);
	});

	test('goes through names', () => {
		const on = stage().press(':').type('server ');
		const seen = Array.from({length: 6}, () => text(on.press('tab')));
		expect(new Set(seen)).toEqual(new Set(['n1', 'n2', 'n3', 'w1', 'w2', 'w3'].map(name => `server ${name}`)));
		on.press('enter');
		expect(on.text()).toContain('w3');
	});

	test('completes anew after another letter', () => {
		const on = stage().press(':').type('server ').press('tab', 'tab', 'ctrl-u').type('acc').press('tab');
		expect(text(on)).toBe('account');
	});
});
