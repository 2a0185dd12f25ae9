// The keys that command something: absent without the flag, and with it nothing is sent before the name is typed.
import {describe, expect, test} from 'vitest';
import {actionFor} from '../../source/ui/action-for.ts';
import {isBound, worksHere} from '../../source/ui/binding.ts';
import {bindings} from '../../source/ui/bindings.ts';
import {footerKeys} from '../../source/ui/footer-keys.ts';
import {settled} from '../../source/ui/settled.ts';
import {topLayer} from '../../source/ui/ui.ts';
import {textOf} from '../../source/screen/screen.ts';
import {screenOf} from '../../source/views/screen-of.ts';
import {refusedCommand} from '../../source/commands/command-machine.ts';
import {update} from '../../source/ui/update.ts';
import {linkMessage} from '../events/made-server.ts';
import {type Acting, actingForOperator, actingInDemo, onOpenConnection} from '../commands/acting.ts';
import {demoStage} from '../views/stage.ts';

const commanding = bindings.filter(({commands}) => commands !== undefined);
const keys = ['K', 'L', 'R', 'P'];
const places: readonly (readonly [view: string, keys: readonly string[]])[] = [
	['overview', []],
	['overview', ['tab']],
	['servers', []],
	['servers', ['enter']],
	['connects', []],
	['connects', ['enter']],
	['auth-errors', []],
	['accounts', []],
	['accounts', ['enter']],
	['messages', []],
	['servers', ['!']],
	['servers', ['?']],
];

const acting = (view: string, ...names: readonly string[]): Acting => actingInDemo(60, 80, 24, view).press(...names);
const lastLine = (stage: Acting): string => stage.text().trimEnd().split('\n').at(-1) ?? '';
/** Those subjects that command something. */
const orders = (stage: Acting): readonly string[] =>
	stage.sent.map(({subject}) => subject).filter(subject => /\.(?:KICK|LDM|RELOAD|UPDATE)$/.test(subject));

/** In Connects, on the newest connection that is open and stays for a while. */
function onConnect(): Acting {
	return onOpenConnection(acting('connects', '/').type('!orders').press('enter'));
}

test('there are four of them', () => {
	expect(commanding.flatMap(({keys: its}) => Object.keys(its))).toEqual(keys);
	expect(commanding.every(({help}) => help.endsWith('; only with --allow-actions'))).toBe(true);
});

describe('without the flag', () => {
	test.each(places)('they are bound to nothing, and not in the help: %s %j', (view, names) => {
		const stage = demoStage(60, 200, 50, view).press(...names);
		const {shown} = stage.draw();
		expect(shown.commands).toBeUndefined();
		for (const binding of commanding) {
			expect([isBound(binding, stage.ui), worksHere(binding, stage.ui, shown)]).toEqual([false, false]);
		}
		for (const key of keys) {
			const {commands} = commanding.find(({keys: its}) => key in its) ?? {};
			const text = `${key} ${commands}: only with --allow-actions`;
			expect(actionFor(key, stage.ui, shown)).toEqual({kind: 'notice', text});
		}
		stage.press(...keys);
		expect([stage.effects, stage.ui.typing, stage.ui.layers.some(({kind}) => kind === 'command')]).toEqual([
			[],
			undefined,
			false,
		]);
		stage.press(...(names.includes('?') ? [] : ['?']));
		for (const {help} of commanding) expect(stage.text()).not.toContain(help);
	});

	test('no action begins a command, whatever is shown', () => {
		const stage = demoStage(60, 80, 24, 'servers');
		const target = {kind: 'reload', serverId: 'N'} as const;
		const commands = {kick: {target}, move: {target}, reload: {target}, push: {target}};
		const action = {kind: 'command', command: 'reload'} as const;
		const {shown} = stage.draw();
		expect(update(stage.ui, action, {...shown, commands}, stage.now)).toEqual({ui: stage.ui, effects: []});
	});
});

