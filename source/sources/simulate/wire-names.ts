// Names and times as the servers write them.
import {createHash} from 'node:crypto';
import type {Random} from './randomness.ts';

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** 56 characters, like the public key of a server. */
export const newServerId = (random: Random): string =>
	`N${random.pick(['A', 'B', 'C', 'D'])}${random.text(54, base32)}`;

/** Event ids of one process, 22 characters: a prefix of its own and a number that grows in uneven steps (a NUID). */
export function createEventIds(random: Random): () => string {
	const prefix = random.text(14, base62);
	const step = random.integer(33, 333);
	let sequence = Math.floor(random.next() * 100_000_000_000_000);
	return () => {
		sequence += step;
		let left = sequence;
		let text = '';
		for (let digit = 0; digit < 8; digit++) {
			text = base62.charAt(left % 62) + text;
			left = Math.floor(left / 62);
		}

		return prefix + text;
	};
}

/** How JetStream names a peer: 8 characters made of its server's name. */
export function peerId(serverName: string): string {
	let text = '';
	for (const byte of createHash('sha256').update(serverName).digest().subarray(0, 8)) {
		text += base62.charAt(byte % 62);
	}

	return text;
}

/** RFC 3339 with up to six digits below the second, trailing zeros cut; in UTC or at an offset. */
export function wireTime(epochMs: number, zoneMinutes = 0): string {
	const micros = Math.round(epochMs * 1000);
	const seconds = Math.floor(micros / 1_000_000);
	const date = new Date((seconds + zoneMinutes * 60) * 1000).toISOString().slice(0, 19);
	const below = micros - seconds * 1_000_000;
	const fraction = below === 0 ? '' : `.${String(below).padStart(6, '0').replace(/0+$/, '')}`;
	return date + fraction + (zoneMinutes === 0 ? 'Z' : offset(zoneMinutes));
}

function offset(zoneMinutes: number): string {
	const minutes = Math.abs(zoneMinutes);
	const two = (number: number): string => String(number).padStart(2, '0');
	return `${zoneMinutes < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
