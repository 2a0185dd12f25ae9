import {describe, expect, test} from 'vitest';
import {settled} from '../../source/ui/settled.ts';
import {paneOf, topLayer} from '../../source/ui/ui.ts';
import {demoStage, Stage, startAt} from '../views/stage.ts';

const incident = (view: string, ...keys: readonly string[]): Stage => demoStage(60, 80, 24, view).press(...keys);

/** The line under the bar. */
function selected(stage: Stage): string {
	return (
		stage
			.text()
			.split('\n')
			.find(line => line.startsWith('»'))
			?.slice(1) ?? ''
	);
}

const title = (stage: Stage): string => stage.text().split('\n')[4]?.trim() ?? '';

describe('moving', () => {
	test('goes by rows, half pages and pages, and stops at the ends', () => {
		const stage = incident('messages', 'home');
		const place = (): number => stage.draw().shown.pane?.cursor.index ?? -1;
		const last = (stage.draw().shown.pane?.rows ?? 0) - 1;
		expect(place()).toBe(0);
		expect([stage.press('down'), place()][1]).toBe(1);
		expect([stage.press('up', 'up', 'k'), place()][1]).toBe(0);
		expect([stage.press('ctrl-d'), place()][1]).toBe(8);
		expect([stage.press('page-down'), place()][1]).toBe(24);
		expect([stage.press('ctrl-u'), place()][1]).toBe(16);
		expect([stage.press('end'), place()][1]).toBe(last);
		expect([stage.press('down', 'page-down'), place()][1]).toBe(last);
	});

	test('moves from where the key before went, though there was no picture in between', () => {
		const one = incident('servers', 'j', 'j', 'j');
		expect(selected(one)).toMatch(/^east +n3/);
	});

	test('stays on a row by what it is, not by where it is', () => {
		const stage = demoStage(20, 80, 24, 'servers').press('down', 'down');
		expect(selected(stage)).toMatch(/^east +n3 /);
		const later = demoStage(60, 80, 24, 'servers').messages.filter(({at}) => at > stage.now);
		stage.hear(later);
		// w2 is silent now, and first.
		expect(stage.text()).toMatch(/\n west +w2 +silent/);
		expect(selected(stage)).toMatch(/^east +n3 /);
		expect(stage.draw().shown.pane?.cursor.index).toBe(3);
	});

	test('shows what is worst until somebody moves', () => {
		const stage = demoStage(20, 80, 24, 'servers');
		expect(selected(stage)).toMatch(/^east +n1/);
		stage.hear(demoStage(60, 80, 24, 'servers').messages.filter(({at}) => at > stage.now));
		expect(selected(stage)).toMatch(/^west +w2 +silent/);
	});
});

describe('streams', () => {
	const later = (stage: Stage, seconds: number): Stage =>
		stage.hear(demoStage(seconds, 80, 24, 'connects').messages.filter(({at}) => at > stage.now));

	test('follow the newest until somebody scrolls, and again with G', () => {
		const stage = demoStage(30, 80, 24, 'connects');
		const rows = (): number => stage.draw().shown.pane?.rows ?? 0;
		const place = (): number => stage.draw().shown.pane?.cursor.index ?? 0;
		expect(place()).toBe(rows() - 1);
		later(stage, 40);
		expect(place()).toBe(rows() - 1);
		stage.press('up');
		const held = selected(stage);
		later(stage, 60);
		expect(selected(stage)).toBe(held);
		expect(place()).toBeLessThan(rows() - 50);
		stage.press('G');
		expect(place()).toBe(rows() - 1);
		later(stage, 75);
		expect(place()).toBe(rows() - 1);
	});

	test('stand still under the cursor while older ones are dropped', () => {
		const stage = demoStage(30, 80, 24, 'messages').press('up', 'up', 'up');
		const before = stage.text().split('\n').slice(6, 23);
		// The journal is full by then.
		stage.hear(demoStage(45, 80, 24, 'messages').messages.filter(({at}) => at > stage.now));
		expect(stage.text()).toContain('older ones dropped');
		expect(stage.text().split('\n').slice(6, 23)).toEqual(before);
	});

	test('are followed by F from where one is', () => {
		const stage = incident('connects', 'page-up');
		expect(paneOf(stage.ui, 'connects').following).toBe(false);
		stage.press('F');
		expect(stage.draw().shown.pane?.cursor.index).toBe((stage.draw().shown.pane?.rows ?? 0) - 1);
	});
});

