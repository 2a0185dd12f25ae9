import path from 'node:path';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {eventKindFacts} from '../../../source/output/events/event-kinds.ts';
import {createEventPrinter, type EventPrinterSettings} from '../../../source/output/events/event-printer.ts';
import type {Message} from '../../../source/wire/message.ts';
import {anyCharacter} from '../../helpers/any-character.ts';
import {faultsOf, isTaken} from '../../helpers/output-schema.ts';
import {fixtureNames, incidentNames, messagesOf} from '../../helpers/replay.ts';

const frames = path.join(import.meta.dirname, '../../frames');
const everyKind = eventKindFacts.map(({kind}) => kind);
const usualKinds = eventKindFacts.filter(({told}) => told === 'usually').map(({kind}) => kind);
const recordings = [...fixtureNames, ...incidentNames.map(name => `incidents/${name}`)];

function printed(messages: readonly Message[], settings: Partial<EventPrinterSettings> = {}): string {
	const printer = createEventPrinter({kinds: everyKind, isText: false, folds: false, utc: true, ...settings});
	const heard = messages.filter(({subject}) => printer.isWanted(subject)).map(message => printer.heard(message));
	return heard.join('') + printer.passed(Number.POSITIVE_INFINITY);
}

type Line = Readonly<Record<string, unknown>>;

function linesOf(text: string): readonly Line[] {
	return text
		.split('\n')
		.slice(0, -1)
		.map(line => JSON.parse(line) as Line);
}

describe('lines of JSON', () => {
	test.each(recordings)('of %s are as the schema says, folded ones too', recording => {
		const messages = messagesOf(recording);
		const lines = linesOf(printed(messages));
		for (const line of [...lines, ...linesOf(printed(messages, {folds: true}))]) expect(faultsOf(line)).toBe('');
		for (const line of lines.slice(0, 20)) expect(isTaken(line)).toBe(true);
	});

	test.each<[string, readonly string[] | undefined]>([
		['auth-timeout', undefined],
		['claims-update', ['claims-update']],
		['lame-duck', undefined],
		['leafnode-flap', ['connect', 'disconnect', 'leafnode-connect']],
		['incidents/lost-link', undefined],
	])('of %s', async (recording, kinds = usualKinds) => {
		const text = printed(messagesOf(recording), {kinds});
		const name = `events-${recording.replace('incidents/', '')}.txt`;
		await expect(text).toMatchFileSnapshot(path.join(frames, name));
	});

	test('tell refused logins from ends of connections', () => {
		const count = (kind: string): number => linesOf(printed(messagesOf('auth-storm'), {kinds: [kind]})).length;
		expect([count('auth-error'), count('disconnect')]).toEqual([51, 51]);
	});

	test('are one for each event, in the order in which they came', () => {
		const messages = messagesOf('incidents/reconnect-storm');
		const events = messages.filter(({subject}) => /CONNECT$|CONNS$|STATSZ$|SHUTDOWN$/.test(subject));
		const asked = events.filter(({subject}) => !subject.startsWith('$SYS.REQ') && !subject.startsWith('_INBOX'));
		expect(linesOf(printed(messages)).map(({subject}) => subject)).toEqual(asked.map(({subject}) => subject));
	});
});

describe('lines to read', () => {
	test.each(['shutdown', 'auth-timeout', 'claims-update', 'incidents/deploy'])('of %s', async recording => {
		const text = printed(messagesOf(recording), {kinds: everyKind, isText: true});
		const name = `events-text-${recording.replace('incidents/', '')}.txt`;
		await expect(text).toMatchFileSnapshot(path.join(frames, name));
	});
});

describe('what repeats', () => {
	test('is told as one, with how often and until when', async () => {
		const messages = messagesOf('incidents/reconnect-loop');
		const folded = {kinds: usualKinds, folds: true};
		const text = printed(messages, folded) + printed(messages, {...folded, isText: true});
		await expect(text).toMatchFileSnapshot(path.join(frames, 'events-folded-reconnect-loop.txt'));
	});

	test.each(recordings)('of %s loses nothing', recording => {
		const messages = messagesOf(recording);
		const timesOf = (folds: boolean): number =>
			linesOf(printed(messages, {folds})).reduce((sum, {times}) => sum + Number(times ?? 1), 0);
		expect(timesOf(true)).toBe(timesOf(false));
	});

	test('within five seconds', () => {
		const lines = linesOf(printed(messagesOf('incidents/reconnect-loop'), {folds: true}));
		const folded = lines.filter(({until}) => until !== undefined);
		expect(folded).not.toEqual([]);
		for (const {at, until} of folded) {
			expect(Date.parse(String(until)) - Date.parse(String(at))).toBeLessThanOrEqual(5000);
		}
	});
});

test('a limit ends it', () => {
	const printer = createEventPrinter({kinds: everyKind, isText: false, folds: false, utc: true, limit: 3});
	const text = messagesOf('auth-storm')
		.map(message => printer.heard(message))
		.join('');
	expect([linesOf(text).length, printer.isFull()]).toEqual([3, true]);
});

describe('strangers', () => {
	const at = Date.parse('2026-11-27T12:00:00Z');
	const token = `eyJ${'a'.repeat(40)}.eyJ${'b'.repeat(40)}.c`;
	const secrets = [token, `SU${'A'.repeat(56)}`, 'nats://user:secret@host'];
	const texts = fc.oneof(fc.string({unit: anyCharacter, maxLength: 40}), fc.constantFrom(...secrets));

	test('cannot break a line, nor have a secret told', () => {
		fc.assert(
			fc.property(texts, texts, texts, texts, fc.boolean(), (name, user, account, reason, isText) => {
				const body = {
					id: 'x',
					timestamp: '2026-11-27T12:00:00Z',
					server: {name, id: 'NA', seq: 1, time: '2026-11-27T12:00:00Z', ver: '2.12.0'},
					client: {id: 1, acc: account, user, name, jwt: token},
					reason,
				};
				const subject = `$SYS.ACCOUNT.a${account}.DISCONNECT`;
				const text = printed([{at, subject, text: JSON.stringify(body)}], {isText});
				expect(text.endsWith('\n')).toBe(true);
				const line = text.slice(0, -1);
				expect(line).not.toMatch(isText ? /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u : /[\u0000-\u001F]/);
				for (const secret of [token, secrets[1] ?? '', 'user:secret']) expect(line).not.toContain(secret);
				if (!isText) expect(faultsOf(JSON.parse(line))).toBe('');
			}),
		);
	});

	test('may send anything', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.constantFrom('CONNECT', 'DISCONNECT', 'SERVER.CONNS'), (body, end) => {
				const subject = `$SYS.ACCOUNT.A.${end}`;
				const [line = {}] = linesOf(printed([{at, subject, text: JSON.stringify(body)}]));
				expect(faultsOf(line)).toBe('');
			}),
		);
	});
});
