// From page to page: every name leads to what it names, and Esc goes back the same way, to the same line.
import {describe, expect, test} from 'vitest';
import {bindings} from '../../source/ui/bindings.ts';
import {topLayer} from '../../source/ui/ui.ts';
import {LiveDemo} from './live-demo.ts';
import {lines, lineWith} from './read-screen.ts';
import {demoStage, type Stage} from './stage.ts';

/** Chooses the line of an open page that begins so, by as many Tabs as it takes. */
function choose<Who extends Stage>(stage: Who, start: string): Who {
	const most = stage.draw().shown.page?.openable.length ?? 0;
	for (let times = 0; times < most; times++) {
		stage.press('tab');
		if (lineWith(stage, /^»/).startsWith(`»${start}`)) return stage;
	}
	throw new Error(`nothing on this page opens "${start}":\n${stage.text()}`);
}

function title(stage: Stage): string {
	return (lines(stage).find(line => line.includes(' › ')) ?? '').trim().replace(/ {2}.*/, '');
}

describe('every name leads to what it names', () => {
	test.each<[string, string, readonly string[], string, RegExp]>([
		['a server to its accounts', 'servers', ['down'], 'ORDERS', /^Servers › n1 › Account ORDERS$/],
		['a server to its connections', 'servers', ['down'], 'connections', /^Servers › n1 › connections/],
		['a server to the other end of a route', 'servers', ['down'], 'route n2', /^Servers › n1 › Server n2$/],
		['an account to its servers', 'accounts', [], 'n1 ', /^Accounts › ORDERS › Server n1$/],
		['an account to its connections', 'accounts', [], 'connections', /^Accounts › ORDERS › connections/],
		['a client to its account', 'clients', [], 'account', /^Clients › billing-worker › Account BILLING$/],
		['a client to the servers it was on', 'clients', [], 'server', /^Clients › billing-worker › Server n\d$/],
		[
			'a client to its refused logins',
			'clients',
			[],
			'refused',
			/^Clients › billing-worker › Refused: billing-worker$/,
		],
		['an event to its client', 'connects', [], 'client', /^Connects › event › Client [\w-]+$/],
		['an event to its connection', 'connects', [], 'connection', /^Connects › event › Connection \d+/],
		['an event to its server', 'connects', [], 'server', /^Connects › event › Server [nw]\d$/],
		['a leafnode to its server', 'leafs', [], 'server', /^Leafs › leafnode › Server n\d$/],
		['a leafnode to its account', 'leafs', [], 'account', /^Leafs › leafnode › Account IOT$/],
		['a server to its JetStream', 'servers', ['down'], 'JetStream', /^Servers › n1 › JetStream on n1$/],
		['JetStream on a server to the server', 'jetstream', [], 'server', /^JetStream › w2 › Server w2$/],
		['a route to its ends', 'links', ['tab', 'G'], 'server', /^Links › w1 – w3 › Server w\d$/],
		['a gateway to its servers', 'links', ['tab', 'down', 'down'], 'n1', /^Links › east → west › Server n1$/],
		['a refusal to all of them', 'auth-errors', ['tab'], 'all attempts', /^Auth errors › event › Refused: [\w-]+$/],
	])('%s', (_, view, keys, start, way) => {
		const stage = demoStage(60, 120, 50, view).press(...keys, 'enter');
		choose(stage, start);
		// Without the footer, which says what can be done with what is chosen.
		const page = (): string => stage.text().replace(/\n[^\n]*\n$/, '');
		const before = page();
		stage.press('enter');
		expect(title(stage)).toMatch(way);
		stage.press('escape');
		// The same line is chosen.
		expect(lineWith(stage, /^»/)).toContain(start);
		expect(page()).toBe(before);
	});

	test('a server to its events, in a view of its own, and back to the line', () => {
		const stage = choose(demoStage(60, 120, 50, 'servers').press('down', 'enter'), 'events').press('enter');
		expect(stage.ui.view).toBe('connects');
		expect(stage.ui.filters['connects']).toBe('server:="n1"');
		stage.press('up', 'up', 'enter');
		expect(title(stage)).toMatch(/^Servers › n1 › Connects › (C|Disc)onnected: /);
		stage.press('escape', 'escape');
		expect(stage.ui.filters['connects']).toBe('');
		expect(title(stage)).toBe('Servers › Server n1');
		expect(lineWith(stage, /^»/)).toMatch(/^»events /);
		stage.press('escape');
		expect(lineWith(stage, /^»/)).toMatch(/^»east +n1/);
	});
});

