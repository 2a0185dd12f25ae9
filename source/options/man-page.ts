// The page of the manual, in the language of man(7), made from the records that the help is made from.
import {exitCodes} from './exit-codes.ts';
import {examples, precedence} from './help-text.ts';
import type {OptionGroup, OptionRecord} from './option-record.ts';

const signs: Readonly<Record<string, string>> = {
	'\\': '\\e',
	'-': '\\-',
	"'": '\\(aq',
	'"': '\\(dq',
	'`': '\\(ga',
	'^': '\\(ha',
	'~': '\\(ti',
};

/** A text whose signs stand for themselves; a dot at its beginning would be a command. */
function plain(text: string): string {
	return text.replaceAll(/[\\\-'"`^~]/g, sign => signs[sign] ?? sign).replace(/^\./, '\\&.');
}

const bold = (text: string): string => `\\fB${plain(text)}\\fR`;
const italic = (text: string): string => `\\fI${plain(text)}\\fR`;

function entry(head: string, about: readonly string[]): readonly string[] {
	return ['.TP', head, ...about];
}

function valueOf(value: string): string {
	const [, optional] = /^\[(.*)\]$/.exec(value) ?? [];
	return optional === undefined ? italic(value) : `[${italic(optional)}]`;
}

function headOf({short, name, value}: OptionRecord): string {
	const names = `${short === undefined ? '' : `${bold(`-${short}`)}, `}${bold(`--${name}`)}`;
	return value === undefined ? names : `${names} ${valueOf(value)}`;
}

/** The text as sentence: the help has no room for capitals and full stops. */
function sentence(text: string): string {
	return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}

function optionLines(option: OptionRecord): readonly string[] {
	const {about, variable} = option;
	// An address stays as it is written.
	const told = /^\w+:\/\//.test(about) ? `${about}.` : sentence(about);
	return entry(headOf(option), [
		plain(told),
		...(variable === undefined ? [] : [`The variable ${bold(variable)} says the same.`]),
	]);
}

function groupLines({title, options, note}: OptionGroup): readonly string[] {
	return [
		`.SS ${plain(title === '' ? 'Others' : title)}`,
		...options.flatMap(optionLines),
		...(note === undefined ? [] : ['.PP', plain(note)]),
	];
}

function variableLines(groups: readonly OptionGroup[]): readonly string[] {
	return groups
		.flatMap(({options}) => options)
		.flatMap(({name, variable}) => (variable === undefined ? [] : entry(bold(variable), [`As ${bold(`--${name}`)}.`])));
}

export function manPage(groups: readonly OptionGroup[], version: string): string {
	return [
		`.TH NATS\\-TOP\\-SYS 1 "" "nats\\-top\\-sys ${plain(version)}" "User Commands"`,
		// Names of options and columns are not to be hyphenated.
		'.nh',
		'.ad l',
		'.SH NAME',
		'nats\\-top\\-sys \\- top for a whole NATS system, live over one connection',
		'.SH SYNOPSIS',
		'.B nats\\-top\\-sys',
		'.RI [ option ]\\ ...',
		'.br',
		'.B nats\\-top\\-sys doctor',
		'.RI [ option ]\\ ...',
		'.SH DESCRIPTION',
		...[
			'Shows every server of a NATS system with its load, who connects and disconnects, whose logins are refused, and what is wrong.',
			'It needs one ordinary connection as a user of the system account.',
			'On the screen',
			'.B ?',
			'explains the view that is open and lists the keys.',
		],
		'.PP',
		'.B doctor',
		'tries what the program needs of a connection, each step within a time of its own and without an effect: name, reach,',
		'TLS, login, system account, every permission (with',
		`${bold('--allow-actions')} those of actions too), versions, clocks, round trip, terminal. It prints what came of each and`,
		`what to do, with ${bold('--json')} as JSON, and ends with 0 when all is ok and with 1 otherwise.`,
		'.PP',
		plain(precedence),
		'.SH OPTIONS',
		...groups.flatMap(groupLines),
		'.SH ENVIRONMENT',
		...variableLines(groups),
		'.SH FILES',
		...entry(bold('~/.config/nats/context'), [
			'The contexts of the nats program, which are read and never written;',
			`below ${bold('XDG_CONFIG_HOME')} where that is set.`,
		]),
		...entry(bold('~/.config/nats-top-sys/config.toml'), [
			`The configuration file, or ${bold('config.json')} beside it; below ${bold('XDG_CONFIG_HOME')} where that is set.`,
		]),
		'.SH EXIT STATUS',
		...exitCodes.flatMap(({code, meaning}) => entry(bold(String(code)), [plain(sentence(meaning))])),
		'.SH EXAMPLES',
		'.nf',
		...examples.map(plain),
		'.fi',
		'',
	].join('\n');
}
