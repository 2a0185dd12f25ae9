// `--plain`: what has changed, in words, one line each, until it is ended, its time is over or nobody reads it.
import process from 'node:process';
import {setTimeout as pause} from 'node:timers/promises';
import {paintedLine} from '../components/painted-line.ts';
import type {Core} from '../core/core.ts';
import {plainAscii} from '../format/plain-ascii.ts';
import type {Options} from '../options/options.ts';
import type {PlainLine} from '../output/plain/plain-line.ts';
import {createPlainLines, type PlainMoment} from '../output/plain/plain-lines.ts';
import {createPlainText} from '../output/plain/plain-text.ts';
import {createPace} from '../runtime/pace.ts';
import {type Line, textOf} from '../screen/screen.ts';
import {listenToKeys, type PlainKeys} from '../terminal/plain-keys.ts';
import {collectedFrom} from './collected-from.ts';
import {endAtSignal} from './end-at-signal.ts';
import {createLineWriter} from './line-writer.ts';
import {printed, printsAscii} from './printed.ts';
import {printedTheme} from './shown-colours.ts';

/** It asks for what the first view asks for, so that it comes to the same conclusions. */
const view = 'overview';
const usualStatusEveryMs = 60_000;
/** Of a recording without a complete answer it begins after so much of it. */
const beginsWithinMs = 5000;
const anyWidth = 100_000;
/** So long a reader who does not read may delay the end. */
const patienceMs = 1000;
const keysInWords = 'keys: Enter tells how things are now, ! the problems, q ends';

/** As the options say: with colours only where they are asked for by name. */
function shownLine(options: Options): (line: Line) => string {
	const ascii = printsAscii(options);
	const painting = {theme: printedTheme(options), ascii, faded: false};
	if (options.color === 'always') return line => paintedLine(line, anyWidth, painting);
	return line => (ascii ? plainAscii(textOf(line)) : textOf(line));
}

function momentOf(core: Core): PlainMoment {
	return {look: core.look(), problems: core.everyProblem().problems};
}

/** Tells what has changed from the first sentence on; `add` prints a line, `end` is called when its time is over. */
function createNarrator(options: Options, add: (line: string) => void, end: () => void) {
	const {source, repeat, forMs = Number.POSITIVE_INFINITY} = options;
	const isRecording = source.kind === 'replay';
	const from = (isRecording ? source.at : undefined) ?? 0;
	const lines = createPlainLines({isRecording, statusEveryMs: repeat?.everyMs ?? usualStatusEveryMs});
	const withTime = createPlainText(options.utc);
	const shown = shownLine(options);
	let heardAt: number | undefined;
	let begunAt: number | undefined;
	let isOver = false;
	let keys: PlainKeys | undefined;

	function tell(told: readonly PlainLine[], {look}: Pick<PlainMoment, 'look'>): void {
		for (const line of told) add(shown(withTime(line, look.now)));
	}

	function keysFor(core: Core): PlainKeys | undefined {
		if (!process.stdin.isTTY || !process.stdout.isTTY) return undefined;
		return listenToKeys(process.stdin, {
			pressed(key) {
				const moment = momentOf(core);
				if (key === 'q' || key === 'Q') end();
				else if (key === '!') tell(lines.list(moment), moment);
				else if (key === 'enter' || key === 'space' || key === 'tab') tell(lines.status(moment), moment);
				else tell([{text: keysInWords}], moment);
			},
			interrupted: end,
		});
	}

	function begin(core: Core): void {
		if (begunAt !== undefined || isOver) return;
		const moment = momentOf(core);
		begunAt = core.model.now;
		tell(lines.begin(moment), moment);
		keys = keysFor(core);
		if (keys !== undefined) tell([{text: keysInWords}], moment);
	}

	function isKnown({model: {now, completeAt}}: Core): boolean {
		return now >= from && (completeAt !== undefined || now - (heardAt ?? now) >= beginsWithinMs);
	}

	return {
		begin,
		second(core: Core): void {
			const {now} = core.model;
			heardAt ??= now;
			// What is live begins when all have answered.
			if (begunAt === undefined && isRecording && isKnown(core)) begin(core);
			else if (begunAt !== undefined && now - begunAt > forMs) end();
			else if (begunAt !== undefined && !isOver) {
				const moment = momentOf(core);
				tell(lines.second(moment), moment);
			}
		},
		recordingEnds(core: Core): void {
			begin(core);
			if (!isOver) tell([{text: 'the recording ends here'}], momentOf(core));
		},
		end(): void {
			isOver = true;
			keys?.end();
		},
	};
}

/** `now`: the clock, epoch milliseconds. */
export async function printPlain(options: Options, now: () => number): Promise<void> {
	const replay = options.source.kind === 'replay' ? options.source : undefined;
	const pace = replay && createPace({speed: replay.speed, from: replay.at, monotonic: () => performance.now()});
	const writer = createLineWriter();
	const over = new AbortController();
	const ended = new Promise<void>(resolve => over.signal.addEventListener('abort', () => resolve()));
	const narrator = createNarrator(options, writer.add, () => over.abort());
	endAtSignal(() => over.abort(), {isUsual: true});

	function before(at: number): Promise<void> | undefined {
		if (over.signal.aborted) return undefined;
		return writer.isBehind() ? Promise.race([writer.drained(), ended]) : pace?.(at, over.signal);
	}

	let isConnected = false;
	const followed = collectedFrom(
		options,
		now,
		{view, shown: 'events', before, second: narrator.second},
		async ({core, whole}) => {
			isConnected = true;
			const whenOver = Promise.race([ended, writer.gone]);
			const isWhole = await Promise.race([whole().then(() => true), whenOver.then(() => false)]);
			if (isWhole && replay !== undefined) narrator.recordingEnds(core);
			else if (isWhole) narrator.begin(core);
			if (isWhole && replay === undefined) await whenOver;
		},
	);
	try {
		await Promise.race([followed, ended.then(() => (isConnected ? followed : undefined)), writer.gone]);
	} finally {
		narrator.end();
	}
	await Promise.race([writer.drained().then(() => printed('')), pause(patienceMs)]);
}
