// Durations and times of day.
import {unknown} from './number.ts';

/** Clocks may differ by this much, milliseconds; a longer negative duration means that a clock was set. */
const disorderMs = 1000;

/** The duration from one moment to another of the same clock; undefined when one is not known, or it was set back between. */
export function spanMs(from: number | undefined, to: number | undefined): number | undefined {
	return from === undefined || to === undefined || to < from ? undefined : to - from;
}

/** The duration, not negative; undefined when it is negative beyond the tolerance. */
function told(milliseconds: number | undefined): number | undefined {
	if (milliseconds === undefined || !Number.isFinite(milliseconds) || milliseconds < -disorderMs) return undefined;
	return Math.max(0, milliseconds);
}

/** How long: `0.4 s`, `41 s`, `3m 12s`, `3h 12m`, `12d 4h`, `2y 40d`. */
export function duration(milliseconds: number | undefined): string {
	const ms = told(milliseconds);
	if (ms === undefined) return unknown;
	if (ms === 0) return '0 s';
	if (ms < 1) return `${ms.toFixed(1)} ms`;
	if (ms < 1000) return ms < 95 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
	if (ms < 9950) return `${(ms / 1000).toFixed(1)} s`;
	const seconds = Math.round(ms / 1000);
	if (seconds < 60) return `${seconds} s`;
	const minutes = Math.floor(seconds / 60);
	if (minutes < 60) return `${minutes}m ${seconds % 60}s`;
	const hours = Math.floor(minutes / 60);
	if (hours < 24) return `${hours}h ${minutes % 60}m`;
	const days = Math.floor(hours / 24);
	if (days < 365) return `${days}d ${hours % 24}h`;
	return `${Math.floor(days / 365)}y ${days % 365}d`;
}

/** Whole seconds, for ages that count up on the screen: `0:41`, `12:03`, then as `duration`. */
export function stopwatch(milliseconds: number): string {
	const ms = told(milliseconds);
	if (ms === undefined) return unknown;
	const seconds = Math.floor(ms / 1000);
	if (seconds >= 3600) return duration(ms);
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** An age in few cells: `0.3s`, `9s`, `2m`, `3h`, `4d`. */
export function age(milliseconds: number | undefined): string {
	const ms = told(milliseconds);
	if (ms === undefined) return unknown;
	const seconds = ms / 1000;
	if (seconds < 9.95) return `${seconds.toFixed(1)}s`;
	if (seconds < 100) return `${Math.round(seconds)}s`;
	if (seconds < 6000) return `${Math.round(seconds / 60)}m`;
	if (seconds < 172_800) return `${Math.round(seconds / 3600)}h`;
	return `${Math.round(seconds / 86_400)}d`;
}

/** An age in a sentence: `0.3 s`, `9.0 s`, `41 s`, `2m 5s`. */
export function ageInWords(milliseconds: number | undefined): string {
	const ms = told(milliseconds);
	if (ms === undefined) return unknown;
	const seconds = ms / 1000;
	return seconds < 9.95 ? `${seconds.toFixed(1)} s` : duration(milliseconds);
}

/** The time of day `12:03:44`, local or UTC; `12:03:44.123` with milliseconds. */
export function clock(at: number, utc: boolean, milliseconds = false): string {
	const shift = utc ? 0 : zoneOffsetMs(at);
	const iso = new Date(at + shift).toISOString();
	return iso.slice(11, milliseconds ? 23 : 19);
}

/** Date and time of day: `2026-11-23 12:03:44`. */
export function dateAndClock(at: number, utc: boolean): string {
	const shift = utc ? 0 : zoneOffsetMs(at);
	return new Date(at + shift).toISOString().slice(0, 19).replace('T', ' ');
}

function zoneOffsetMs(at: number): number {
	return -new Date(at).getTimezoneOffset() * 60_000;
}

/** The zone that times are shown in: `UTC`, `UTC+01:00`. */
export function zoneName(at: number, utc: boolean): string {
	const minutes = utc ? 0 : -new Date(at).getTimezoneOffset();
	if (minutes === 0) return 'UTC';
	const size = Math.abs(minutes);
	const two = (value: number): string => String(value).padStart(2, '0');
	return `UTC${minutes < 0 ? '−' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** The last second that a Date can hold, from 1970 on; tokens may contain later ones. */
const lastSecond = 8.64e12;

/** Date and time of epoch seconds, as tokens have them; `none` when undefined or out of range. */
export function secondInWords(seconds: number | 'unreadable' | undefined, utc: boolean, none: string): string {
	if (seconds === 'unreadable') return unknown;
	return seconds === undefined || Math.abs(seconds) > lastSecond ? none : dateAndClock(seconds * 1000, utc);
}
