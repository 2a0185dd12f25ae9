// The tour shows what the program showed: in a terminal that plays the asciicast, and in the SVG that moves.
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {render} from 'ink';
import {expect, test, vi} from 'vitest';
import {sentBytes} from '../../media/sent-bytes.ts';
import {frameOf} from '../../media/simulation.ts';
import {columns, rows, tour} from '../../media/tour.ts';
import {App} from '../../source/app.tsx';
import {colourTheme} from '../../source/components/theme.ts';
import {root} from '../../source/package/bundle-state.ts';
import {type Screen, textOf} from '../../source/screen/screen.ts';
import {CellScreen} from '../../source/terminal/cell-screen.ts';
import {cellOf, createEmulator, feed, rowsOf} from '../helpers/terminal.ts';

const events = tour();
const shown = events.filter(event => event.kind === 'shown');
const durationMs = events.at(-1)?.atMs ?? 0;

/** What `npm run media` has written; media.test.ts proves that it is what would be written now. */
function fileOf(name: string): string {
	return readFileSync(path.join(root, 'media', name), 'utf8');
}

function textsOf({lines}: Screen): string[] {
	return lines.map(line => textOf(line).trimEnd());
}

test('the tour is as long as somebody looks', () => {
	expect(durationMs).toBeGreaterThanOrEqual(60_000);
	expect(durationMs).toBeLessThanOrEqual(90_000);
	expect(shown.length).toBeGreaterThan(60);
});

/** What the last screen before the next key shows, after keys that are said to do this. */
const told: readonly (readonly [text: string, shows: RegExp])[] = [
	['the list of problems, worst first', / PROBLEMS \d+/],
	['opens what the problem is about: a server that went silent', / › Server w2 [\s\S]* state +silent \d+ s/],
	['who that is, since when, and on which servers', / › Refused: [\s\S]* since .* 12:02:48[\s\S]* servers +n1 n2/],
	[
		'only those of orders: two of them connect in a loop',
		/(\n orders-svc +loop \d+\/min .*){2}[\s\S]*\n filter orders /,
	],
	['and another step', / BACK 0:\d\d · /],
	['the moment before the server went silent', /6\/6 servers .* BACK [\s\S]* west +w2 {10,}\d+ %/],
	['plays from there: its clients come to other servers', /5\/6 servers .* BACK .* ▶ [\s\S]* w2 silent /],
	['returns to now', /servers · 2 clusters +\d\d:\d\d:\d\d UTC/],
];

test.each(told)('%s: so it is', (text, shows) => {
	const from = events.findLastIndex(event => event.kind === 'pressed' && event.text === text);
	expect(from).toBeGreaterThan(0);
	const next = events.findIndex((event, index) => index > from && event.kind === 'pressed');
	const [last] = events
		.slice(from, next < 0 ? undefined : next)
		.filter(event => event.kind === 'shown')
		.slice(-1);
	expect(last && textsOf(last.screen).join('\n')).toMatch(shows);
});

test('the asciicast leads a terminal through every screen of it, and gives the terminal back', async () => {
	const [header, ...lines] = fileOf('tour.cast')
		.trimEnd()
		.split('\n')
		.map(line => JSON.parse(line));
	expect(header).toMatchObject({version: 2, width: columns, height: rows});
	const emulator = createEmulator(columns, rows);
	const screens = [...shown];
	let before = 0;
	for (const [seconds, kind, data] of lines) {
		expect(seconds).toBeGreaterThanOrEqual(before);
		before = seconds;
		if (kind !== 'o') continue;
		await feed(emulator, data);
		const screen = screens.shift();
		if (screen !== undefined) expect(rowsOf(emulator)).toEqual(textsOf(screen.screen));
		expect(emulator.buffer.active.type).toBe(screen === undefined ? 'normal' : 'alternate');
	}
	expect(screens).toEqual([]);
	expect(before).toBe(durationMs / 1000);
});

/** What a row of the SVG holds: a strip of contents and the times at which it jumps. */
type Strip = {readonly contents: ReadonlyMap<number, string>; readonly jumps: readonly (readonly [number, number])[]};

const cell = {width: 6, height: 13};

