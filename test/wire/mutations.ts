// Real messages with something wrong in them: for what must hold whatever arrives.
import fc from 'fast-check';
import type {Message} from '../../source/wire/message.ts';
import {fixtureNames, messagesOf} from '../helpers/replay.ts';
import {anyCharacter} from '../helpers/any-character.ts';

/** Every message of every recording. */
export const realMessages: readonly Message[] = fixtureNames.flatMap(messagesOf);

type Mutation = {readonly where: number; readonly how: 'remove' | 'replace' | 'nest'; readonly value: unknown};

/** Texts that break programs which do not expect them. */
export const nastyTexts: readonly string[] = [
	'',
	'\u001b[2J\u001b]0;owned\u0007',
	'\u202etxt.exe',
	'\ud800',
	'"},"client":{"id":1,"name":"',
	'"server":{"id":"N","seq":1,"time":"2026-11-23T00:00:00Z"}',
	',"seq":1,"time":"',
	'\\',
	'\\"',
	'__proto__',
	'a'.repeat(5000),
	'\u0301'.repeat(300),
	'0001-01-01T00:00:00Z',
	'9999-12-31T23:59:59.999999999Z',
	'2.10.0',
	'$G',
];

const nasty: fc.Arbitrary<unknown> = fc.oneof(
	fc.constantFrom<unknown>(null, true, false, [], {}, [[]], {server: {}}),
	fc.constantFrom(0, -1, 0.5, 2 ** 31, 2 ** 32, 2 ** 53, 2 ** 63, 2 ** 64, -(2 ** 64), 1e308, -1e308, Number.MIN_VALUE),
	fc.constantFrom(...nastyTexts),
	fc.string({unit: anyCharacter}),
	fc.array(fc.oneof(fc.string(), fc.double()), {maxLength: 3}),
	fc.jsonValue({maxDepth: 2}),
);

const mutation: fc.Arbitrary<Mutation> = fc.record({
	where: fc.nat(),
	how: fc.constantFrom('remove', 'replace', 'replace', 'nest'),
	value: nasty,
});

function isParent(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}

function pathsOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
	if (!isParent(value)) return [path];
	const below = Object.keys(value)
		.slice(0, 60)
		.flatMap(key => pathsOf(value[key], [...path, key]));
	return path.length === 0 ? below : [path, ...below];
}

function parentOf(data: unknown, path: readonly string[]): Record<string, unknown> {
	let parent = data;
	for (const key of path.slice(0, -1)) parent = isParent(parent) ? parent[key] : undefined;
	return isParent(parent) ? parent : {};
}

/** The data with one of its fields removed, replaced or nested. */
function mutate(data: unknown, {where, how, value}: Mutation): unknown {
	const paths = pathsOf(data);
	const path = paths[where % Math.max(1, paths.length)] ?? [];
	const key = path.at(-1);
	if (key === undefined) return value;
	const changed: unknown = structuredClone(data);
	const parent = parentOf(changed, path);
	if (how === 'remove') Reflect.deleteProperty(parent, key);
	else parent[key] = how === 'nest' ? {[key]: parent[key], more: value} : value;
	return changed;
}

function mutated(message: Message, mutations: readonly Mutation[]): Message {
	if (mutations.length === 0) return message;
	let data: unknown;
	try {
		data = JSON.parse(message.text);
	} catch {
		data = message.text;
	}
	for (const one of mutations) data = mutate(data, one);
	return {...message, text: JSON.stringify(data) ?? ''};
}

/** One real message, mostly with some of its fields removed, replaced or nested. */
export const mutatedMessage: fc.Arbitrary<Message> = fc
	.tuple(fc.nat(realMessages.length - 1), fc.array(mutation, {maxLength: 3}))
	.map(([index, mutations]) => {
		const message = realMessages[index];
		if (message === undefined) throw new Error('there is no such message');
		return mutated(message, mutations);
	});

/** Some messages that follow on each other in a recording, some of them wrong. */
export const mutatedStretch: fc.Arbitrary<readonly Message[]> = fc
	.tuple(
		fc.nat(realMessages.length - 1),
		fc.array(fc.oneof({weight: 2, arbitrary: fc.constant([])}, fc.array(mutation, {maxLength: 2})), {
			minLength: 1,
			maxLength: 40,
		}),
	)
	.map(([from, wrongs]) =>
		realMessages.slice(from, from + wrongs.length).map((one, n) => mutated(one, wrongs[n] ?? [])),
	);

/** Every subject that is known to this program, and some that are not. */
export const subject: fc.Arbitrary<string> = fc.oneof(
	fc.constantFrom(...new Set(realMessages.map(message => message.subject))),
	fc.constantFrom('(link)', '(action)', '(', '_INBOX.', '_INBOX.x', '$SYS.ACCOUNT..CONNECT', '$SYS.REQ.', '$SYS', ''),
	fc
		.tuple(
			fc.constantFrom('$SYS.ACCOUNT.', '$SYS.SERVER.', '$SYS.REQ.SERVER.', '_INBOX.t.$SYS.REQ.SERVER.', '_INBOX.'),
			fc.string(),
			fc.constantFrom('.CONNECT', '.DISCONNECT', '.STATSZ', '.SHUTDOWN', '.LAMEDUCK', '.SERVER.CONNS', '.IDZ', ''),
		)
		.map(parts => parts.join('')),
);
