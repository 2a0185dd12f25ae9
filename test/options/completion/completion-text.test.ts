import {describe, expect, test} from 'vitest';
import {completionText} from '../../../source/options/completion/completion-text.ts';
import type {CompletionFacts} from '../../../source/options/completion/completed.ts';
import {shells} from '../../../source/options/completion/shells.ts';
import type {OptionGroup} from '../../../source/options/option-record.ts';
import {optionGroups} from '../../../source/options/option-records.ts';
import {parseOptions} from '../../../source/options/options.ts';
import {facts, scriptFor} from './facts.ts';

/** One option of each kind, with signs in it that shells take for their own. */
const groups: readonly OptionGroup[] = [
	{
		title: 'A group',
		options: [
			{name: 'server', short: 's', value: 'URL', about: "nats://host:4222 [or] $(more) of 'them' \\; again"},
			{name: 'context', value: 'NAME', values: 'context', about: 'a context'},
			{name: 'creds', value: 'FILE', values: 'file', about: 'a file'},
			{name: 'view', value: 'NAME', values: 'view', about: 'a view'},
			{name: 'json', value: '[TABLE]', values: 'table', about: 'rows'},
			{name: 'events', value: '[KINDS]', values: 'events', about: 'events'},
			{name: 'check', value: '[CONCLUSIONS]', values: 'conclusions', about: 'a check'},
			{name: 'filter', value: 'TEXT', values: 'filter', about: 'only these'},
			{name: 'sort', value: 'COLUMN', values: 'sort', about: 'an order'},
			{name: 'columns', value: 'NAMES', values: 'columns', about: 'columns'},
		],
	},
	{
		title: 'Another one',
		options: [
			{name: 'demo', value: '[SCENARIO]', values: 'scenario', about: 'a demo'},
			{name: 'demo', value: 'list', values: ['list'], about: 'the scenarios'},
			{name: 'color', value: 'WHEN', values: ['auto', 'never'], about: 'colours'},
			{name: 'help', short: 'h', about: 'this text'},
		],
	},
];

const column = {aliases: [], isDescending: false, isShown: true, isPrinted: true, hasValue: true};
const few: CompletionFacts = {
	version: '1.2.3',
	views: ['overview', 'servers'],
	tables: [
		{
			name: 'servers',
			view: 'servers',
			pane: 'servers',
			columns: [
				{...column, id: 'name'},
				{...column, id: 'cpu', isShown: false},
			],
		},
		{name: 'messages', view: 'messages', pane: 'messages', columns: [{...column, id: 'body', hasValue: false}]},
	],
	csvExtras: ['observed_at'],
	conclusions: [{id: 'silent-server'}, {id: 'auth-errors'}],
	eventKinds: [{kind: 'connect', told: 'usually'}],
	scenarios: [{name: 'calm', story: "nothing: it's [calm]"}],
};

describe.each(shells)('%s', shell => {
	test('as text', async () => {
		await expect(completionText(shell, groups, few)).toMatchFileSnapshot(`../../frames/completion-${shell}.txt`);
	});

	test('has every option of the help, once', () => {
		const script = scriptFor(shell);
		const names = new Set(optionGroups.flatMap(({options}) => options.map(({name}) => name)));
		const offered = {
			bash: (name: string) =>
				[...(/names='(--server .*)'/.exec(script)?.[1] ?? '').split(' ')].filter(one => one === `--${name}`),
			zsh: (name: string) => [...script.matchAll(new RegExp(`^\\t\\t'\\*?--${name}=?\\[`, 'gm'))],
			fish: (name: string) => [...script.matchAll(new RegExp(`^complete -c nats-top-sys -l ${name} `, 'gm'))],
		};
		expect([...names].filter(name => offered[shell](name).length !== 1)).toEqual([]);
	});

	test('is printed, without anything else being read', () => {
		const printed = parseOptions(['--completion', shell], {NATS_TIMEOUT: 'forever'}, facts);
		expect(printed).toEqual({kind: 'completion', text: scriptFor(shell)});
	});
});

test('another shell is refused', () => {
	expect(() => parseOptions(['--completion', 'tcsh'], {}, facts)).toThrow(
		'cannot use --completion: there is no "tcsh"; write bash, zsh, fish',
	);
});
