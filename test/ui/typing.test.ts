import {describe, expect, test} from 'vitest';
import {topLayer} from '../../source/ui/ui.ts';
import {demoStage, type Stage} from '../views/stage.ts';

const incident = (view: string, ...keys: readonly string[]): Stage => demoStage(60, 80, 24, view).press(...keys);

const title = (stage: Stage): string => stage.text().split('\n')[4]?.trim() ?? '';

describe('filter', () => {
	const said = (stage: Stage): string => stage.text().split('\n')[6]?.trim() ?? '';

	test('for a number that no row has names it, and those that there are', () => {
		expect(said(incident('servers', '/').type('foo>3'))).toMatch(
			/^nothing here has a number "foo"; there are cpu mem conns /,
		);
		expect(said(incident('servers', '/').type('name>3'))).toMatch(
			/^nothing here has a number "name"; there are cpu mem conns /,
		);
		expect(said(incident('connects', '/').type('foo:3'))).toMatch(
			/^nothing here has a field "foo"; there are time event times account user cl/,
		);
		expect(said(incident('servers', '/').type('conns>1G'))).toBe('nothing matches "conns>1G"; Esc clears the filter');
		expect(said(incident('servers', '/').type('zebra'))).toBe('nothing matches "zebra"; Esc clears the filter');
	});

	test('for what is wrong says what that is among messages', () => {
		const stage = incident('messages', 'e');
		const rows = demoStage(60, 80, 24, 'messages').draw().shown.pane?.rows ?? 0;
		expect(rows).toBeGreaterThan(1000);
		expect(said(stage)).toBe(
			`none of the ${rows.toLocaleString('en')} kept messages is undecodable; e shows everything`,
		);
		expect(said(incident('messages', 'e', '/').type('zebra'))).toContain('nothing matches');
	});

	test('works while it is typed, is kept by Enter and cleared by Esc', () => {
		const stage = incident('servers', '/').type('w');
		expect(title(stage)).toMatch(/^SERVERS 3 of 6/);
		stage.type('2');
		expect(title(stage)).toMatch(/^SERVERS 1 of 6/);
		stage.press('backspace');
		expect(title(stage)).toMatch(/^SERVERS 3 of 6/);
		stage.press('enter', '/');
		expect(stage.ui.typing?.text).toBe('w');
		stage.press('ctrl-u');
		expect(title(stage)).toMatch(/^SERVERS 6 /);
		stage.type('x').press('escape');
		expect(stage.ui.filters['servers']).toBe('');
		expect(stage.ui.typing).toBeUndefined();
	});

	test('holds no more than anybody types, and nothing that does harm', () => {
		const stage = incident('servers', '/').type('x'.repeat(300));
		expect(stage.ui.typing?.text.length).toBeLessThanOrEqual(200);
		stage.press('ctrl-u').type('a\u202eb\u009bc');
		expect(stage.ui.typing?.text).toBe('a\ufffdb\ufffdc');
	});
});

describe('search', () => {
	test('jumps to the first match and from there to the others, round and round', () => {
		const stage = demoStage(60, 80, 24, 'messages').press('enter', '/').type('name').press('enter');
		const {matches = [], lines = 0, height = 0} = stage.draw().shown.page ?? {};
		expect(matches.length).toBeGreaterThan(2);
		const top = (): number | undefined => {
			const layer = topLayer(stage.ui);
			return layer?.kind === 'page' ? layer.top : undefined;
		};
		expect(top()).toBe(matches[0]);
		for (const match of matches.slice(1)) expect([stage.press('n'), top()][1]).toBe(match);
		expect([stage.press('n'), top()][1]).toBe(matches[0]);
		expect([stage.press('N'), top()][1]).toBe(matches.at(-1));
		expect(lines).toBeGreaterThan(height);
	});

	test('says so when there is nothing', () => {
		const stage = incident('servers', 'enter', '/').type('zebra').press('enter');
		expect(stage.ui.notice?.text).toBe('"zebra" not found');
	});

	test('for nothing is for the same again', () => {
		const stage = incident('servers', 'enter', '/', 'enter');
		expect(stage.ui.notice?.text).toBe('no search yet; / starts one');
		stage.press('/').type('connections').press('enter', '/', 'enter');
		const layer = topLayer(stage.ui);
		expect(layer?.kind === 'page' && layer.search).toBe('connections');
	});
});

describe('a paste', () => {
	test.each([
		['one line', 'n1', 'n1'],
		['lines', 'eu-quebec-1\nnext line', 'eu-quebec-1 next line'],
		['line ends of every kind, and around it', '\r\na\r\nb\rc\td\n\n', 'a b c d'],
		['keys', 'q\u0003', 'q\ufffd'],
	])('of %s goes into an open prompt as one line', (_what, text, line) => {
		const stage = incident('servers', '/').type('x').paste(text);
		expect(stage.ui.typing?.text).toBe(`x${line}`);
		expect(stage.ui.filters['servers']).toBe(`x${line}`);
		expect(stage.effects).toEqual([]);
	});

	test('goes into every prompt but the one that confirms, and what is too long is said', () => {
		expect(incident('servers', ':').paste('accounts').press('enter').ui.view).toBe('accounts');
		expect(incident('servers', '?', '/').paste('quit').ui.typing?.text).toBe('quit');
		const long = incident('servers', '/').paste('y'.repeat(201));
		expect(long.ui.typing?.text).toBe('y'.repeat(200));
		expect(long.text()).toContain('only the first 200 characters were taken');
	});

	test('is refused with a sentence where nothing is typed, and changes nothing else', () => {
		const stage = incident('servers');
		// A drawn pane remembers the widths of its columns.
		stage.draw();
		const before = stage.ui;
		stage.paste('q2\r');
		expect({...stage.ui, notice: undefined}).toEqual(before);
		expect(stage.text()).toContain('a paste is not taken as keys: / or : opens a line to paste into');
	});
});
