// Drives everything: messages into the model, keys into the ui, questions to the source, and the moment to paint.
// Knows time and the source; knows neither React nor the terminal.
import {type Asking, askEverything, createAsking, dueAsks, firstAsks} from './asking.ts';
import {problemsOf} from './insight/catalogue.ts';
import type {Problem} from './insight/problem.ts';
import {actionFor} from './ui/action-for.ts';
import type {Message} from './message.ts';
import {keyframeOf} from './model/keyframe.ts';
import {createModel, type Model} from './model/model.ts';
import {tick} from './model/tick.ts';
import type {Screen} from './screen.ts';
import type {Source} from './sources/source.ts';
import {takeIn} from './take-in.ts';
import type {Action, Effect} from './ui/action.ts';
import {settled} from './ui/settled.ts';
import {createUi} from './ui/ui.ts';
import {update} from './ui/update.ts';
import type {Look} from './views/look.ts';
import {type Drawn, screenOf} from './views/screen-of.ts';

/** At most ten pictures a second. */
const shortestPaintMs = 100;
const tickMs = 1000;
/** Nobody touching a key for this long, the picture follows the rhythm of the questions. */
const untouchedMs = 10_000;

type Terminal = {
	readonly size: () => {readonly columns: number; readonly rows: number};
	/** Bytes written to the terminal so far. */
	readonly bytesWritten: () => number;
	readonly redraw: () => void;
	readonly suspend: () => void;
	readonly copy: (text: string) => void;
	readonly quit: () => void;
};

export type RuntimeSettings = {
	readonly source: Source;
	readonly now: () => number;
	readonly view: string;
	readonly utc: boolean;
	readonly terminal: Terminal;
};

export type Runtime = {
	/** Connects and begins; rejects with a CannotStart when that is impossible. */
	readonly start: () => Promise<void>;
	/** Resolves when the first complete answer is in, or when waiting longer makes no sense. */
	readonly firstPicture: () => Promise<void>;
	readonly stop: () => Promise<void>;
	readonly keys: (names: readonly string[]) => void;
	readonly resized: () => void;
	/** The latest picture; the same object until there is a newer one. */
	readonly screen: () => Screen;
	readonly subscribe: (listener: () => void) => () => void;
};

/** Grows with what a person watching wants to see at once; statistics can wait for the second. */
function urgency(model: Model): number {
	const {journals, tallies} = model;
	return (
		tallies.connects.total +
		tallies.disconnects.total +
		tallies.refusals.total +
		journals.notables.added +
		(model.completeAt === undefined ? 0 : 1)
	);
}

/**
 * What a key means depends on the picture, which one before it that came in the same moment may have changed: the row
 * that Enter opens, the pane that moves. Only moves after moves and letters after letters do without a new picture.
 */
function seesChangeOf(before: Action, next: Action): boolean {
	return before.kind !== next.kind || (next.kind !== 'move' && next.kind !== 'type');
}

