// What the help says of the options for output without a screen.
import {checkFormats} from './check-option.ts';
import type {OptionGroup} from './option-record.ts';

export const outputOptions: readonly OptionGroup[] = [
	{
		title: 'Output without a screen',
		options: [
			{name: 'once', value: '[VIEW]', values: 'view', about: 'print a view as text and end; so does a pipe'},
			{
				name: 'json',
				value: '[TABLE]',
				values: 'table',
				about: 'print the rows of a table as JSON and end; without a table all that is known',
			},
			{name: 'csv', value: 'TABLE', values: 'table', about: 'print the rows of a table as CSV and end'},
			{name: 'json-schema', about: 'print the JSON Schema of all that is printed as JSON, and end'},
			{
				name: 'events',
				value: '[KINDS]',
				values: 'events',
				about:
					'print events as they come, one line of JSON each: all but statistics, or kinds with commas between them, as connect,auth-error; all; problems',
			},
			{name: 'text', about: 'events as lines to read'},
			{name: 'fold', about: 'what repeats within five seconds as one event'},
			{
				name: 'plain',
				about:
					'tell what changes in words, one line each, for screen readers and logs: problems, servers, our link, sums of connects and auth errors, and with --every, or each minute, the verdict; a dumb terminal gets that by itself',
			},
			{
				name: 'filter',
				value: 'TEXT',
				values: 'filter',
				about: "only rows, or events, that pass, as after / on the screen: 'acc:APP conns>100'",
			},
			{
				name: 'sort',
				value: 'COLUMN',
				values: 'sort',
				about: 'in this order: numbers from the largest on, words from A; or COLUMN:asc, COLUMN:desc',
			},
			{name: 'limit', value: 'NUMBER', about: 'so many rows at most, of logs the newest; or end after so many events'},
			{name: 'columns', value: 'NAMES', values: 'columns', about: 'these columns, with commas between them'},
			{
				name: 'for',
				value: 'DURATION',
				about: 'listen so long before anything is printed: rates need two seconds; events, --plain: end after it',
			},
			{
				name: 'every',
				value: 'DURATION',
				about: 'print again and again over one connection, JSON on one line each; default 5s with --count',
			},
			{name: 'count', value: 'NUMBER', about: 'so many times'},
			{name: 'width', value: 'NUMBER', about: "width of the text; default the terminal's, or 120"},
		],
		note: 'A table is a view, by its name; the names of its columns are those of the filter.',
	},
	{
		title: 'Monitoring systems',
		options: [
			{
				name: 'metrics',
				value: 'ADDRESS',
				about:
					'serve what is known to Prometheus at /metrics until Ctrl-C: 127.0.0.1:9100; :9100 is the same, others reach 0.0.0.0:9100',
			},
			{
				name: 'check',
				value: '[CONCLUSIONS]',
				values: 'conclusions',
				about:
					'judge the system in one line and by the exit code, from all conclusions or only these, with commas between them: silent-server,auth-errors; listens for 2s, or as long as --for says',
			},
			{
				name: 'warn',
				value: 'CONCLUSIONS',
				values: 'conclusions',
				about:
					'what is a warning: any of these, even as a note; with a number from that on: auth-errors:10/min,cpu-saturated:80',
			},
			{name: 'critical', value: 'CONCLUSIONS', values: 'conclusions', about: 'what is critical, in the same way'},
			{name: 'expect-servers', value: 'NUMBER', about: 'fewer that are heard are critical'},
			{
				name: 'format',
				value: 'NAME',
				values: checkFormats,
				about: 'nagios, json, or prometheus for a textfile collector; default nagios',
			},
		],
		note: 'What is not named by --warn or --critical is judged by its severity: red is critical, yellow a warning, a note is ok.',
	},
];