/** Reads the SVG as a browser does, as far as there is text: where each stands, and what moves it. */
function stripsIn(svg: string): readonly Strip[] {
	return [...svg.matchAll(/<svg y="\d+"[^>]*>(.*?)<\/svg>/g)].map(([, inner = '']) => {
		const contents = new Map<number, string>();
		for (const [, x = '', y = '', text = ''] of inner.matchAll(/<text[^>]*? x="(\d+)" y="(\d+)"[^>]*>([^<]*)</g)) {
			const place = Math.floor(Number(y) / cell.height);
			const plain = text.replace(/&#(\d+);/g, (_all, code: string) => String.fromCharCode(Number(code)));
			contents.set(place, (contents.get(place) ?? '').padEnd(Number(x) / cell.width) + plain);
		}
		const name = /animation-name:(r\d+)"/.exec(inner)?.[1];
		const frames =
			name === undefined ? '' : (new RegExp(`@keyframes ${name}\\{((?:[^{}]*\\{[^}]*\\})*)`).exec(svg)?.[1] ?? '');
		const jumps = [...frames.matchAll(/([\d.]+)%\{transform:translateY\(-?(\d+)px\)\}/g)].map(
			([, percent = '', down = '']) => [Number(percent), Number(down) / cell.height] as const,
		);
		return {contents, jumps};
	});
}

function shownAt(strips: readonly Strip[], percent: number): string[] {
	return strips.map(({contents, jumps}) => contents.get(jumps.findLast(([at]) => at <= percent)?.[1] ?? 0) ?? '');
}

test('the SVG shows the screens at their times', () => {
	const svg = fileOf('tour.svg');
	const strips = stripsIn(svg);
	// An empty row, and the caption.
	expect(strips).toHaveLength(rows + 2);
	for (const [index, {atMs, screen}] of shown.entries()) {
		// Of several screens at one time only the last is seen.
		if (shown[index + 1]?.atMs === atMs) continue;
		const percent = ((atMs + 1) / durationMs) * 100;
		expect(shownAt(strips, percent).slice(0, rows), `after ${atMs} ms`).toEqual(textsOf(screen));
	}
	const pressed = events.filter(event => event.kind === 'pressed');
	const [{atMs, label, text} = {atMs: 0, label: '', text: ''}] = pressed;
	expect(shownAt(strips, ((atMs + 1) / durationMs) * 100).at(-1)).toBe(`  ${label}  ${text}`);
	expect(svg).toContain(`.r{animation:${durationMs / 1000}s step-end infinite}`);
});

/** The cells of each row; a blank has no look but its bar. */
function cellsOf(emulator: ReturnType<typeof createEmulator>): string[][] {
	return Array.from({length: rows}, (_row, row) =>
		Array.from({length: columns}, (_column, column) => {
			const cell = cellOf(emulator, row, column);
			return cell.text === ' ' && !cell.isInverse ? '' : Object.values(cell).join(' ');
		}),
	);
}

test('what is sent shows the same cells as what Ink sends', async () => {
	let sent = '';
	const output = {
		columns,
		rows,
		isTTY: true,
		writable: true,
		write(bytes: string, taken?: () => void) {
			sent += bytes;
			taken?.();
			return true;
		},
		on: () => undefined,
		off: () => undefined,
	};
	const stdout = new CellScreen(output) as unknown as NodeJS.WriteStream;
	const listeners = new Set<() => void>();
	const subscribe = (listener: () => void) => {
		listeners.add(listener);
		return () => listeners.delete(listener);
	};
	const [first, ...others] = shown.filter((_, index) => index % 10 === 0);
	if (first === undefined) throw new Error('the tour shows nothing');
	let screen = first.screen;
	const app = render(<App subscribe={subscribe} screen={() => screen} theme={() => colourTheme} ascii={false} />, {
		stdout,
		debug: true,
		patchConsole: false,
		exitOnCtrlC: false,
	});
	const terminal = sentBytes(columns, rows);
	const [shownByInk, shownByUs] = [createEmulator(columns, rows), createEmulator(columns, rows)];
	const compare = async (): Promise<void> => {
		terminal.show(frameOf(screen));
		await feed(shownByUs, terminal.take());
		await vi.waitFor(
			async () => {
				await feed(shownByInk, sent);
				sent = '';
				expect(cellsOf(shownByInk)).toEqual(cellsOf(shownByUs));
			},
			{timeout: 30_000},
		);
	};
	await compare();
	for (const other of others) {
		screen = other.screen;
		for (const listener of listeners) listener();
		await compare();
	}
	app.unmount();
});
