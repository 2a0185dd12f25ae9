// What is typed after `:`.
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {views} from '../../source/views/catalogue.ts';
import {typedCommandOf} from '../../source/views/frame/command-line.ts';
import {demoStage, type Stage} from './stage.ts';

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
			'unknown command :frobnicate; known: account context freeze help problems quit server, or a view',
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
			fc.string({unit: 'binary', maxLength: 30}),
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
			' unknown command :foo; known: account context freeze help problems quit server, or a view',
		);
	});

	test('the contexts are listed when there is something to complete', () => {
		expect(stage().press(':').effects).toEqual([{kind: 'list contexts'}]);
	});
});
