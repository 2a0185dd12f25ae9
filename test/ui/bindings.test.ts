import {describe, expect, test} from 'vitest';
import {actionFor} from '../../source/ui/action-for.ts';
import {worksHere} from '../../source/ui/binding.ts';
import {bindings} from '../../source/ui/bindings.ts';
import {footerKeys} from '../../source/ui/footer-keys.ts';
import type {Ui} from '../../source/ui/ui.ts';
import {views} from '../../source/views/catalogue.ts';
import {demoStage, Stage} from '../views/stage.ts';

const incident = (view: string, ...keys: readonly string[]): Stage => demoStage(60, 80, 24, view).press(...keys);

/** What a key does on a stage, without doing it. */
function actionOn(stage: Stage, key: string) {
	return actionFor(key, stage.ui, stage.draw().shown);
}

function footerOf(stage: Stage): string {
	return footerKeys(stage.ui, stage.draw().shown)
		.map(({label, text}) => `${label} ${text}`)
		.join(' | ');
}

describe('bindings', () => {
	test('have each key once', () => {
		const keys = bindings.flatMap(binding => Object.keys(binding.keys));
		expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
	});

	test('say each something else', () => {
		for (const words of [bindings.map(({label}) => label), bindings.map(({help}) => help)]) {
			expect(
				words.filter((text, index) => text === '' || text !== text.trim() || words.indexOf(text) !== index),
			).toEqual([]);
		}
	});

	test('show every key that is one character in their label', () => {
		const shown = (label: string, key: string): boolean =>
			label.includes(key) || (label.includes('…') && /[0-9]/.test(key));
		const hidden = bindings.flatMap(({label, keys}) =>
			Object.keys(keys).filter(key => key.length === 1 && !shown(label, key)),
		);
		expect(hidden).toEqual([]);
	});

	test('open every view', () => {
		expect(new Set(views.map(({key}) => key)).size).toBe(views.length);
		for (const {id, key} of views) expect(incident('overview', key).ui.view).toBe(id);
	});

	test('say so where no view has the digit', () => {
		const free = Array.from('1234567890').filter(digit => views.every(({key}) => key !== digit));
		for (const digit of free) {
			const {ui} = incident('overview', digit);
			expect([ui.view, ui.notice?.text]).toEqual(['overview', `no view has the number ${digit}`]);
		}
	});
});

describe('a key that does nothing', () => {
	test.each([
		['overview', [], '~', '~ does nothing; ? shows the keys'],
		['overview', [], 'ctrl-y', 'ctrl-y does nothing; ? shows the keys'],
		['servers', [], 'F', 'F: only in a stream of events'],
		['servers', [], 'tab', 'Tab ⇧Tab: no other pane here has rows'],
		['servers', [], 'escape', 'Esc: nothing to close; q quits'],
		['servers', [], 'I', 'I: nothing is sorted; < > sorts'],
		['servers', [], 'n', 'n N: only in a page of text'],
		['servers', [], 'J', 'J: this row has no single message'],
		['servers', [], 'backspace', 'Backspace: no other view was open before'],
		['servers', ['enter'], 'e', 'e: only in a table'],
		['servers', ['enter'], 'n', 'n N: no search yet; / starts one'],
		['servers', ['enter'], '<', '< >: only in a table'],
		['servers', ['!'], 'e', 'e: only in a view'],
		['servers', ['!'], '/', '/: this list has no filter'],
		['servers', ['!'], 's', 's: this list has its own order'],
		['servers', ['s'], 's', 's: choose with Enter'],
		['connects', [], 's', 's: this list keeps the order of time'],
		['connects', [], 't', 't: no rate here has a total; those of servers, accounts, clients, leafnodes do'],
		['connects', [], 'b', 'b: no number here is shortened'],
		['messages', [], 't', 't: no rate here has a total; those of servers, accounts, clients, leafnodes do'],
		['messages', ['enter'], 'J', 'J: this is the raw message'],
	] as const)('in %s after %j: %s says why', (view, keys, key, text) => {
		expect(actionOn(incident(view, ...keys), key)).toEqual({kind: 'notice', text});
	});

	test('says before it is pressed that the message behind an event was dropped', () => {
		const stage = incident('connects');
		const {messages} = stage.model.journals;
		expect(actionOn(stage, 'J')).toEqual({kind: 'raw'});
		for (const entry of stage.model.journals.connections.slots) {
			if (entry !== undefined) entry.event = {...entry.event, messageNumber: messages.added - messages.capacity - 1};
		}
		expect(actionOn(stage, 'J')).toEqual({
			kind: 'notice',
			text: 'J: this message was dropped: only the newest ones are kept',
		});
		expect(actionOn(stage.press('enter'), 'J')).toMatchObject({kind: 'notice'});
		expect(stage.text()).toContain('J message dropped');
	});

	test('says so when the table is empty', () => {
		expect(actionOn(new Stage(80, 24, 'servers'), 'enter')).toEqual({
			kind: 'notice',
			text: 'Enter: nothing to open here',
		});
	});

	test('is not repeated as it is: it may be pasted', () => {
		expect(actionOn(incident('overview'), '\u202e')).toEqual({
			kind: 'notice',
			text: '\ufffd does nothing; ? shows the keys',
		});
	});

	test('says so when all columns are there', () => {
		expect(actionOn(demoStage(60, 220, 24, 'servers'), 'l')).toEqual({
			kind: 'notice',
			text: '→ l: all columns are on the screen',
		});
	});

	test('says so at both ends of the columns', () => {
		const stage = incident('servers');
		expect(actionOn(stage, 'h')).toEqual({kind: 'notice', text: '← h: no more columns to the left'});
		stage.press(...Array.from({length: 30}, () => 'l'));
		expect(actionOn(stage, 'right')).toEqual({kind: 'notice', text: '→ l: no more columns to the right'});
		expect(actionOn(stage, 'left')).toMatchObject({kind: 'sideways'});
	});
});

