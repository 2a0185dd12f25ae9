// Recordings in which every word that somebody chooses is chosen to do harm.
import type {Message} from '../../source/wire/message.ts';
import {messagesOf} from '../helpers/replay.ts';

/** Names as strangers choose them: escape sequences, lines, bidi, wide, joined and stacked characters, length. */
export const hostileTexts: readonly string[] = [
	'\u001b[2J\u001b[1;31m\u001b]0;owned\u0007evil',
	'two\nlines\r\tand a tab',
	'\u202egnp.exe \u2066x',
	'日本語のアプリ・東京',
	'👨‍👩‍👧‍👦 family 🇩🇪🇫🇷 👍🏽',
	'Z\u0310\u0323\u0301a\u0300\u0301\u0302l\u0334g\u0335o',
	'\u0301starts with a mark',
	'क्षि ไทย مرحبا',
	'x'.repeat(4096),
	'日'.repeat(2000),
	'\u200b\u200d\ufe0f\u00ad',
	'\ud800 half',
	'"quotes" \\ and %s',
	'﷽﷽﷽',
	'A\u0000B\u009b31mC',
];

const chosen = new Set([
	'user',
	'name',
	'host',
	'lang',
	'ver',
	'reason',
	'cluster',
	'tags',
	'acc',
	'name_tag',
	'domain',
	'client_id',
	'kind',
	'client_type',
	'leader',
	'version',
]);

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}

/** Puts hostile texts into every field of a choosable name; `turn` begins the round through the texts. */
function poison(value: unknown, turn: {at: number}): unknown {
	if (Array.isArray(value)) return value.map(inner => poison(inner, turn));
	if (!isRecord(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => {
			const isText = typeof inner === 'string' || key === 'tags';
			if (!chosen.has(key) || !isText) return [key, poison(inner, turn)];
			const text = hostileTexts[turn.at++ % hostileTexts.length] ?? '';
			// The system account is what it is, and versions decide how a message is read.
			if (inner === '$SYS' || inner === '$G' || (key === 'ver' && /^2\.\d+\.\d+/.test(String(inner)))) {
				return [key, inner];
			}
			return [key, key === 'tags' ? [text] : text];
		}),
	);
}

/** A recording with its texts poisoned, each time the same for the same `seed`. */
export function poisoned(fixture: string, seed = 0): readonly Message[] {
	const turn = {at: seed};
	return messagesOf(fixture).map(message => {
		try {
			return {...message, text: JSON.stringify(poison(JSON.parse(message.text), turn))};
		} catch {
			return message;
		}
	});
}
