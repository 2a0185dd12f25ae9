// The settings of a connection for a person to look at: what each is and where it was given, without any secret.
import {hidden, holdsSecret, tame} from '../../format/tame.ts';
import {namesPlace, schemeOf} from './scheme.ts';
import {addressOf, type ConnectionSettings, type Origin, type Seed, type Setting} from './settings.ts';

export type ShownSetting = {
	/** As its option is called. */
	readonly name: string;
	/** Null when there is none. */
	readonly value: string | boolean | null;
	/** There is a value, which is not shown. */
	readonly isHidden: boolean;
	readonly from: Origin;
	/** Weaker values of the same, and those that have no use beside it, the strongest first. */
	readonly beaten?: readonly Omit<ShownSetting, 'beaten'>[];
};

const byDefault: Origin = {layer: 'default', name: 'default'};

/** The settings themselves say `the default`, as in a sentence. */
function tamed({layer, name}: Origin): Origin {
	return layer === 'default' && name === 'the default' ? byDefault : {layer, name: tame(name)};
}

/** What was written, without what may be a secret in it. */
export function shownText(name: string, text: string, from: Origin): ShownSetting {
	const isHidden = holdsSecret(text);
	return {name, value: isHidden ? null : tame(text), isHidden, from: tamed(from)};
}

export function notSet(name: string, value: ShownSetting['value'] = null): ShownSetting {
	return {name, value, isHidden: false, from: byDefault};
}

/** What is in the setting itself is a secret; the name of a place that has it is none. */
function secret(name: string, setting: Setting<string> | undefined): ShownSetting {
	if (setting === undefined) return notSet(name);
	if (namesPlace(setting.value)) return shownText(name, setting.value, setting.from);
	return {name, value: null, isHidden: true, from: tamed(setting.from)};
}

/** A path, or the name of another place; `data:` is the content itself. */
function place(name: string, setting: Setting<string> | undefined): ShownSetting {
	return setting !== undefined && schemeOf(setting.value) === 'data' ? secret(name, setting) : text(name, setting);
}

function text(name: string, setting: Setting<string> | undefined, otherwise: string | null = null): ShownSetting {
	return setting === undefined ? notSet(name, otherwise) : shownText(name, setting.value, setting.from);
}

/** Without the login in it. */
function addressInWords(seed: Seed): string {
	const scheme = seed.websocket === undefined ? (seed.secure ? 'tls' : 'nats') : seed.secure ? 'wss' : 'ws';
	return `${scheme}://${addressOf(seed)}`;
}

/** `chosen` is where the context was named, or that there is none. */
export function shownSettings(settings: ConnectionSettings, chosen: Origin): readonly ShownSetting[] {
	const {context, servers, tlsFirst, timeoutMs} = settings;
	return [
		context === undefined ? {...notSet('context'), from: tamed(chosen)} : shownText('context', context.name, chosen),
		shownText('server', servers.value.map(addressInWords).join(','), servers.from),
		text('inbox-prefix', settings.inboxPrefix, '_INBOX'),
		{name: 'timeout', value: `${timeoutMs.value}ms`, isHidden: false, from: tamed(timeoutMs.from)},
		place('creds', settings.creds),
		place('nkey', settings.nkey),
		text('user', settings.user),
		secret('password', settings.password),
		secret('token', settings.token),
		secret('jwt', settings.jwt),
		secret('seed', settings.seed),
		place('tlsca', settings.authority),
		place('tlscert', settings.certificate),
		place('tlskey', settings.key),
		tlsFirst === undefined
			? notSet('tls-first', false)
			: {name: 'tls-first', value: tlsFirst.value, isHidden: false, from: tamed(tlsFirst.from)},
		text('tls-server-name', settings.tlsServerName),
	];
}

/** As a column of a table. */
export function valueInWords({value, isHidden}: ShownSetting): string {
	if (isHidden) return hidden;
	return value === null ? '-' : value === true ? 'on' : value === false ? 'off' : String(value);
}
