// Anonymized recordings: nothing of who and where is left, and all of what happened is.
import {gunzipSync} from 'node:zlib';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {collectNames} from '../../source/recording/anonymize.ts';
import {lineOf, messageIn} from '../../source/recording/recording-line.ts';
import type {Message} from '../../source/wire/message.ts';
import {fixtureNames, messagesOf} from '../helpers/replay.ts';
import {demoStage} from '../views/stage.ts';
import {heard, knowledge} from './knowledge.ts';

const incidents = path.join(import.meta.dirname, '../fixtures/incidents');
/** Some of each kind; all of them take a minute. */
const incidentNames = ['crash', 'lame-duck', 'missing-gateway', 'leafnode-flap'].map(name => `${name}.ndjson.gz`);

function incident(name: string): readonly Message[] {
	const lines = gunzipSync(readFileSync(path.join(incidents, name)))
		.toString('utf8')
		.split('\n');
	return lines.flatMap(line => messageIn(line) ?? []);
}

const recordings: readonly (readonly [string, () => readonly Message[]])[] = [
	...fixtureNames.map(name => [name, () => messagesOf(name)] as const),
	...incidentNames.map(name => [name, () => incident(name)] as const),
	['the demo', () => demoStage(60, 80, 24).messages],
];

function anonymizedLines(messages: readonly Message[]): readonly string[] {
	const names = collectNames();
	for (const message of messages) names.note(message);
	const {message: anonymize} = names.done();
	return messages.map(message => lineOf(anonymize(message)));
}

function messagesIn(lines: readonly string[]): readonly Message[] {
	return lines.flatMap(line => messageIn(line) ?? []);
}

/** Fields that name somebody or something, wherever they stand. */
const naming = new Set(
	(
		'name user host id acc account account_name name_tag account_tag cluster tags server_name serverName serverId server_id ' +
		'client_id issuer_key leader peer ip remote_id remote_name user_name authorized_user system_account domain jti sub iss ' +
		'address url urls connect_urls stream stream_name consumer durable_name raft_group store_dir note address addr'
	).split(' '),
);
const staying = new Set(['', '$SYS', '$G', 'N/A', 'n/a', '0.0.0.0', '::', '[REDACTED]', '[hidden]', '_meta_']);

