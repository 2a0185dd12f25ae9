// The tour as an SVG that moves where it is shown as an image: no script, CSS only. Each row of the screen is a strip of
// all that it ever shows, one below the other, seen through a window of one row; the strip jumps at the times at which
// the row changes.
import {createEmulator, feed} from '../test/helpers/terminal.ts';
import {rowsOfRuns} from './cells.ts';
import {cellHeight, cellWidth} from './palette.ts';
import {captionInSvg, rowInSvg, svgOf} from './svg.ts';
import {columns, rows, type TourEvent} from './tour.ts';

/** What a row shows, one after the other, and when: places in `contents`. */
type Strip = {readonly contents: Map<string, (top: number) => string>; readonly changes: Change[]};
type Change = {readonly atMs: number; readonly place: number};

/** `draw`: what is shown from now on, with its top somewhere. */
function change({contents, changes}: Strip, atMs: number, draw: (top: number) => string): void {
	const content = draw(0);
	const known = [...contents.keys()].indexOf(content);
	const place = known < 0 ? contents.size : known;
	contents.set(content, draw);
	const before = changes.at(-1);
	if (before?.place === place) return;
	// Of what came within one moment only the last is seen.
	if (before?.atMs === atMs) changes.pop();
	changes.push({atMs, place});
}

function percent(share: number): string {
	return `${Number((share * 100).toFixed(3))}%`;
}

function inSvg({contents, changes}: Strip, row: number, durationMs: number): {content: string; rules: string} {
	const drawn = [...contents.values()].map((draw, place) => draw(place * cellHeight)).join('');
	const window = `<svg y="${row * cellHeight}" width="${columns * cellWidth}" height="${cellHeight}">`;
	if (changes.length === 1) return {content: `${window}${drawn}</svg>`, rules: ''};
	const frames = changes.map(
		({atMs, place}) => `${percent(atMs / durationMs)}{transform:translateY(${-place * cellHeight}px)}`,
	);
	return {
		content: `${window}<g class="r" style="animation-name:r${row}">${drawn}</g></svg>`,
		rules: `@keyframes r${row}{${frames.join('')}}`,
	};
}

const caption = rows + 1;

export async function animationOf(events: readonly TourEvent[], about: string): Promise<string> {
	const strips = Array.from({length: caption + 1}, (): Strip => ({contents: new Map(), changes: []}));
	const emulator = createEmulator(columns, rows);
	const show = (row: number, atMs: number, draw: (top: number) => string): void => {
		const strip = strips[row];
		if (strip !== undefined) change(strip, atMs, draw);
	};
	show(caption, 0, top => captionInSvg('', 'nats-top-sys --demo', top));
	for (const event of events) {
		if (event.kind === 'pressed') {
			show(caption, event.atMs, top => captionInSvg(event.label, event.text, top));
		} else if (event.kind === 'shown') {
			await feed(emulator, event.bytes);
			for (const [row, runs] of rowsOfRuns(emulator).entries()) {
				show(row, event.atMs, (top: number) => rowInSvg(runs, top));
			}
		}
	}
	const durationMs = events.at(-1)?.atMs ?? 0;
	const parts = strips.map((strip, row) => inSvg(strip, row, durationMs));
	const rules = [
		`.r{animation:${durationMs / 1000}s step-end infinite}`,
		// The first picture stands still.
		'@media(prefers-reduced-motion:reduce){.r{animation:none}}',
		...parts.map(part => part.rules),
	];
	return svgOf({
		columns,
		rows: caption + 1,
		about,
		rules: rules.join(''),
		content: parts.map(({content}) => content).join('\n'),
	});
}
