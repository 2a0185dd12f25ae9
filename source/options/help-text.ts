// What `--help` prints, made from the records of the options; fits 80 columns.
import {checkExitCodes, type ExitCode, exitCodes} from './exit-codes.ts';
import type {OptionGroup, OptionRecord} from './option-record.ts';
import {optionGroups} from './option-records.ts';
import {wrapped} from './wrapped.ts';

const columns = 80;
/** Where it begins what an option is about, and the variable that says the same. */
const aboutFrom = 27;
const variableFrom = 55;

function headOf({short, name, value}: OptionRecord): string {
	return `${short === undefined ? '     ' : `  -${short},`} --${name}${value === undefined ? '' : ` ${value}`}`;
}

function withVariable(lines: readonly string[], variable: string | undefined): readonly string[] {
	if (variable === undefined) return lines;
	const last = lines.at(-1) ?? '';
	const room = variableFrom - aboutFrom;
	const shown = `(${variable})`;
	return last.length < room
		? [...lines.slice(0, -1), `${last.padEnd(room)}${shown}`]
		: [...lines, `${' '.repeat(room)}${shown}`];
}

function linesOf(option: OptionRecord): readonly string[] {
	const about = withVariable(wrapped(option.about, columns - aboutFrom), option.variable);
	const head = headOf(option);
	const [first = '', ...rest] = head.length < aboutFrom ? about : ['', ...about];
	return [`${head.padEnd(aboutFrom)}${first}`.trimEnd(), ...rest.map(text => `${' '.repeat(aboutFrom)}${text}`)];
}

function paragraph(text: string): readonly string[] {
	return wrapped(text, columns - 2).map(line => `  ${line}`);
}

function groupLines({title, options, note}: OptionGroup): readonly string[] {
	return [
		...(title === '' ? [] : [title]),
		...options.flatMap(linesOf),
		...(note === undefined ? [] : paragraph(note)),
		'',
	];
}

function exitCodeLines({code, meaning}: ExitCode): readonly string[] {
	return wrapped(meaning, columns - 7).map((line, index) => `  ${(index === 0 ? String(code) : '').padEnd(5)}${line}`);
}

export const precedence =
	'An option beats its variable, a variable beats the context, and the context beats the configuration file. A login that is given by options beats any other kind of login in variables or context. An empty variable counts as not set.';

export const examples = [
	'nats-top-sys --demo',
	'nats-top-sys --demo server-crash',
	'nats-top-sys -s nats://n1.example.com --creds ~/sys.creds',
	'NATS_PASSWORD=... nats-top-sys -s tls://n1,tls://n2 --user sys --tlsca ca.pem',
	'nats-top-sys --once servers --width 100',
	"nats-top-sys --csv clients --filter 'acc:APP' --sort connects --limit 20",
];

export const helpText = [
	'nats-top-sys: top for a whole NATS system, live over one connection',
	'',
	'Usage',
	'  nats-top-sys [options]',
	'  nats-top-sys doctor [options]   try what it needs of a connection, and print',
	'                                  what to do; with --json as JSON; exit code 1',
	'                                  if any of it is not ok',
	'',
	...optionGroups.flatMap(groupLines),
	'Exit codes',
	...exitCodes.flatMap(exitCodeLines),
	'',
	'Exit codes with --check',
	...checkExitCodes.flatMap(exitCodeLines),
	'',
	'Examples',
	...examples.map(example => `  ${example}`),
	'',
	...wrapped(precedence, columns),
	'',
].join('\n');