describe('with the flag', () => {
	test('help has them', () => {
		const text = actingInDemo(60, 200, 80, 'servers').press('?').text();
		for (const {help} of commanding) expect(text).toContain(help);
	});

	test.each([
		['overview', [], 'K', 'K: only where a connection is shown: in Connects'],
		['overview', [], 'P', 'P: only where an account is shown: in Accounts'],
		['servers', [], 'L', 'L: only where a connection is shown: in Connects'],
		['accounts', [], 'R', 'R: only where a server is shown: in Servers'],
		['servers', [], 'R', 'R: w2 is silent'],
		['servers', ['space', 'down'], 'R', 'R: the display is frozen; Space resumes'],
		['auth-errors', ['tab'], 'K', 'K: this login failed: there is no connection'],
		['messages', [], 'K', 'K: only where a connection is shown: in Connects'],
	] as const)('in %s after %j %s says why not: %s', (view, names, key, text) => {
		const stage = acting(view, ...names);
		expect(actionFor(key, stage.ui, stage.draw().shown)).toEqual({kind: 'notice', text});
		stage.press(key);
		expect([stage.command, stage.sent]).toEqual([undefined, []]);
	});

	test('a connection that has gone is not there, neither is our own, and nothing is when the link is down', () => {
		const gone = acting('connects', '/').type('reason:closed').press('enter');
		expect(lastLine(gone.press('K'))).toMatch(/^ K: connection \d+ is closed$/);
		const ours = onConnect();
		const {target} = ours.draw().shown.pane ?? {};
		const possible = ours.draw().shown.commands?.kick;
		if (target?.kind !== 'connection' || possible === undefined || !('target' in possible)) {
			throw new Error('no connection');
		}
		const {link} = ours.model;
		if (possible.target.kind === 'kick') {
			Object.assign(link, {serverId: possible.target.serverId, cid: possible.target.cid});
		}
		expect(lastLine(ours.press('K'))).toBe(' K: this is our own connection');
		const down = acting('servers', 'down');
		down.hear([linkMessage(down.now, {state: 'down', reason: 'cut'})]);
		expect(lastLine(down.press('R'))).toBe(' R: the link is down');
	});

	test('a kick is shown, takes only the right name, and is sent once', () => {
		const stage = onConnect();
		stage.press('K');
		expect(stage.command?.stage).toBe('ready');
		const name = stage.command?.confirmation?.text ?? '';
		expect(lastLine(stage)).toBe(` type ${name}: █   Enter sends the request, Esc cancels`);
		stage.press('enter').type('nobody').press('enter');
		expect(lastLine(stage)).toBe(` type ${name}: █   “nobody” does not match: nothing was sent`);
		expect(orders(stage)).toEqual([]);
		// Not even the right name, when nobody has typed it.
		expect(lastLine(stage.paste(`${name}\n`))).toContain('a confirmation is typed, not pasted: nothing was sent');
		stage.press('enter');
		expect(orders(stage)).toEqual([]);
		stage.type(name).press('enter');
		expect(stage.ui.typing).toBeUndefined();
		expect(orders(stage)).toEqual([stage.command?.request?.subject]);
		expect(stage.text()).toContain('has kicked it, after');
		stage.press('enter').type(name).press('enter');
		expect(orders(stage)).toHaveLength(1);
	});

	test('Esc abandons it, and it is over', () => {
		const stage = onConnect().press('K');
		const name = stage.command?.confirmation?.text ?? '';
		stage.type(name).press('escape');
		expect([stage.command, stage.ui.typing, stage.ui.layers]).toEqual([undefined, undefined, []]);
		expect(lastLine(stage)).toBe(' nothing was sent');
		stage.press('enter');
		expect(orders(stage)).toEqual([]);
	});

	test('what has become of it is on the screen, however far down its name was typed', () => {
		const stage = onConnect().press('K');
		const name = stage.command?.confirmation?.text ?? '';
		stage.press('page-down');
		expect(stage.text()).not.toContain('Nothing is sent yet');
		stage.type(name).press('enter');
		expect(stage.command?.stage).toBe('done');
		expect(stage.text()).toMatch(/\n Sent at \d\d:\d\d:\d\d\.\d{3}\. Result:\n/);
		expect(stage.text()).toContain(stage.command?.conclusion?.text ?? 'a conclusion');
		// From there on one may read on; then it is said below.
		stage.press('page-down');
		expect(stage.text()).not.toContain('Sent at');
		expect(lastLine(stage)).toMatch(/^ connection \d+ was closed .* g top {3}Esc back$/);
		expect(lastLine(stage.press('g'))).not.toContain('was closed');
		expect(stage.text()).toContain('Sent at');
	});

	test('a refusal goes to the top of its page, and is said below where that is scrolled', () => {
		const stage = actingForOperator(80, 24).press('P').type('acme.jwt').press('enter', 'page-down');
		const {layers} = stage.ui;
		expect(topLayer(stage.ui)).toMatchObject({kind: 'command', isOver: false, top: expect.any(Number)});
		const command = stage.command ?? refusedCommand({kind: 'push', account: 'A'}, 'Push', [], 0);
		const refused = {...command, stage: 'refused' as const, reasons: ['it is another one now']};
		const end = settled(stage.ui, [], refused);
		expect(topLayer(end)).toMatchObject({kind: 'command', isOver: true, top: 0});
		expect(settled(end, [], refused)).toBe(end);
		const scrolled = {...end, layers: layers.map(layer => ({...layer, isOver: true}))};
		const {screen} = screenOf({...stage.look(), ui: scrolled, command: refused}, 80, 24);
		expect(textOf(screen.lines.at(-1) ?? {spans: []})).toMatch(/^ refused: it is another one now .*Esc back $/);
	});

	test('the row that follows the newest event is held while something is done to it', () => {
		const stage = acting('connects', '/').type('!orders !disconnect').press('enter');
		const newest = stage.draw().shown.pane?.cursor;
		const possible = stage.draw().shown.commands?.kick;
		if (possible === undefined || !('target' in possible)) throw new Error('the newest connection has gone');
		expect(stage.ui.panes['connects']?.following ?? true).toBe(true);
		stage.press('K');
		expect(stage.ui.panes['connects']).toMatchObject({following: false, held: true, cursor: newest});
		stage.press('escape');
		expect(stage.draw().shown.pane?.cursor).toEqual(newest);
	});

	test('its lines begin in one column, and what is copied has the request in one piece', () => {
		for (const stage of [
			acting('servers', 'down', 'R'),
			actingForOperator(80, 24).press('P').type('acme.jwt').press('enter'),
		]) {
			const {screen, shown} = stage.resize(80, 40).draw();
			const body = screen.lines
				.slice(5, -1)
				.map(textOf)
				.filter(line => !line.startsWith('─'));
			expect(body.filter(line => line.trim() !== '' && !/^(?: {1,3}| {22})\S/.test(line))).toEqual([]);
			const subject = stage.command?.request?.subject ?? '';
			expect(subject.length).toBeGreaterThan(78);
			expect(body.map(line => line.trim()).join('')).toContain(subject);
			expect(shown.copy?.text.split('\n')).toContain(` ${subject}`);
		}
	});

	test('a push warns of what it throws out', () => {
		const stage = actingForOperator(120, 40, {conn: 0}).press('P').type('acme.jwt').press('enter');
		expect(stage.text()).toContain(
			'\n No connection is allowed: all 80 that are open are cut at once, and none comes back.\n',
		);
		expect(stage.text()).toMatch(/ token id +NEWCLAIMS\n/);
	});

	test('the footer has those that work on this row, after the others and where there is room', () => {
		const footer = (on: Acting): readonly string[] => footerKeys(on.ui, on.draw().shown).map(({label}) => label);
		expect(footer(acting('servers', 'down'))).toEqual(['↑↓', '⏎', '/', 'e', '␣', 'R', '?']);
		expect(footer(onConnect()).slice(-3)).toEqual(['K', 'L', '?']);
		expect(footer(acting('overview'))).not.toContain('K');
		expect(lastLine(acting('servers', 'down'))).toBe(
			' ↑↓ move   ⏎ open   / filter   e problems only   ␣ freeze   R reload   ? help',
		);
	});

	test('it scrolls while its name is typed', () => {
		const stage = onConnect().press('K');
		const before = stage.text();
		stage.press('page-down');
		expect(stage.text()).not.toBe(before);
		stage.press('page-up');
		expect(stage.text()).toBe(before);
	});

	test.each([
		['in its row', ['down', 'R']],
		['on its page', ['down', 'enter', 'R']],
	])('a server is reloaded %s', (_, names) => {
		const stage = acting('servers', ...names);
		const name = stage.command?.confirmation?.text ?? '';
		expect(stage.command?.title).toBe(`Reload the configuration of ${name}`);
		stage.type(name).press('enter');
		expect(orders(stage)).toEqual([expect.stringMatching(/\.RELOAD$/)]);
		expect(stage.text()).toContain('has reloaded its configuration');
		// Back to where it was.
		stage.press('escape');
		expect(stage.ui.layers.map(({kind}) => kind)).toEqual(names.includes('enter') ? ['page'] : []);
	});

	test('claims are pushed from a file that is named first', () => {
		const stage = actingForOperator(80, 24).press('P');
		expect(lastLine(stage)).toBe(' file with the account’s JWT: █   Enter reads the file, Esc cancels');
		stage.press('enter');
		expect([lastLine(stage), stage.command]).toEqual([' no file given', undefined]);
		stage.press('P').type('none.jwt').press('enter');
		expect(stage.command).toMatchObject({
			title: 'Push claims of account acme',
			stage: 'refused',
			reasons: ['cannot read none.jwt: no such file'],
		});
		expect(stage.draw().shown.command?.stage).toBe('refused');
		expect(stage.ui.typing).toBeUndefined();
		stage.press('escape', 'P').type('acme.jwt').press('enter');
		expect(stage.command?.stage).toBe('ready');
		expect(orders(stage)).toEqual([]);
		stage.type('acme').press('enter');
		expect(stage.command?.conclusion?.text).toBe('2 of 3 servers took the new claims');
		expect(orders(stage)).toHaveLength(1);
	});

	test('a view, a page or another key leaves it', () => {
		const stage = onConnect().press('K');
		stage.type(stage.command?.confirmation?.text ?? '').press('enter', '2');
		expect([stage.command, stage.ui.view]).toEqual([undefined, 'servers']);
	});
});