test('views that were opened one from the other are gone back through one by one, with cursors where they were', () => {
	const stage = demoStage(60, 120, 50, 'accounts').press('down', 'down', 'down', 'enter');
	choose(stage, 'events').press('enter', 'up', 'up', 'up');
	const row = (): string => lineWith(stage, /^»/).slice(0, 60);
	const first = row();
	choose(stage.press('enter'), 'server').press('enter');
	choose(stage, 'events').press('enter', 'up');
	expect(stage.ui.view).toBe('connects');
	expect(row()).not.toBe(first);
	stage.press('escape', 'escape', 'escape');
	expect(row()).toBe(first);
	stage.press('escape', 'escape');
	expect(stage.ui.layers).toEqual([]);
	expect(stage.ui.view).toBe('accounts');
	expect(stage.draw().shown.pane?.cursor.index).toBe(3);
});

test('the way is as long as there is room for, and what is open keeps its name', () => {
	const demo = new LiveDemo(60, 24, 'servers').wait(20).press('down', 'C', 'enter').wait(2).press('enter');
	choose(demo, 'account').press('enter');
	choose(demo, 'clients');
	expect(lines(demo).find(line => line.includes('Account '))).toMatch(/^ … › connection \d+ › Account [A-Z]+ {2}\d/);
});

describe('Tab on a page', () => {
	test('says so where nothing can be opened, and Enter says how to choose', () => {
		const stage = demoStage(60, 80, 24, 'messages').press('enter', 'tab');
		expect(stage.ui.notice?.text).toBe('Tab ⇧Tab: nothing on this page opens anything');
		const page = demoStage(60, 80, 24, 'servers').press('enter', 'enter');
		expect(page.ui.notice?.text).toBe('Enter: Tab chooses what to open');
	});

	test('scrolls to what it chooses, and the arrows go on from there', () => {
		const stage = demoStage(60, 80, 24, 'servers').press('down', 'enter', 'tab');
		expect(lineWith(stage, /^»/)).toMatch(/^»connections /);
		stage.press('down', 'down');
		expect(lineWith(stage, /^»/)).toMatch(/^»clients /);
		stage.press('up');
		expect(lineWith(stage, /^»/)).toMatch(/most subscriptions first/);
		stage.press('shift-tab', 'shift-tab');
		expect(lineWith(stage, /^»/)).toMatch(/^»connections /);
	});

	test('keeps the line that it has chosen while the page changes', () => {
		const demo = new LiveDemo(120, 50, 'accounts').wait(20).press('enter');
		choose(demo, 'n2 ');
		const layer = topLayer(demo.ui);
		demo.wait(30);
		expect(topLayer(demo.ui)).toMatchObject({chosen: layer?.kind === 'page' ? layer.chosen : ''});
		expect(lineWith(demo, /^»/)).toMatch(/^»n2 /);
	});

	test('is on no page a line that leads nowhere', () => {
		expect(bindings.some(({keys}) => 'tab' in keys)).toBe(true);
		for (const view of ['servers', 'accounts', 'clients', 'connects', 'auth-errors', 'leafs']) {
			const stage = demoStage(60, 120, 50, view).press('enter');
			const many = stage.draw().shown.page?.openable.length ?? 0;
			expect(many).toBeGreaterThan(0);
			for (let index = 0; index < many; index++) {
				stage.press('tab');
				const before = stage.ui;
				stage.press('enter');
				expect([stage.ui.layers.length, stage.ui.view]).not.toEqual([before.layers.length, before.view]);
				expect(stage.text()).not.toContain('No longer known');
				stage.press('escape');
			}
		}
	});
});
