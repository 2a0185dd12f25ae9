// The tour: somebody at the demo for a minute and a quarter, with a key every few seconds.
import type {Screen} from '../source/screen/screen.ts';
import {bytesOf} from '../test/e2e/key-bytes.ts';
import {sentBytes} from './sent-bytes.ts';
import {createSimulation, frameOf} from './simulation.ts';

export const columns = 100;
export const rows = 30;

/** What the demo has been through before, in milliseconds: the first incidents are there. */
const beginsAfterMs = 18_000;

type Step = {
	/** How long what was before can be looked at, in milliseconds. */
	readonly afterMs: number;
	/** Names of keys, pressed one after the other. */
	readonly keys: readonly string[];
	/** What a person reads on the keys. */
	readonly label: string;
	/** What they are for. */
	readonly text: string;
};

const between = 'every server with its load, who comes and goes, and what is wrong';

const steps: readonly Step[] = [
	{afterMs: 14_000, keys: ['!'], label: '!', text: 'the list of problems, worst first'},
	{afterMs: 4000, keys: ['enter'], label: 'Enter', text: 'opens what the problem is about: a server that went silent'},
	{afterMs: 6000, keys: ['escape', 'escape'], label: 'Esc', text: between},
	{afterMs: 2000, keys: ['4'], label: '4', text: 'who retries with a bad password'},
	{afterMs: 4000, keys: ['enter'], label: 'Enter', text: 'who that is, since when, and on which servers'},
	{afterMs: 4500, keys: ['escape'], label: 'Esc', text: 'who retries with a bad password'},
	{afterMs: 1500, keys: ['6'], label: '6', text: 'applications with all their connections'},
	{afterMs: 3500, keys: ['/'], label: '/', text: 'filters the table'},
	...Array.from('orders', key => ({afterMs: 250, keys: [key], label: '/', text: 'filters the table'})),
	{afterMs: 500, keys: ['enter'], label: 'Enter', text: 'only those of orders: two of them connect in a loop'},
	{afterMs: 4000, keys: ['escape'], label: 'Esc', text: 'all of them'},
	{afterMs: 1500, keys: ['1'], label: '1', text: between},
	{afterMs: 2500, keys: [','], label: ',', text: 'a step back into the past: the whole picture'},
	...Array.from({length: 5}, () => ({afterMs: 500, keys: [','], label: ',', text: 'and another step'})),
	{afterMs: 2000, keys: ['{'], label: '{', text: 'the past where the problem before began'},
	{afterMs: 2000, keys: ['{'], label: '{', text: 'and the one before that'},
	{afterMs: 2000, keys: ['{'], label: '{', text: 'the moment before the server went silent'},
	{afterMs: 2500, keys: ['space'], label: 'Space', text: 'plays from there: its clients come to other servers'},
	{afterMs: 10_000, keys: ['escape'], label: 'Esc', text: 'returns to now'},
];
const lastMs = 5000;

/** What happened at a moment of the tour, in milliseconds after its beginning. */
export type TourEvent =
	| {readonly atMs: number; readonly kind: 'shown'; readonly bytes: string; readonly screen: Screen}
	/** `bytes`: what a terminal sends for the keys. */
	| {
			readonly atMs: number;
			readonly kind: 'pressed';
			readonly bytes: string;
			readonly label: string;
			readonly text: string;
	  }
	| {readonly atMs: number; readonly kind: 'ended'; readonly bytes: string};

/** As often as the program moves on while it plays the past; all times of the tour are multiples of it. */
const tickMs = 250;
const secondMs = 1000;

let made: readonly TourEvent[] | undefined;

/** All that happens, in order of time. The first event shows the first screen at 0. */
export function tour(): readonly TourEvent[] {
	made ??= takenTour();
	return made;
}

function takenTour(): readonly TourEvent[] {
	const events: TourEvent[] = [];
	const simulation = createSimulation('overview', columns, rows);
	simulation.passTo(beginsAfterMs);
	const terminal = sentBytes(columns, rows);
	let bytesInSecond = 0;
	let bytesPerSecond = 0;
	let atMs = 0;

	function show(): void {
		const screen = simulation.draw(columns, rows, Math.round(bytesPerSecond));
		terminal.show(frameOf(screen));
		const bytes = terminal.take();
		bytesInSecond += Buffer.byteLength(bytes);
		if (bytes !== '') events.push({atMs, kind: 'shown', bytes, screen});
	}

	/** A picture at once when there is something new to see, else every second. */
	function passTo(untilMs: number): void {
		while (atMs < untilMs) {
			atMs += tickMs;
			const news = simulation.passTo(beginsAfterMs + atMs);
			const played = simulation.play(tickMs);
			const isSecond = atMs % secondMs === 0;
			if (isSecond) {
				bytesPerSecond = bytesPerSecond * 0.7 + bytesInSecond * 0.3;
				bytesInSecond = 0;
			}
			if (isSecond || news === 'turn' || news === 'notice' || played === 'turn') show();
		}
	}

	terminal.begin();
	show();
	for (const {afterMs, keys, label, text} of steps) {
		passTo(atMs + afterMs);
		events.push({atMs, kind: 'pressed', bytes: keys.map(bytesOf).join(''), label, text});
		for (const key of keys) {
			simulation.press(key);
			show();
		}
	}
	passTo(atMs + lastMs);
	terminal.end();
	events.push({atMs, kind: 'ended', bytes: terminal.take()});
	return events;
}
