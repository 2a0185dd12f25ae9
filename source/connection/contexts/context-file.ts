// What a context's file says, read as the `nats` program reads it: field names in any case, unknown fields ignored,
// but a known one of the wrong type is an error.
import {fields, rawText} from '../../wire/fields.ts';

/** The fields' values by their names; only texts that are not empty, and `true` for a switch that is on. */
export type ContextFields = Readonly<Record<string, string>>;

const texts = [
	'name',
	'description',
	'url',
	'socks_proxy',
	'token',
	'user',
	'password',
	'creds',
	'nkey',
	'cert',
	'key',
	'ca',
	'nsc',
	'jetstream_domain',
	'jetstream_api_prefix',
	'jetstream_event_prefix',
	'inbox_prefix',
	'user_jwt',
	'user_seed',
	'color_scheme',
	'windows_cert_store',
	'windows_cert_match_by',
	'windows_cert_match',
];

/** Why a text is not a context, in words that quote nothing of it: it may hold secrets. */
export class BrokenContext extends Error {}

/** @throws BrokenContext */
export function contextFields(text: string): ContextFields {
	const known: Record<string, string> = {};
	for (const [written, value] of Object.entries(fields(objectIn(text)))) {
		const name = written.toLowerCase();
		if (value === null) continue;
		if (name === 'tls_first') {
			if (typeof value !== 'boolean') throw new BrokenContext('its "tls_first" is neither true nor false');
			known[name] = value ? 'true' : '';
		} else if (name === 'windows_ca_certs_match') {
			const areTexts = Array.isArray(value) && value.every(each => each === null || typeof each === 'string');
			if (!areTexts) throw new BrokenContext(`its "${name}" is no list of texts`);
		} else if (texts.includes(name)) {
			if (typeof value !== 'string') throw new BrokenContext(`its "${name}" is no text`);
			known[name] = value;
		}
	}
	return Object.fromEntries(Object.entries(known).filter(([, value]) => rawText(value) !== ''));
}

function objectIn(text: string): unknown {
	if (text.startsWith('\ufeff')) throw new BrokenContext('it begins with a byte order mark, which is not JSON');
	if (text.trim() === '') throw new BrokenContext('it is empty');
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		const line = /line (\d+) column \d+/.exec(error instanceof Error ? error.message : '')?.[1];
		throw new BrokenContext(`it is not JSON${line === undefined ? '' : `, see line ${line}`}`);
	}
	if (value !== null && (typeof value !== 'object' || Array.isArray(value))) {
		throw new BrokenContext('it is not a JSON object');
	}
	return value;
}