describe('opening and closing', () => {
	test.each([
		['overview', ['down', 'down']],
		['overview', ['tab', 'down']],
		['servers', ['>', '>', '>', '>', 'down']],
		['connects', ['page-up', 'up']],
		['auth-errors', ['down']],
		['accounts', ['down', 'down']],
		['messages', ['page-up', 'down']],
	] as const)('comes back to the same place in %s after %j', (view, keys) => {
		const stage = incident(view, ...keys);
		const before = stage.text();
		stage.press('enter');
		expect(stage.text()).not.toBe(before);
		stage.press('down', 'page-down', 'escape');
		expect(stage.text()).toBe(before);
		stage.press('!', '?', 'q', 'q');
		expect(stage.text()).toBe(before);
	});

	test('closes layers, then clears the filter, then shows everything, then says that there is nothing', () => {
		const stage = incident('servers', 'e', '/').type('w').press('enter', 'enter');
		expect(topLayer(stage.ui)?.kind).toBe('page');
		stage.press('escape');
		expect(title(stage)).toMatch(/^SERVERS 1 of 6/);
		stage.press('escape');
		expect(stage.ui.filters['servers']).toBe('');
		expect(stage.ui.onlyProblems).toBe(true);
		stage.press('escape');
		expect(title(stage)).toMatch(/^SERVERS 6 /);
		stage.press('escape');
		expect(stage.ui.notice?.text).toBe('Esc: nothing to close; q quits');
	});

	test('of help and lists is once, however often they are asked for', () => {
		const stage = incident('overview', ...Array.from({length: 20}, () => ['!', '?', 'enter', 'J']).flat());
		expect(stage.ui.layers.filter(({kind}) => kind === 'help').length).toBeLessThanOrEqual(1);
		expect(stage.ui.layers.length).toBeLessThanOrEqual(8);
	});

	test('of a problem shows what it is about', () => {
		const stage = incident('overview', '!', 'enter');
		expect(title(stage)).toMatch(/^Overview › problems › Server w2/);
		stage.press('escape', 'down', 'enter');
		// It comes from two hosts.
		expect(stage.ui.view).toBe('auth-errors');
		expect(title(stage)).toMatch(/^WHO IS REFUSED 2 of 4/);
	});

	test('of several things at once comes back to where they were told of', () => {
		const stage = incident('connects', '/').type('acc:iot').press('enter', '1', 'tab', 'down');
		const before = stage.text();
		stage.press('enter');
		expect(title(stage)).toMatch(/^CONNECTS AND DISCONNECTS \d+ of 918/);
		expect(stage.ui.filters['connects']).toBe('name:="orders-svc"');
		stage.press('enter', 'escape', 'escape');
		expect(stage.text()).toBe(before);
		expect(stage.ui.filters['connects']).toBe('acc:iot');
		stage.press('enter', '2', 'escape');
		expect(stage.ui.view).toBe('servers');
	});

	test('shows the raw message of a row', () => {
		const stage = incident('connects', 'J');
		expect(title(stage)).toMatch(/^Connects › Message \$SYS\.ACCOUNT\.ORDERS\.CONNECT/);
		const copy = stage.draw().shown.copy;
		expect(copy?.what).toBe('page Message $SYS.ACCOUNT.ORDERS.CONNECT');
		expect(copy?.text).toContain('\n   "type": "io.nats.server.advisory.v1.client_connect",\n');
	});
});

describe('views', () => {
	test('are reached by number, by neighbour and by going back', () => {
		const stage = incident('overview', '2');
		const view = (...keys: readonly string[]): string => stage.press(...keys).ui.view;
		expect(view()).toBe('servers');
		expect(view('0')).toBe('messages');
		expect(view('backspace')).toBe('servers');
		expect(view('backspace')).toBe('messages');
		expect(view(']')).toBe('overview');
		expect(view('[')).toBe('messages');
		expect(view('enter', '5')).toBe('accounts');
		expect(stage.ui.layers).toEqual([]);
	});

	test('keep their own filter, sorting and place', () => {
		const stage = incident('servers', 'down', '/').type('east').press('enter', '5', '<', '2');
		expect(stage.ui.filters).toEqual({servers: 'east'});
		expect(selected(stage)).toMatch(/^east +n1/);
		expect(title(stage)).toMatch(/^SERVERS 3 of 6/);
		stage.press('5');
		expect(title(stage)).toMatch(/^ACCOUNTS 5 /);
	});
});

describe('sorting', () => {
	test('says by what, also where that column has no room', () => {
		const stage = incident('servers', '>');
		expect(stage.ui.notice?.text).toBe('sorted by CLUSTER ↑');
		expect(stage.press('<').ui.notice?.text).toBe('sorted by CLOCK ↓, which is not on the screen');
		expect(stage.press('I').ui.notice?.text).toBe('sorted by CLOCK ↑, which is not on the screen');
		// Messages and bytes have the same title.
		expect(stage.press(...Array.from({length: 9}, () => '>')).ui.notice?.text).toMatch(/^sorted by out ↓/);
	});

	test('goes through the columns, reverses, and is chosen from a menu', () => {
		const stage = incident('servers', '>');
		const sort = () => paneOf(stage.ui, 'servers').sort;
		expect(sort()).toEqual({column: 'cluster', descending: false});
		expect([stage.press('>', '>', '>'), sort()][1]).toEqual({column: 'cpu', descending: true});
		expect([stage.press('I'), sort()][1]).toEqual({column: 'cpu', descending: false});
		expect([stage.press('<'), sort()][1]).toEqual({column: 'state', descending: false});
		stage.press('s');
		expect(selected(stage)).toMatch(/^state +STATE +↑ smallest first, ⏎ reverses$/);
		stage.press('down', 'enter');
		expect(stage.ui.layers).toEqual([]);
		expect(sort()).toEqual({column: 'cpu', descending: true});
		stage.press('s', 'enter');
		expect(sort()).toEqual({column: 'cpu', descending: false});
	});

	test('begins with the order the table has', () => {
		const stage = incident('accounts', 'I');
		expect(paneOf(stage.ui, 'accounts').sort).toEqual({column: 'share', descending: false});
	});
});

