// What is typed after `:`.
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {views} from '../../source/views/catalogue.ts';
import {typedCommandOf} from '../../source/views/frame/command-line.ts';
import {demoStage, type Stage} from './stage.ts';
import {anyCharacter} from '../helpers/any-character.ts';

const contexts = [
	{name: 'prod-east', description: '', selected: true},
	{name: 'prod-west', description: '', selected: false},
	{name: 'test', description: '', selected: false},
];

const look = {...demoStage(6, 120, 36).look(), contexts};
const command = (text: string) => typedCommandOf(look, views, text);
const told = (text: string): string => {
	const {action} = command(text);
	return action.kind === 'notice' ? action.text : action.kind;
};

describe('a command', () => {
	test('opens a view by its name or by enough of it', () => {
		expect(command('messages').action).toEqual({kind: 'view', view: 'messages'});
		expect(command('mess').action).toEqual({kind: 'view', view: 'messages'});
		expect(command('  AUTH ').action).toEqual({kind: 'view', view: 'auth-errors'});
	});

	test('is the word itself before the beginning of a longer one', () => {
		expect(command('servers').action).toEqual({kind: 'view', view: 'servers'});
		expect(told('server')).toBe(':server needs the name of a server');
		expect(told('serve')).toBe(':serve is ambiguous: server, servers');
	});

	test('filters the view it opens', () => {
		const target = {kind: 'view', view: 'servers', filter: 'conns>100 !w1'};
		expect(command('servers conns>100 !w1').action).toEqual({kind: 'go', target});
	});

	test('opens a server by its name, whatever the case', () => {
		const id = [...look.model.servers.values()].find(({name}) => name === 'n2')?.id;
		expect(id).toMatch(/^N/);
		expect(command('server N2').action).toEqual({kind: 'go', target: {kind: 'server', id}});
	});

	test('opens an account by its name', () => {
		const account = [...look.model.accounts.values()].find(({name}) => name === 'ORDERS');
		expect(account).toBeDefined();
		expect(command('account ord').action).toEqual({kind: 'go', target: {kind: 'account', id: account?.id}});
	});

	test('switches to a context, or lists them', () => {
		expect(command('context test').action).toEqual({kind: 'switch context', name: 'test'});
		expect(command('context').action).toMatchObject({
			kind: 'contexts',
			missing: ':context needs the name of a context: Enter switches to one of these',
		});
		expect(told('context prod')).toBe('"prod" is ambiguous: prod-east, prod-west');
		expect(told('context dev')).toBe('"dev" is not the name of a context; known: prod-east, prod-west, test');
	});

	test('that is none says so', () => {
		expect(told('frobnicate')).toBe(
			'unknown command :frobnicate; known: account at back context freeze help mark problems quit server snapshot write, or a view',
		);
		expect(told('quit now')).toBe(':quit takes no argument');
		expect(told('')).toBe('nothing');
	});
});

describe('Tab', () => {
	test.each([
		['', ''],
		['mes', 'messages'],
		['serv', 'server'],
		['server', 'server'],
		['acc', 'account'],
		['context', 'context '],
		['cont', 'context '],
		['context p', 'context prod-'],
		['context prod-w', 'context prod-west'],
		['context PROD', 'context prod-'],
		['nothing', 'nothing'],
	])('completes "%s" to "%s"', (typed, completed) => {
		expect(command(typed).completed).toBe(completed);
	});

	test('offers what a text is the beginning of', () => {
		expect(command('acc').completions).toEqual(['account', 'accounts']);
		expect(command('context p').completions).toEqual(['prod-east', 'prod-west']);
		expect(command('server ').completions).toEqual(['n1', 'n2', 'n3', 'w1', 'w2', 'w3']);
	});

	test('never takes anything away, and what it has completed is complete', () => {
		const texts = fc.oneof(
			fc.string({unit: anyCharacter, maxLength: 30}),
			fc.constantFrom('s', 'serv', 'a', 'co', 'context p', 'server W', 'account o', 'quit ', 'x y\nz'),
		);
		fc.assert(
			fc.property(texts, text => {
				const {completed} = command(text);
				expect(completed.length).toBeGreaterThanOrEqual(text.trim() === '' ? 0 : text.trim().length);
				expect(command(completed).completed).toBe(completed);
			}),
		);
	});
});

describe('on the screen', () => {
	const stage = (): Stage => demoStage(6, 120, 36);
	const last = (on: Stage): string => on.text().trimEnd().split('\n').at(-1) ?? '';

	test('it is typed on the last line, with what it could become beside it', () => {
		expect(last(stage().press(':').type('acc'))).toBe(' :acc█   Tab: account accounts');
		expect(last(stage().press(':').type('mes').press('tab'))).toBe(' :messages█   Enter runs it, Esc cancels');
	});

	test('Enter does it, Esc does not, and neither leaves anything behind', () => {
		expect(stage().press(':').type('server n3').press('enter').text()).toContain('\n Overview › Server n3 ');
		const ended = stage().press(':').type('messages').press('escape');
		expect(ended.ui.view).toBe('overview');
		expect(ended.text()).toBe(stage().text());
	});

	test('what it cannot do is said in its place', () => {
		expect(last(stage().press(':').type('foo').press('enter'))).toBe(
			' unknown command :foo; known: account at back context freeze help mark problems quit server snapshot write, or a view',
		);
	});

	test('the contexts are listed when there is something to complete', () => {
		expect(stage().press(':').effects).toEqual([{kind: 'list contexts'}]);
	});
});

describe('a command of time', () => {
	const now = look.model.now;

	test.each([
		['back 2m', now - 120_000],
		['back 90', now - 90_000],
		['back 1h30m', now - 5_400_000],
	])(':%s goes back from what is looked at', (text, at) => {
		expect(command(text).action).toEqual({kind: 'to time', at: Math.floor(at / 1000) * 1000});
	});

	test.each([
		['at 12:00:03', Date.UTC(2026, 10, 23, 12, 0, 3)],
		['at 12:00', Date.UTC(2026, 10, 23, 12)],
		// Later than now: it was yesterday.
		['at 23:59:59', Date.UTC(2026, 10, 22, 23, 59, 59)],
	])(':%s goes to when it was so late last', (text, at) => {
		expect(command(text).action).toEqual({kind: 'to time', at});
	});

	test.each(['back', 'back soon', 'at', 'at 25:00', 'at noon'])(':%s says what it needs', text => {
		expect(told(text)).toMatch(/^:(back|at) needs /);
	});

	test('marks, writes a snapshot, writes a recording to a file', () => {
		expect(command('mark deploy of 12:01').action).toEqual({kind: 'mark', note: 'deploy of 12:01'});
		expect(command('snapshot').action).toEqual({kind: 'write snapshot'});
		expect(command('snapshot ~/one').action).toEqual({kind: 'write snapshot', path: '~/one'});
		expect(command('write').action).toEqual({kind: 'write recording'});
		expect(command('write /tmp/one.ndjson').action).toEqual({kind: 'write recording', path: '/tmp/one.ndjson'});
		expect(command('sn').completed).toBe('snapshot ');
		expect(command('wri').completed).toBe('write ');
	});
});
