import {describe, expect, test} from 'vitest';
import {type Options, parseOptions} from '../../source/options/options.ts';
import {eventTable} from '../../source/output/events/event-filter.ts';
import {eventKindFacts} from '../../source/output/events/event-kinds.ts';
import {csvExtras} from '../../source/output/rows-csv.ts';
import {tableFacts} from '../../source/output/table-facts.ts';
import {views} from '../../source/views/catalogue.ts';

const facts = {
	version: '1.2.3',
	views: views.map(({id}) => id),
	tables: tableFacts(),
	csvExtras,
	eventKinds: eventKindFacts,
	eventTable,
};

function optionsOf(words: readonly string[]): Options {
	const parsed = parseOptions(words, {}, facts);
	if (parsed.kind !== 'run') throw new Error(`this asks for ${parsed.kind}`);
	return parsed.options;
}

describe('what is printed', () => {
	test.each<[string, Partial<Options>]>([
		['--once servers', {output: 'text', view: 'servers'}],
		['--once --view servers', {output: 'text', view: 'servers'}],
		['--json', {output: 'json', rows: {}}],
		['--json servers', {output: 'json', table: 'servers'}],
		['--once --json', {output: 'json'}],
		['--csv who', {output: 'csv', table: 'who'}],
		['--csv servers --limit 3', {rows: {limit: 3}}],
		['--csv servers --sort conns', {rows: {sort: {column: 'conns', descending: true}}}],
		['--csv servers --sort conns:asc', {rows: {sort: {column: 'conns', descending: false}}}],
		['--csv servers --sort name', {rows: {sort: {column: 'server', descending: false}}}],
		['--csv servers --columns server,ver,observed_at', {rows: {columns: ['server', 'version', 'observed_at']}}],
		['--json clients --filter acc:APP --columns client,live', {rows: {filter: 'acc:APP', columns: ['client', 'live']}}],
		['--once --sort conns', {output: 'text', rows: {sort: {column: 'conns', descending: true}}}],
		['--once clients --limit 5', {rows: {limit: 5}}],
		['--once --count 3', {repeat: {count: 3, everyMs: 5000}}],
		['--json servers --every 500ms', {repeat: {everyMs: 500}}],
		['--csv servers --every 1m --count 2 --for 10s', {repeat: {count: 2, everyMs: 60_000}, forMs: 10_000}],
		['--once --replay f --every 10s --count 2 --for 5s', {repeat: {count: 2, everyMs: 10_000}, forMs: 5000}],
		['--plain', {output: 'plain', rows: {}}],
		['--plain --every 5m --for 1h', {output: 'plain', repeat: {everyMs: 300_000}, forMs: 3_600_000}],
		['--once --color never', {color: 'never'}],
		['--once', {color: 'auto', theme: 'auto'}],
		['--theme light', {theme: 'light'}],
		['--once --theme colour-blind', {theme: 'color-blind'}],
	])('%s', (commandLine, options) => {
		expect(optionsOf(commandLine.split(' '))).toMatchObject(options);
	});
});

describe('events', () => {
	test.each<[string, Partial<Options>]>([
		['--events connect,auth-error', {events: {kinds: ['connect', 'auth-error'], isText: false, folds: false}}],
		['--events shutdown --text --fold --limit 7', {events: {kinds: ['shutdown'], isText: true, folds: true, limit: 7}}],
		['--events --filter acc:APP', {output: 'events', events: {filter: 'acc:APP'} as never}],
		['--events connect --for 1m', {output: 'events', forMs: 60_000}],
		['--events connect --replay f', {source: {kind: 'replay', file: 'f', loops: false}}],
		[
			'--events connect --replay f --speed 2 --for 5s',
			{forMs: 5000, source: {kind: 'replay', file: 'f', speed: 2, loops: false}},
		],
	])('%s', (commandLine, options) => {
		expect(optionsOf(commandLine.split(' '))).toMatchObject(options);
	});

	test('are the usual ones where none is named, and all of them on request', () => {
		const usual = optionsOf(['--events']).events?.kinds;
		const all = optionsOf(['--events', 'all']).events?.kinds;
		expect([...(all ?? []), 'problems']).toEqual(eventKindFacts.map(({kind}) => kind));
		expect(optionsOf(['--events', 'all,problems']).events?.kinds).toEqual([...(all ?? []), 'problems']);
		expect(all?.filter(kind => !usual?.includes(kind))).toEqual(['account-connections', 'heartbeat']);
	});
});

