// Drives everything: messages into the model, keys into the ui, questions to the source, and the moment to paint.
// Knows time and the source; knows neither React nor the terminal.
import {dueAsks} from '../asking/asking.ts';
import {problemsOf} from '../insight/catalogue.ts';
import {createCommandInProgress} from '../core/command-in-progress.ts';
import type {Problem} from '../insight/problem.ts';
import {createFirstPicture} from './first-picture.ts';
import type {Message} from '../wire/message.ts';
import {keyframeOf} from '../model/keyframe.ts';
import type {Model} from '../model/model.ts';
import {tick} from '../model/tick.ts';
import {createPacing} from './repaint.ts';
import type {Runtime, RuntimeSettings} from './runtime-settings.ts';
import {actionFor} from '../ui/action-for.ts';
import type {Action, Effect} from '../ui/action.ts';
import {settled} from '../ui/settled.ts';
import {createUi, startedAnew} from '../ui/ui.ts';
import {withLayer} from '../ui/layers.ts';
import {update} from '../ui/update.ts';
import type {ContextChoice, Look} from '../views/look.ts';
import {type Drawn, screenOf} from '../views/screen-of.ts';
import {cannotSwitch, createSwitching} from './switching.ts';
import {urgency} from '../core/urgency.ts';
import {askFirst, hear, type Watch, watchOf} from '../core/watch.ts';

/** At most ten pictures a second. */
const shortestPaintMs = 100;
const tickMs = 1000;
/** Nobody touching a key for this long, the picture follows the rhythm of the questions. */
const untouchedMs = 10_000;

/**
 * What a key means depends on the picture, which one before it that came in the same moment may have changed: the row
 * that Enter opens, the pane that moves. Only moves after moves and letters after letters do without a new picture.
 */
function seesChangeOf(before: Action, next: Action): boolean {
	return before.kind !== next.kind || (next.kind !== 'move' && next.kind !== 'type');
}