function originalsIn(value: unknown, key: string, found: Set<string>): void {
	if (typeof value === 'string') {
		if (naming.has(key) && !staying.has(value)) found.add(value.replace(/:\d+$/, ''));
	} else if (Array.isArray(value)) {
		for (const each of value) originalsIn(each, key, found);
	} else if (typeof value === 'object' && value !== null) {
		for (const [name, each] of Object.entries(value)) originalsIn(each, name, found);
	}
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function originals(messages: readonly Message[]): ReadonlySet<string> {
	const found = new Set<string>();
	for (const {subject, text} of messages) {
		originalsIn(parsed(text), '', found);
		for (const part of subject.split('.')) if (/^[NAU][A-Z2-7]{55}$/.test(part)) found.add(part);
		const account = /^\$SYS\.(?:REQ\.)?ACCOUNT\.([^.]+)\./.exec(subject)?.[1] ?? '';
		if (!staying.has(account) && account !== 'PING' && account !== '*') found.add(account);
	}
	return found;
}

/** All texts of a line: values, and names of fields that are names of somebody. */
function textsIn(value: unknown, found: string[]): string[] {
	if (typeof value === 'string') found.push(value);
	else if (typeof value === 'object' && value !== null) {
		for (const each of Object.values(value)) textsIn(each, found);
	}
	return found;
}

/** What is left of a value when texts are only as long as they are. */
function shapeOf(value: unknown): unknown {
	if (typeof value === 'string') return value.length;
	if (Array.isArray(value)) return value.map(shapeOf);
	if (typeof value !== 'object' || value === null) return value;
	return Object.values(value).map(shapeOf);
}

describe.each(recordings)('anonymized, %s', (_name, load) => {
	const messages = load();
	const lines = anonymizedLines(messages);

	test('holds nobody’s name', () => {
		const texts = new Set(lines.flatMap(line => textsIn(JSON.parse(line), [])));
		const whole = [...texts].join('\n');
		// Shorter ones may come about within other texts by chance.
		const isLong = (original: string): boolean => original.length >= 5 && /[^\d.]/.test(original);
		const left = [...originals(messages)].filter(
			original => texts.has(original) || (isLong(original) && whole.includes(original)),
		);
		expect(left).toEqual([]);
	});

	test('has the same messages at the same times, of the same shape', () => {
		expect(lines).toHaveLength(messages.length);
		// Of tokens only is left that they were there.
		const compared = messages.flatMap((message, index) =>
			/jwt|eyJ/.test(message.text) ? [] : [[message, index] as const],
		);
		const shapesOf = ({at, subject, text}: Message): unknown => {
			const value = parsed(text);
			return [Math.round(at), subject.length, typeof value === 'object' ? shapeOf(value) : undefined];
		};
		const made = messagesIn(lines);
		expect(compared.map(([, index]) => made[index]).map(one => one && shapesOf(one))).toEqual(
			compared.map(([message]) => shapesOf(message)),
		);
	});

	test('replays to the same, names aside', () => {
		expect(knowledge(heard(messagesIn(lines)))).toEqual(knowledge(heard(messages)));
	});
});

describe('a name', () => {
	const message = (fields: Record<string, unknown>, subject = '$SYS.SERVER.N.STATSZ'): Message => ({
		at: 1,
		subject,
		text: JSON.stringify(fields),
	});
	const made = (...messages: readonly Message[]): readonly Record<string, string>[] =>
		messagesIn(anonymizedLines(messages)).map(({text}) => JSON.parse(text) as Record<string, string>);

	test('is replaced by the same one everywhere, in subjects and sentences too', () => {
		const [first, second] = messagesIn(
			anonymizedLines([
				message({acc: 'ORDERS', host: '10.0.0.12'}, '$SYS.ACCOUNT.ORDERS.CONNECT'),
				message(
					{reason: 'maximum connections of account "ORDERS" exceeded by 10.0.0.12:4222'},
					'$SYS.REQ.ACCOUNT.ORDERS.CONNZ',
				),
			]),
		);
		const {acc = '', host = ''} = JSON.parse(first?.text ?? '') as Record<string, string>;
		expect(acc).toMatch(/^[A-Z]{6}$/);
		expect(first?.subject).toBe(`$SYS.ACCOUNT.${acc}.CONNECT`);
		expect(second?.subject).toBe(`$SYS.REQ.ACCOUNT.${acc}.CONNZ`);
		expect(second?.text).toContain(`account \\"${acc}\\" exceeded by ${host}:4222`);
	});

	test('keeps its shape: words, digits, keys, addresses', () => {
		const key = 'NDNZIL3G63442Y2IRWYW7X7WHMGBMCCRNIKGL3JUWJ2LCD4JZJFLVWXX'.slice(0, 56);
		const [fields] = made(
			message({
				name: 'Billing-Worker_12.eu',
				id: key,
				host: '192.168.7.15',
				ip: 'fe80::1',
				url: 'tls://n1.example.com:4222',
				tags: 'az:a',
			}),
		);
		expect(fields?.['name']).toMatch(/^[A-Z][a-z]{6}-[A-Z][a-z]{5}_\d\d\.[a-z]{2}$/);
		expect(fields?.['id']).toMatch(/^N[A-Z2-7]{55}$/);
		expect(fields?.['host']).toMatch(/^1\d\d\.1\d\d\.\d\.\d\d$|^\d{3}\.\d{3}\.\d\.\d\d$/);
		expect(fields?.['ip']).toMatch(/^[\da-f]{4}::[\da-f]$/);
		expect(fields?.['url']).toMatch(/^tls:\/\/[a-z]\d\.[a-z]{7}\.[a-z]{3}:4222$/);
		expect(fields?.['tags']).toMatch(/^[a-z]{2}:[a-z]$/);
	});

	test('is never another one of the recording, also where names are short', () => {
		const letters = [...'abcdefghijklmnopqrstuvwxyz'];
		const all = made(...letters.map(name => message({name}))).map(fields => fields['name']);
		expect(new Set(all).size).toBe(letters.length);
		for (const name of all) expect(letters).not.toContain(name);
	});

	test('stays where it is a word of the servers', () => {
		const words = {
			acc: '$G',
			kind: 'Client',
			client_type: 'mqtt',
			lang: 'go',
			ver: '1.48.0',
			reason: 'Slow Consumer (Pending Bytes)',
			start: '2026-11-23T15:05:54.748904972Z',
			rtt: '609µs',
			type: 'io.nats.server.advisory.v1.client_connect',
		};
		expect(made(message(words))).toEqual([words]);
		const [strange] = made(
			message({kind: 'Anton', lang: 'anton', ver: '1.0-anton', reason: 'Anton did it', type: 'Anton'}),
		);
		expect(JSON.stringify(strange).toLowerCase()).not.toContain('anton');
	});

	test('is gone from notes and from texts that are no JSON', () => {
		const lines = anonymizedLines([
			{at: 1, subject: '(marker)', text: '{"note":"Anton restarted n1"}'},
			{at: 2, subject: '(action)', text: 'Anton restarts n1'},
		]).join('\n');
		expect(lines).not.toMatch(/Anton|restart|n1/);
	});

	test('numbers keep all their digits', () => {
		const text = '{"name":"n","bytes":18446744073709551615,"avg":1.0e-7}';
		const [line = ''] = anonymizedLines([{at: 1, subject: '$SYS.SERVER.N.STATSZ', text}]);
		expect(line).toContain('"bytes":18446744073709551615,"avg":1.0e-7}');
	});
});

test('an anonymized recording is the same each time', () => {
	const messages = messagesOf('client-churn');
	expect(anonymizedLines(messages)).toEqual(anonymizedLines(messages));
});
