// Drives a core live: messages of the source, keys and the time go in; its requests are sent, its effects are carried
// out, and its screen is painted when there is something new to see. Knows time and the source; knows neither React nor
// the terminal, and decides nothing about what is shown or asked.
import {createCore} from '../core/core.ts';
import type {News, Outcome, OutsideEffect} from '../core/outcome.ts';
import type {Pasted} from '../core/person.ts';
import type {Screen} from '../screen/screen.ts';
import type {Source} from '../sources/source.ts';
import {withLayer} from '../ui/layers.ts';
import {startedAnew, type Ui} from '../ui/ui.ts';
import type {Message} from '../wire/message.ts';
import {createEverySecond} from './every-second.ts';
import {createFirstPicture} from './first-picture.ts';
import {createPacing} from './repaint.ts';
import type {Runtime, RuntimeSettings} from './runtime-settings.ts';
import {sendSoon} from './send-soon.ts';
import {cannotSwitch, createSwitching, type Watch} from './switching.ts';

/** At most ten pictures a second. */
const shortestPaintMs = 100;
const secondMs = 1000;
/** Nobody touching a key for this long, the picture follows the rhythm of the requests. */
const untouchedMs = 10_000;

export function createRuntime(settings: RuntimeSettings): Runtime {
	const {contexts, commands, view, utc, terminal} = settings;
	let watch = watchOf(settings.source);
	let seconds = 0;
	let bytesBefore = 0;
	let bytesPerSecond = 0;
	let touchedAt = performance.now();
	let stopped = false;
	/** As it is painted, of the terminal's size. */
	let picture: Screen | undefined;
	const pacing = createPacing(paint, () => performance.now());
	const switching = createSwitching({
		open: name => watchOf(contexts.open(name), startedAnew(watch.core.ui())),
		deliver,
		changed: showSwitching,
		connected: changeOverTo,
		failed(name, error) {
			watch.core.changeUi(ui => withLayer(ui, {kind: 'told', ...cannotSwitch(name, error), top: 0, search: ''}));
			showSwitching();
		},
	});
	const listeners = new Set<() => void>();
	const firstPicture = createFirstPicture();
	const everySecond = createEverySecond(() => watch.source.now(), onSecond);

	function watchOf(source: Source, ui?: Ui): Watch {
		const {label} = source;
		const core = createCore({view, utc, label, ...(commands && {commands}), ...(ui && {ui})});
		// What is on the screen says what is to be asked, as soon as there is a connection.
		core.draw(80, 24);
		return {source, core};
	}

	const isUntouched = (): boolean => performance.now() - touchedAt >= untouchedMs;

	function paint(): void {
		pacing.painting();
		if (stopped) return;
		const {columns, rows} = terminal.size();
		picture = watch.core.draw(columns, rows, bytesPerSecond).screen;
		for (const listener of listeners) listener();
	}

	/** When there is a new picture of it. To a screen that nobody has touched for a while, only notices come at once. */
	function show(news: News): void {
		if (news === 'turn') pacing.atOnce();
		else if (news === 'notice') pacing.within(pacing.until(isUntouched() ? secondMs : shortestPaintMs));
		else if (news === 'event' && !isUntouched()) pacing.within(pacing.until(shortestPaintMs));
	}

	function act(on: Watch, {requests, effects}: Outcome): void {
		sendSoon(on.source, requests, () => stopped);
		for (const effect of effects) perform(effect);
	}

	function deliver(to: Watch, message: Message): void {
		const outcome = to.core.hear(message);
		act(to, outcome);
		if (to !== watch) return;
		const {model} = to.core;
		// A link that has just come up has told nothing yet.
		if (
			outcome.news === 'turn' &&
			firstPicture.isAwaited() &&
			(model.completeAt !== undefined || model.link.state === 'down')
		) {
			paint();
			firstPicture.isThere();
		} else {
			show(outcome.news);
		}
	}

	function changeOverTo(next: Watch): void {
		const old = watch;
		watch = next;
		next.core.changeUi(() => startedAnew(old.core.ui()));
		paint();
		act(next, next.core.askDue());
		void old.source.stop();
	}

	function showSwitching(): void {
		watch.core.switchingTo(switching.goingTo());
		pacing.atOnce();
	}

	function onSecond(now: number): void {
		const written = terminal.bytesWritten();
		bytesPerSecond = Math.round(bytesPerSecond * 0.7 + (written - bytesBefore) * 0.3);
		bytesBefore = written;
		const outcome = watch.core.pass(now);
		// With nobody at the keys every second picture is enough: statistics come every 2 s.
		seconds++;
		if (seconds % 2 === 0 || !isUntouched()) paint();
		else show(outcome.news);
		// After the picture, which takes its time: round trips are measured from the request.
		act(watch, outcome);
		if (watch.core.model.completeAt !== undefined) firstPicture.isThere();
	}

	function readFile(path: string): void {
		let read: {readonly text: string} | {readonly unreadable: string};
		try {
			read = {text: commands?.readFile(path) ?? ''};
		} catch (error) {
			read = {unreadable: error instanceof Error ? error.message : String(error)};
		}
		act(watch, watch.core.fileRead(path, read, watch.source.now()));
	}

	function perform(effect: OutsideEffect): void {
		switch (effect.kind) {
			case 'quit':
			case 'suspend':
			case 'redraw':
				terminal[effect.kind]();
				return;
			case 'copy':
				terminal.copy(effect.text);
				return;
			case 'list contexts':
				watch.core.contextsListed(contexts.list());
				return;
			case 'switch context':
				switching.to(effect.name);
				return;
			case 'read file':
				readFile(effect.path);
		}
	}

	function press(keys: readonly (string | Pasted)[]): void {
		touchedAt = performance.now();
		for (const key of keys) {
			if (!stopped) act(watch, watch.core.press(key, watch.source.now()));
		}
		pacing.atOnce();
	}

	return {
		async start() {
			await watch.source.start(message => deliver(watch, message));
			if (!stopped) everySecond.begin();
		},
		firstPicture: () => (watch.core.model.completeAt === undefined ? firstPicture.wait() : Promise.resolve()),
		async stop() {
			stopped = true;
			everySecond.end();
			pacing.end();
			firstPicture.isThere();
			await Promise.all([watch.source.stop(), switching.stop()]);
		},
		keys: press,
		paste: text => press([{pasted: text}]),
		resized: paint,
		screen() {
			if (picture === undefined) paint();
			if (picture === undefined) throw new Error('nothing can be drawn after the end');
			return picture;
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
	};
}
