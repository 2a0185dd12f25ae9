// The demo on a screen, as the program shows it, but without a clock: whoever drives it says how late it is. One seed
// and one beginning, so it is the same each time, to the byte.
import {createFlightRecorder} from '../source/runtime/flight-recorder.ts';
import {paintedLine} from '../source/components/painted-line.ts';
import {colourTheme, type Theme} from '../source/components/theme.ts';
import {createCore} from '../source/core/core.ts';
import type {News, Outcome} from '../source/core/outcome.ts';
import type {Screen} from '../source/screen/screen.ts';
import {createSystem} from '../source/sources/simulate/system.ts';

/** When the demo of the pictures begins, epoch milliseconds. */
export const beginsAt = Date.UTC(2026, 10, 23, 12, 2, 40);
const seed = 7;
/** As often as the program's demo moves on. */
const stepMs = 100;
const tapeBytes = 2 ** 26;

export type Simulation = {
	/** Lets time pass to so many milliseconds after the beginning; what the program asks is answered. */
	readonly passTo: (milliseconds: number) => News;
	readonly press: (key: string) => void;
	/** Lets the past go on by so many milliseconds, if it plays. */
	readonly play: (milliseconds: number) => News;
	/** `terminalBytesPerSecond` is shown; without a terminal there is none. */
	readonly draw: (columns: number, rows: number, terminalBytesPerSecond?: number) => Screen;
};

/** Begins with a view, on a screen of this size. */
export function createSimulation(view: string, columns: number, rows: number): Simulation {
	const system = createSystem({seed, startAt: beginsAt});
	const {tape, past} = createFlightRecorder(tapeBytes);
	const core = createCore({view, utc: true, label: 'demo', record: tape.keep, past});
	let now = beginsAt;
	// What is on the screen says what is asked.
	core.draw(columns, rows);

	function answer({requests}: Outcome): void {
		const due = [...requests];
		for (let request = due.shift(); request !== undefined; request = due.shift()) {
			for (const message of system.ask(request, now)) due.push(...core.hear(message).requests);
		}
	}

	function step(): News[] {
		const outcomes = [...system.advance(now).map(core.hear), core.pass(now)];
		outcomes.forEach(answer);
		return outcomes.map(({news}) => news);
	}

	step();
	return {
		passTo(milliseconds) {
			const until = beginsAt + milliseconds;
			const news: News[] = [];
			while (now < until) {
				now = Math.min(until, now + stepMs);
				news.push(...step());
			}
			return news.includes('turn') ? 'turn' : news.includes('notice') ? 'notice' : 'none';
		},
		press(key) {
			answer(core.press(key, now));
		},
		play: core.play,
		draw: (width, height, bytesPerSecond) => core.draw(width, height, bytesPerSecond).screen,
	};
}

/** The screen as text with escape sequences, as Ink hands it to the terminal. */
export function frameOf({lines, columns, faded}: Screen, theme: Theme = colourTheme): string {
	return lines
		.map((line, row) => paintedLine(line, columns, {theme, ascii: false, faded: faded && row > 1}))
		.join('\n');
}
