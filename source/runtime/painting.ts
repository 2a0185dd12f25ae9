// Which picture is on the terminal, and when the next one is due.
import type {News} from '../core/outcome.ts';
import type {Screen} from '../screen/screen.ts';
import {createPacing} from './repaint.ts';
import type {Terminal} from './runtime-settings.ts';

/** At most ten pictures a second. */
const shortestPaintMs = 100;
const secondMs = 1000;
/** After this long without a key, pictures follow the rhythm of the requests. */
const untouchedMs = 10_000;

export type Painting = {
	/** The latest picture, painted when there is none yet; the same object until there is a newer one. */
	readonly screen: () => Screen;
	readonly paint: () => void;
	/** Asks for a new picture; how soon it comes depends on the kind of news. */
	readonly show: (news: News) => void;
	/** A second has passed. */
	readonly second: () => void;
	/** A key was pressed. */
	readonly touch: () => void;
	readonly subscribe: (listener: () => void) => () => void;
	readonly end: () => void;
};

export type PaintingSettings = {
	readonly draw: (columns: number, rows: number, terminalBytesPerSecond: number) => Screen;
	readonly terminal: Pick<Terminal, 'size' | 'bytesWritten'>;
	/** Milliseconds since some moment. */
	readonly monotonic: () => number;
};

export function createPainting({draw, terminal, monotonic}: PaintingSettings): Painting {
	const pacing = createPacing(paint, monotonic);
	const listeners = new Set<() => void>();
	let picture: Screen | undefined;
	let seconds = 0;
	let bytesBefore = 0;
	let bytesPerSecond = 0;
	let touchedAt = monotonic();
	let ended = false;

	const isUntouched = (): boolean => monotonic() - touchedAt >= untouchedMs;

	function paint(): void {
		pacing.painting();
		if (ended) return;
		const {columns, rows} = terminal.size();
		picture = draw(columns, rows, bytesPerSecond);
		for (const listener of listeners) listener();
	}

	return {
		screen() {
			if (picture === undefined) paint();
			if (picture === undefined) throw new Error('nothing can be drawn after the end');
			return picture;
		},
		paint,
		show(news) {
			// Without a key for a while, only notices are painted at once; other news waits for the next second.
			if (news === 'turn') pacing.atOnce();
			else if (news === 'notice') pacing.within(pacing.until(isUntouched() ? secondMs : shortestPaintMs));
			else if (news === 'event' && !isUntouched()) pacing.within(pacing.until(shortestPaintMs));
		},
		second() {
			const written = terminal.bytesWritten();
			bytesPerSecond = Math.round(bytesPerSecond * 0.7 + (written - bytesBefore) * 0.3);
			bytesBefore = written;
			// Without keys every second picture is enough: statistics come every 2 s.
			seconds++;
			if (seconds % 2 === 0 || !isUntouched()) paint();
		},
		touch() {
			touchedAt = monotonic();
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
		end() {
			ended = true;
			pacing.end();
		},
	};
}