describe('while typing', () => {
	const typing = (): Stage => incident('servers', '/');

	test.each([
		['j', {kind: 'type', text: 'j'}],
		['q', {kind: 'type', text: 'q'}],
		['日', {kind: 'type', text: '日'}],
		['space', {kind: 'type', text: ' '}],
		['enter', {kind: 'accept'}],
		['escape', {kind: 'cancel'}],
		['backspace', {kind: 'erase', all: false}],
		['ctrl-u', {kind: 'erase', all: true}],
		['ctrl-c', {kind: 'quit'}],
		['ctrl-l', {kind: 'redraw'}],
		['ctrl-z', {kind: 'suspend'}],
		['up', {kind: 'nothing'}],
		['f1', {kind: 'nothing'}],
	] as const)('%s', (key, action) => {
		expect(actionOn(typing(), key)).toEqual(action);
	});
});

describe('footer', () => {
	test.each([
		['overview', [], '↑↓ move | ⏎ open | / filter | e problems only | ␣ freeze | ? help'],
		['overview', ['e'], '↑↓ move | ⏎ open | Esc back | / filter | e everything | ? help'],
		['overview', ['space'], '␣ resume | ↑↓ move | ⏎ open | / filter | e problems only | ? help'],
		['connects', ['up'], 'G follow | ↑↓ move | ⏎ open | / filter | e problems only | ? help'],
		['servers', ['enter'], '↑↓ move | Esc back | Tab related | / search | C connections | ? help'],
		['servers', ['enter', 'tab'], '↑↓ move | ⏎ open | Esc back | Tab related | / search | ? help'],
		['messages', ['enter'], '↑↓ move | Esc back | / search | ␣ freeze | ! problems | ? help'],
		['connects', ['enter'], '↑↓ move | Esc back | Tab related | / search | J raw | ? help'],
		['servers', ['!'], '↑↓ move | ⏎ open | Esc back | a acknowledge | ␣ freeze | ? help'],
		['servers', ['s'], '↑↓ move | ⏎ sort | Esc back | ␣ freeze | ! problems | ? help'],
	] as const)('of %s after %j', (view, keys, text) => {
		expect(footerOf(incident(view, ...keys))).toBe(text);
	});

	test('has the next match when something is searched for', () => {
		const stage = incident('servers', 'enter', '/').type('cluster').press('enter');
		expect(footerOf(stage)).toBe('↑↓ move | n next match | Esc back | Tab related | / search | ? help');
	});

	test('never has a key that does nothing there', () => {
		for (const view of views) {
			for (const keys of [[], ['enter'], ['!'], ['s'], ['?'], ['e'], ['space']]) {
				const stage = incident(view.id, ...keys);
				const {shown} = stage.draw();
				const refused = bindings
					.filter(binding => !worksHere(binding, stage.ui, shown))
					.map(({footer}) => footer?.label);
				const offered = footerKeys(stage.ui, shown)
					.filter(({works}) => works)
					.map(({label}) => label);
				expect(offered.filter(label => refused.includes(label))).toEqual([]);
			}
		}
	});
});

describe('help', () => {
	/** What a key changed, without the words about it. */
	const without = ({notice, ...rest}: Ui): string => JSON.stringify(rest);

	/** Whether a key changes where the person is, or has an effect outside. */
	function does(stage: Stage, key: string): boolean {
		const before = without(stage.ui);
		const given = stage.effects.length + stage.requests.length;
		const {baseline} = stage.look();
		stage.press(key);
		return (
			without(stage.ui) !== before ||
			stage.effects.length + stage.requests.length > given ||
			stage.look().baseline !== baseline
		);
	}

	const places: readonly (readonly [string, readonly string[]])[] = [
		['overview', ['down', 'l']],
		['servers', ['down', 'l']],
		['servers', ['down', 'enter', 'down', 'down']],
		['connects', ['2', '3', 'page-up', 'down', 'l']],
		['auth-errors', ['down', 'tab', 'up', 'l']],
		['accounts', ['down', '!', 'down', 'l']],
		['messages', ['page-up', 'enter', 'down']],
	];

	test.each(places)('is true in %s after %j', (view, keys) => {
		const stage = incident(view, ...keys);
		const {shown} = stage.draw();
		const {ui} = stage;
		const here = bindings
			.filter(binding => worksHere(binding, ui, shown))
			.flatMap(binding => Object.keys(binding.keys));
		const wrong = here.filter(key => {
			stage.ui = ui;
			return !does(stage, key);
		});
		// Only the number of the view that is open changes nothing, and numbers that no view has.
		const free = Array.from('1234567890').filter(digit => views.every(({key}) => key !== digit));
		const own = views.filter(({id}) => id === view && ui.layers.length === 0).map(({key}) => key);
		expect(wrong.toSorted()).toEqual([...own, ...free].toSorted());
	});
});