describe('what is wrong', () => {
	test.each<[readonly string[], string | RegExp]>([
		[['--events', 'conect'], 'cannot use --events: there is no kind of event "conect"; did you mean connect?'],
		[
			['--events', 'xyz'],
			/^cannot use --events: there is no kind of event "xyz"; the kinds are connect, .*, problems, all$/,
		],
		[['--events', '--json'], 'cannot use --json: --events was given too, which prints lines; drop --json'],
		[['--events', '--sort', 'at'], 'cannot use --sort: it is for the rows of a table; drop it'],
		[['--events', '--count', '3'], 'cannot use --count: events come by themselves; write --limit or --for'],
		[['--events', '--limit', '0'], 'cannot use --limit: "0" is not a whole number from 1 to 1000000000; see --help'],
		[['--fold'], 'cannot use --fold: it is for events; add --events'],
		[['--json', 'server'], 'cannot use --json: there is no table "server"; did you mean servers?'],
		[['--csv', 'xyz'], /^cannot use --csv: there is no table "xyz"; the tables are overview, who, .*, messages$/],
		[['--once', 'server'], 'cannot use --once: there is no view "server"; did you mean servers?'],
		[['--once', 'servers', '--view', 'servers'], 'cannot use --view: the view is named after --once too; name it once'],
		[['--once', 'servers', '--json'], 'cannot use --once: --json was given too; write --json servers'],
		[['--json', '--csv', 'servers'], 'cannot use --csv: --json was given too; give one of them'],
		[['--json', '--view', 'servers'], 'cannot use --view: it is for a screen or text; write --json servers'],
		[['--json', '--sort', 'conns'], 'cannot use --sort: it is for the rows of a table; write --json TABLE'],
		[['--csv', 'servers', '--sort', 'cons'], 'cannot use --sort: servers has no column "cons"; did you mean conns?'],
		[
			['--csv', 'servers', '--sort', 'conns:down'],
			'cannot use --sort: "conns:down" has no direction after its colon; write conns:asc or conns:desc',
		],
		[['--csv', 'connects', '--sort', 'time'], 'cannot use --sort: its rows keep the order of time; drop it'],
		[['--csv', 'who', '--sort', 'rate'], 'cannot use --sort: its rows have an order of their own; drop it'],
		[
			['--csv', 'servers', '--filter', 'cluste:east'],
			'cannot use --filter: servers has no field "cluste"; did you mean cluster?',
		],
		[
			['--csv', 'servers', '--filter', 'conns>many'],
			`cannot use --filter: in "conns>many" no number follows >; write it as after / on the screen: 'acc:APP conns>100'`,
		],
		[['--csv', 'servers', '--filter', 'east cluster:'], /^cannot use --filter: nothing follows in "cluster:"; /],
		[['--events', '--filter', 'usr:app'], 'cannot use --filter: --events has no field "usr"; did you mean user?'],
		[['--csv', 'servers', '--filter', '!'], /^cannot use --filter: nothing follows in "!"; /],
		[['--csv', 'servers', '--columns', 'servr'], /: servers has no column "servr"; did you mean server\?$/],
		[['--csv', 'leafs', '--columns', 'zzzzz'], /; there are name account .* age caveats observed_at servers_heard /],
		[['--json', 'servers', '--columns', 'observed_at'], /^cannot use --columns: servers has no column "observed_at"; /],
		[['--once', 'servers', '--columns', 'host'], /^cannot use --columns: servers has no column "host"; /],
		[['--csv', 'servers', '--columns', ','], /^cannot use --columns: it names no column; there are cluster /],
		[['--once', '--columns', '100'], 'cannot use --columns: it names columns; for the width of text write --width 100'],
		[['--csv', 'servers', '--limit', '0'], /^cannot use --limit: "0" is not a whole number from 1 to 1000000; /],
		[
			['--csv', 'servers', '--every', '5'],
			'cannot use --every: "5" is no time from 100ms to 24h; write 5s, 1m or 500ms',
		],
		[['--csv', 'servers', '--every', '1ms'], /^cannot use --every: "1ms" is no time from 100ms to 24h; /],
		[['--csv', 'servers', '--for', '25h'], /^cannot use --for: "25h" is no time from 100ms to 24h; /],
		[['--csv', 'servers', '--count', '0'], /^cannot use --count: "0" is not a whole number from 1 to /],
		[['--plain', '--json'], 'cannot use --json: --plain prints what changes, in lines; drop it or --plain'],
		[['--plain', '--view', 'servers'], 'cannot use --view: --plain prints what changes, in lines; drop it or --plain'],
		[['--plain', '--count', '2'], 'cannot use --count: changes come by themselves; write --for, or drop it'],
		[['--plain', '--filter', 'n1'], 'cannot use --filter: it is for the rows of a table; drop it or --plain'],
		[['--plain', '--allow-actions'], /^cannot use --allow-actions: .*; drop it or --plain$/],
		[['--once', '--color', 'yes'], 'cannot use --color: there is no "yes"; write auto, always, never'],
		[['--csv', 'servers', '--allow-actions'], /^cannot use --allow-actions: .*; drop it or --csv$/],
	])('%j', (words, sentence) => {
		const message = typeof sentence === 'string' ? sentence : expect.stringMatching(sentence);
		expect(() => optionsOf(words)).toThrow(expect.objectContaining({message, exitCode: 2}));
	});
});