export function createRuntime({source, contexts, commands, now, view, utc, terminal}: RuntimeSettings): Runtime {
	let watch = watchOf(source);
	let listed: readonly ContextChoice[] = [];
	let ui = createUi(view, commands !== undefined);
	let frozen: {readonly model: Model; readonly urgency: number} | undefined;
	let problems: readonly Problem[] = [];
	let drawn: Drawn | undefined;
	/** What was done last, until there is a picture of it. */
	let unseen: Action | undefined;
	let seenUrgency = 0;
	let seenNotables = 0;
	/** How many notable things had happened when the problems were found. */
	let concludedAfter = 0;
	let ticker: NodeJS.Timeout | undefined;
	let bytesBefore = 0;
	let bytesPerSecond = 0;
	let touchedAt = now();
	let ticks = 0;
	let stopped = false;
	const pacing = createPacing(paint, now);
	const switching = createSwitching({
		open: contexts.open,
		deliver,
		changed: pacing.atOnce,
		connected: changeOverTo,
		failed(name, error) {
			ui = withLayer(ui, {kind: 'told', ...cannotSwitch(name, error), top: 0, search: ''});
			pacing.atOnce();
		},
	});
	const commanding =
		commands === undefined
			? undefined
			: createCommandInProgress({
					...commands,
					now,
					utc,
					ask: one => watch.source.ask(one),
					changed: () => pacing.within(pacing.until(shortestPaintMs)),
				});
	const listeners = new Set<() => void>();
	const firstPicture = createFirstPicture();

	const isUntouched = (): boolean => now() - touchedAt >= untouchedMs;

	const looked = (): Model => frozen?.model ?? watch.model;

	function look(): Look {
		const {model} = watch;
		const command = commanding?.current();
		return {
			model: looked(),
			link: model.link,
			ui,
			problems,
			label: watch.source.label,
			goingTo: switching.goingTo(),
			contexts: listed,
			...(command === undefined ? {} : {command}),
			utc,
			terminalBytesPerSecond: bytesPerSecond,
			now: now(),
			missedWhileFrozen: frozen === undefined ? 0 : urgency(model) - frozen.urgency,
		};
	}

	function conclude(): void {
		problems = problemsOf(looked());
		concludedAfter = watch.model.journals.notices.added;
	}

	function paint(): void {
		pacing.painting();
		if (stopped) return;
		seenUrgency = urgency(watch.model);
		seenNotables = watch.model.journals.notices.added;
		// The verdict must not contradict the rows below it.
		if (frozen === undefined && seenNotables !== concludedAfter) conclude();
		const {columns, rows} = terminal.size();
		drawn = screenOf(look(), columns, rows);
		unseen = undefined;
		ui = settled(ui, drawn.panes, drawn.shown.command);
		for (const listener of listeners) listener();
	}

	function ask(): void {
		if (stopped) return;
		for (const one of dueAsks(watch.asking, watch.model, drawn?.wants ?? [], now())) watch.source.ask(one);
	}

	function deliver(to: Watch, message: Message): void {
		const command = hear(to, message, now);
		if (to !== watch) return;
		commanding?.hear(message);
		const {model} = watch;
		if (command.link || command.complete) {
			conclude();
			// A link that has just come up has told nothing yet.
			if (firstPicture.isAwaited() && (model.completeAt !== undefined || model.link.state === 'down')) {
				paint();
				firstPicture.isThere();
			} else {
				pacing.atOnce();
			}
		} else if (frozen === undefined && urgency(model) !== seenUrgency) {
			// To a screen that nobody has touched for a while, only news come at once; the rest waits for the tick.
			if (!isUntouched()) pacing.within(pacing.until(shortestPaintMs));
			else if (model.journals.notices.added !== seenNotables) pacing.within(pacing.until(tickMs));
		}
	}

	function changeOverTo(next: Watch): void {
		const old = watch;
		watch = next;
		commanding?.drop();
		frozen = undefined;
		conclude();
		ui = startedAnew(ui);
		paint();
		void old.source.stop();
	}

	function onTick(): void {
		const {model} = watch;
		tick(model, now());
		commanding?.tick();
		const written = terminal.bytesWritten();
		bytesPerSecond = Math.round(bytesPerSecond * 0.7 + (written - bytesBefore) * 0.3);
		bytesBefore = written;
		if (frozen === undefined) conclude();
		// With nobody at the keys every second picture is enough: statistics come every 2 s.
		ticks++;
		if (ticks % 2 === 0 || !isUntouched()) paint();
		// After the picture, which takes its time: round trips are measured from the question.
		setImmediate(ask);
		if (model.completeAt !== undefined) firstPicture.isThere();
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
				askFirst(watch, now());
				ask();
				return;
			case 'freeze':
				frozen = {model: keyframeOf(watch.model), urgency: urgency(watch.model)};
				conclude();
				return;
			case 'thaw':
				frozen = undefined;
				conclude();
				return;
			case 'list contexts':
				listed = contexts.list();
				return;
			case 'switch context':
				switching.to(effect.name);
				return;
			case 'begin command':
				commanding?.begin(watch.model, effect.target, effect.file);
				return;
			case 'confirm command':
				commanding?.confirm(effect.text);
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
			if (!ui.layers.some(({kind}) => kind === 'command')) commanding?.drop();
			if (ui.view !== view || ui.layers.length !== layers) {
				paint();
				ask();
			}
		}
		pacing.atOnce();
	}

	return {
		async start() {
			await source.start(message => deliver(watch, message));
			if (stopped) return;
			ticker = setInterval(onTick, tickMs);
		},
		firstPicture() {
			if (watch.model.completeAt !== undefined) return Promise.resolve();
			return firstPicture.wait();
		},
		async stop() {
			stopped = true;
			clearInterval(ticker);
			pacing.end();
			firstPicture.isThere();
			await Promise.all([watch.source.stop(), switching.stop()]);
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
