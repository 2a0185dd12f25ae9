// The options of the command line as meow reads them, by their names in its way: `tlsFirst` is --tls-first. What the
// help says of each is in option-records.ts.
import type {FlagKinds} from './command-line.ts';
import {nameOf} from './flag-key.ts';
import {negations} from './with-defaults.ts';

const text = {type: 'string'} as const;
const textOrNothing = {type: 'string', isValueOptional: true} as const;
const onOff = {type: 'boolean'} as const;

export const flags = {
	server: {type: 'string', isMultiple: true, shortFlag: 's'},
	user: text,
	password: text,
	token: text,
	creds: text,
	nkey: text,
	jwt: text,
	context: text,
	tlsca: text,
	tlscert: text,
	tlskey: text,
	tlsFirst: onOff,
	tlsServerName: text,
	inboxPrefix: text,
	socksProxy: text,
	timeout: text,
	demo: textOrNothing,
	demoServers: text,
	demoSeed: text,
	seed: text,
	replay: text,
	anonymize: text,
	at: text,
	speed: text,
	loop: onOff,
	record: text,
	flightRecorder: text,
	history: text,
	historySince: text,
	jsApiPrefix: text,
	once: textOrNothing,
	json: textOrNothing,
	csv: text,
	jsonSchema: onOff,
	events: textOrNothing,
	text: onOff,
	fold: onOff,
	plain: onOff,
	filter: text,
	sort: text,
	limit: text,
	columns: text,
	width: text,
	for: text,
	count: text,
	every: text,
	color: text,
	theme: text,
	metrics: text,
	check: textOrNothing,
	warn: text,
	critical: text,
	expectServers: text,
	format: text,
	view: text,
	utc: onOff,
	ascii: onOff,
	allowActions: onOff,
	permissions: text,
	as: text,
	completion: text,
	config: text,
	printConfig: onOff,
	manPage: onOff,
	help: {type: 'boolean', shortFlag: 'h'},
	version: onOff,
} as const;

type Flag = (typeof flags)[keyof typeof flags];

function kindOf(flag: Flag): FlagKinds[string] {
	if (flag.type === 'boolean') return 'switch';
	if ('isMultiple' in flag) return 'texts';
	return 'isValueOptional' in flag ? 'text or nothing' : 'text';
}

export const shortNames = {s: 'server', h: 'help'};

/** meow would take them for the opposite of other options. */
const opposites = ['no-context', 'no-config', ...negations];

export const flagKinds: FlagKinds = {
	...Object.fromEntries(Object.entries(flags).map(([key, flag]) => [nameOf(key), kindOf(flag)])),
	...Object.fromEntries(opposites.map(name => [name, 'switch'])),
	// As the nats program has it.
	tlsfirst: 'switch',
	certstore: 'text',
	'certstore-match': 'text',
	'certstore-match-by': 'text',
	'certstore-ca-match': 'texts',
};

/** The words that are for meow. */
export function withoutNegations(words: readonly string[]): readonly string[] {
	return words.filter(word => !opposites.includes(word.slice(2)));
}
