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

const twoDigits = (number: number): string => (number < 10 ? `0${number}` : String(number));

/** Six digits at most, without the zeros at the end; 0 has none. */
function fractionOf(micros: number): string {
	if (micros === 0) return '';
	let digits = 6;
	let left = micros;
	for (; left % 10 === 0; digits--) left /= 10;
	return `.${String(left).padStart(digits, '0')}`;
}

const secondsOfDay = 86_400;
/** The day written last, which is the one written next: a demo does not last long. */
let lastDay = {number: Number.NaN, text: ''};

function dateOf(day: number): string {
	if (lastDay.number !== day) {
		lastDay = {number: day, text: new Date(day * secondsOfDay * 1000).toISOString().slice(0, 10)};
	}
	return lastDay.text;
}

/**
 * RFC 3339 with up to six digits below the second, trailing zeros cut; in UTC or at an offset. Lists of connections
 * consist of times for the most part.
 */
export function wireTime(epochMs: number, zoneMinutes = 0): string {
	const micros = Math.round(epochMs * 1000);
	const seconds = Math.floor(micros / 1_000_000);
	const zoned = seconds + zoneMinutes * 60;
	const day = Math.floor(zoned / secondsOfDay);
	const second = zoned - day * secondsOfDay;
	const minute = Math.floor(second / 60);
	const clock = `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}:${twoDigits(second % 60)}`;
	const zone = zoneMinutes === 0 ? 'Z' : offset(zoneMinutes);
	return `${dateOf(day)}T${clock}${fractionOf(micros - seconds * 1_000_000)}${zone}`;
}

function offset(zoneMinutes: number): string {
	const minutes = Math.abs(zoneMinutes);
	return `${zoneMinutes < 0 ? '-' : '+'}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}
