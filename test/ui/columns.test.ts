// Which columns a table has, chosen in a list.
import {describe, expect, test} from 'vitest';
import {views} from '../../source/views/catalogue.ts';
import {topLayer} from '../../source/ui/ui.ts';
import {demoStage, type Stage} from '../views/stage.ts';

const servers = (columns = 120): Stage => demoStage(60, columns, 30, 'servers');
const titles = (stage: Stage): string =>
	stage
		.text()
		.split('\n')
		.find(line => line.includes('SERVER ')) ?? '';

/** Moves to a column in the list. */
function at(stage: Stage, column: string): Stage {
	for (let row = 0; row < 40; row++) {
		if (stage.drawn?.shown.pane?.cursor.id === column) return stage;
		stage.press('down');
		stage.draw();
	}
	throw new Error(`no column ${column}`);
}

describe('the list of columns', () => {
	test('takes one out by Space, and brings it back', () => {
		const stage = servers();
		expect(titles(stage)).toContain('CPU');
		at(stage.press('c'), 'cpu').press('space');
		expect(stage.text()).toMatch(/^»✗ cpu +CPU +taken out$/m);
		expect(stage.ui.frozenAt).toBeUndefined();
		stage.press('escape');
		expect(titles(stage)).not.toContain('CPU');
		at(stage.press('c'), 'cpu').press('enter', 'escape');
		expect(titles(stage)).toContain('CPU');
	});

	test('makes room for one that has none', () => {
		const stage = servers(80);
		expect(titles(stage)).not.toContain('CLOCK');
		at(stage.press('c'), 'clock').press('space', 'c');
		expect(titles(stage)).toContain('CLOCK');
	});

	test('leaves what is always there', () => {
		const stage = at(servers().press('c'), 'server').press('enter');
		expect(stage.ui.notice?.text).toBe('Enter: this column is always shown');
		stage.press('space');
		expect(stage.ui.notice?.text).toBe('this column is always shown');
		expect(stage.ui.columns).toEqual({});
		expect(topLayer(stage.ui)?.kind).toBe('columns');
	});

	test('keeps what was chosen, and the filter still knows what was taken out', () => {
		const stage = at(servers().press('c'), 'conns').press('space', 'escape', '3', '2');
		expect(titles(stage)).not.toContain('CONNS');
		stage.press('/').type('conns>250').press('enter');
		expect(stage.text()).toMatch(/SERVERS 2 of 6/);
	});

	test('is there for every table of every view', () => {
		for (const {id} of views) {
			// The matrices of links have none.
			const keys = id === 'links' ? ['tab', 'c'] : ['c'];
			const stage = demoStage(60, 120, 30, id).press(...keys);
			expect(stage.text()).toMatch(/COLUMNS \d+/);
			stage.press('escape');
			expect(stage.ui.layers).toEqual([]);
		}
	});

	test('says where there are none', () => {
		expect(servers().press('enter', 'c').ui.notice?.text).toBe('c: only in a table');
		expect(servers().press('!', 'c').ui.notice?.text).toBe('c: only in a view');
	});
});