describe('the picture', () => {
	test('stands still while it is frozen, and says how long and what is new', () => {
		const stage = demoStage(40, 80, 24, 'connects').press('space');
		const table = (): readonly string[] => stage.text().split('\n').slice(4, 23);
		const before = table();
		stage.hear(demoStage(60, 80, 24, 'connects').messages.filter(({at}) => at > stage.now));
		expect(table()).toEqual(before);
		expect(stage.text()).toMatch(/\n FROZEN 0:1\d · [\d,]+ new /);
		expect(stage.text()).toContain('⏸');
		stage.press('space');
		expect(table()).not.toEqual(before);
		expect(stage.text()).not.toContain('FROZEN');
		expect(stage.effects).toEqual([]);
	});

	test('gives the same ui when nothing has moved', () => {
		const stage = incident('connects', 'up');
		const {panes} = stage.draw();
		expect(settled(stage.ui, panes)).toBe(stage.ui);
	});
});

describe('a notice', () => {
	test.each([
		['connects', '<', 'e'],
		['connects', '<', '!'],
		['connects', '<', 'x'],
		['connects', '<', 'down'],
		['overview', '~', '?'],
		['servers', 'escape', 'enter'],
		['servers', 'escape', '2'],
	])('in %s of %s is over when %s does something', (view, refused, key) => {
		const stage = incident(view, refused);
		expect(stage.ui.notice).toBeDefined();
		expect(stage.press(key).ui.notice).toBeUndefined();
	});

	test('gives way to that of the next key', () => {
		expect(incident('connects', '<', 't').ui.notice?.text).toBe(
			't: no rate here has a total; those of servers, accounts, clients, leafnodes do',
		);
	});

	test('of a context without a name says what is missing, and lists them', () => {
		const stage = incident('servers', '<', ':').type('context').press('enter');
		expect(topLayer(stage.ui)?.kind).toBe('contexts');
		const missing = ':context needs the name of a context: Enter switches to one of these';
		expect(stage.ui.notice?.text).toBe(missing);
		// The list stays when it was there.
		stage.press(':').type('context').press('enter');
		expect([topLayer(stage.ui)?.kind, stage.ui.notice?.text]).toEqual(['contexts', missing]);
		expect(stage.press('x').ui.layers).toEqual([]);
	});
});

describe('asking now', () => {
	test('is refused while the link is down: nothing would be asked', () => {
		const stage = incident('overview');
		const down = JSON.stringify({state: 'down', reason: 'cut'});
		stage.hear([{at: stage.now, subject: '(link)', text: down}]).press('r');
		expect(stage.requests).toEqual([]);
		expect(stage.ui.notice?.text).toBe('r: the link is down, nothing can be asked');
		const up = JSON.stringify({state: 'up', address: '127.0.0.1:4222', serverId: '', serverName: '', cid: 7});
		stage.hear([{at: stage.now, subject: '(link)', text: up}]);
		stage.requests.length = 0;
		stage.press('r');
		expect(stage.requests.map(({subject}) => subject)).toEqual(['$SYS.REQ.USER.INFO', '$SYS.REQ.SERVER.PING']);
		expect(stage.ui.notice?.text).toBe('asked all servers');
	});
});

describe('effects', () => {
	test.each([
		['q', 'quit'],
		['Q', 'quit'],
		['ctrl-c', 'quit'],
		['ctrl-z', 'suspend'],
		['ctrl-l', 'redraw'],
		['T', 'next theme'],
	])('%s: %s', (key, kind) => {
		expect(incident('overview', key).effects).toEqual([{kind}]);
	});

	test('copy the row, in full, or the page', () => {
		const row = incident('servers', 'down', 'y').effects[0];
		expect(row).toMatchObject({kind: 'copy', what: 'row of n1'});
		expect(row?.kind === 'copy' && row.text).toMatch(/^east {2}n1 ★ {4}5 % {2}183M {2}124 /);
		const page = incident('servers', 'enter', 'y').effects[0];
		expect(page).toMatchObject({what: 'page Server w2'});
		expect(page?.kind === 'copy' && page.text).toMatch(/^ state +silent 36 s\n heard /);
		const nothing = new Stage(80, 24, 'servers').passTo(startAt).press('y');
		expect(nothing.effects).toEqual([]);
		expect(nothing.ui.notice?.text).toBe('nothing to copy here');
	});
});