export function createRuntime({source, now, view, utc, terminal}: RuntimeSettings): Runtime {
	const model = createModel();
	const asking: Asking = createAsking();
	let ui = createUi(view);
	let frozen: {readonly model: Model; readonly urgency: number} | undefined;
	let problems: readonly Problem[] = [];
	let drawn: Drawn | undefined;
	/** What was done last, until there is a picture of it. */
	let unseen: Action | undefined;
	let seenUrgency = 0;
	let seenNotables = 0;
	let paintedAt = 0;
	let paintTimer: NodeJS.Timeout | undefined;
	let paintSoon: NodeJS.Immediate | undefined;
	let ticker: NodeJS.Timeout | undefined;
	let bytesBefore = 0;
	let bytesPerSecond = 0;
	let touchedAt = now();
	let ticks = 0;
	let stopped = false;
	const listeners = new Set<() => void>();
	const waiting = new Set<() => void>();

	const isUntouched = (): boolean => now() - touchedAt >= untouchedMs;

	const looked = (): Model => frozen?.model ?? model;

	function look(): Look {
		return {
			model: looked(),
			link: model.link,
			ui,
			problems,
			label: source.label,
			utc,
			terminalBytesPerSecond: bytesPerSecond,
			now: now(),
			missedWhileFrozen: frozen === undefined ? 0 : urgency(model) - frozen.urgency,
		};
	}

	function paint(): void {
		clearTimeout(paintTimer);
		paintTimer = undefined;
		clearImmediate(paintSoon);
		paintSoon = undefined;
		if (stopped) return;
		paintedAt = now();
		seenUrgency = urgency(model);
		seenNotables = model.journals.notables.added;
		const {columns, rows} = terminal.size();
		drawn = screenOf(look(), columns, rows);
		unseen = undefined;
		ui = settled(ui, drawn.panes);
		for (const listener of listeners) listener();
	}

	function paintWithin(milliseconds: number): void {
		if (paintTimer !== undefined || stopped) return;
		paintTimer = setTimeout(paint, milliseconds);
	}

	function paintAtOnce(): void {
		if (paintSoon !== undefined || stopped) return;
		// After what else is waiting: several keys of one read make one picture.
		paintSoon = setImmediate(paint);
	}

	function ask(): void {
		if (stopped) return;
		for (const one of dueAsks(asking, model, drawn?.wants ?? [], now())) source.ask(one);
	}

	function deliver(message: Message): void {
		const before = model.link.state;
		const wasComplete = model.completeAt !== undefined;
		takeIn(model, message);
		if (before !== 'up' && model.link.state === 'up') {
			askEverything(asking);
			setImmediate(() => {
				if (!stopped) for (const one of firstAsks(asking, now())) source.ask(one);
			});
		}
		if (before !== model.link.state || (!wasComplete && model.completeAt !== undefined)) {
			problems = problemsOf(looked());
			// A link that has just come up has told nothing yet.
			if (waiting.size > 0 && (model.completeAt !== undefined || model.link.state === 'down')) {
				paint();
				for (const done of waiting) done();
			} else {
				paintAtOnce();
			}
		} else if (frozen === undefined && urgency(model) !== seenUrgency) {
			// To a screen that nobody has touched for a while, only news come at once; the rest waits for the tick.
			if (!isUntouched()) paintWithin(Math.max(0, shortestPaintMs - (now() - paintedAt)));
			else if (model.journals.notables.added !== seenNotables) paintWithin(Math.max(0, tickMs - (now() - paintedAt)));
		}
	}

	function onTick(): void {
		tick(model, now());
		const written = terminal.bytesWritten();
		bytesPerSecond = Math.round(bytesPerSecond * 0.7 + (written - bytesBefore) * 0.3);
		bytesBefore = written;
		if (frozen === undefined) problems = problemsOf(model);
		// With nobody at the keys every second picture is enough: statistics come every 2 s.
		ticks++;
		if (ticks % 2 === 0 || !isUntouched()) paint();
		// After the picture, which takes its time: round trips are measured from the question.
		setImmediate(ask);
		if (model.completeAt !== undefined) for (const done of waiting) done();
	}

	function perform(effect: Effect): void {
		switch (effect.kind) {
			case 'quit':
				terminal.quit();
				return;
			case 'suspend':
				terminal.suspend();
				return;
			case 'redraw':
				terminal.redraw();
				return;
			case 'copy':
				terminal.copy(effect.text);
				return;
			case 'ask now':
				askEverything(asking);
				for (const one of firstAsks(asking, now())) source.ask(one);
				ask();
				return;
			case 'freeze':
				frozen = {model: keyframeOf(model), urgency: urgency(model)};
				return;
			case 'thaw':
				frozen = undefined;
				problems = problemsOf(model);
		}
	}

	function keys(names: readonly string[]): void {
		touchedAt = now();
		for (const name of names) {
			if (stopped || drawn === undefined) return;
			let action = actionFor(name, ui, drawn.shown);
			if (unseen !== undefined && seesChangeOf(unseen, action)) {
				paint();
				action = actionFor(name, ui, drawn.shown);
			}
			const view = ui.view;
			const layers = ui.layers.length;
			const updated = update(ui, action, drawn.shown, now());
			ui = updated.ui;
			if (action.kind !== 'notice') unseen = action;
			for (const effect of updated.effects) perform(effect);
			if (ui.view !== view || ui.layers.length !== layers) {
				paint();
				ask();
			}
		}
		paintAtOnce();
	}

	return {
		async start() {
			await source.start(deliver);
			if (stopped) return;
			ticker = setInterval(onTick, tickMs);
		},
		firstPicture() {
			if (model.completeAt !== undefined) return Promise.resolve();
			return new Promise(resolve => {
				const done = (): void => {
					clearTimeout(deadline);
					waiting.delete(done);
					resolve();
				};
				const deadline = setTimeout(done, 2500);
				waiting.add(done);
			});
		},
		async stop() {
			stopped = true;
			clearInterval(ticker);
			clearTimeout(paintTimer);
			clearImmediate(paintSoon);
			for (const done of waiting) done();
			await source.stop();
		},
		keys,
		resized: paint,
		screen() {
			if (drawn === undefined) paint();
			if (drawn === undefined) throw new Error('nothing can be drawn after the end');
			return drawn.screen;
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
	};
}
