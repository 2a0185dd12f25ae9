// Drives a core live: messages of the source, keys and the time go in; its requests are sent, its effects are carried
// out, and its screen is painted when there is something new to see. Knows time and the source; knows neither React nor
// the terminal, and decides nothing about what is shown or asked.
import type {Pasted} from '../core/person.ts';
import {telling, withLayer} from '../ui/layers.ts';
import {startedAnew} from '../ui/started-anew.ts';
import type {Told} from '../ui/ui.ts';
import {linkSubject, type Message} from '../wire/message.ts';
import {createEverySecond} from './every-second.ts';
import {createFirstPicture} from './first-picture.ts';
import {createOpening} from './opened-watch.ts';
import {createPerformer} from './performer.ts';
import {createPainting} from './painting.ts';
import {createPlaying} from './playing.ts';
import type {Runtime, RuntimeSettings} from './runtime-settings.ts';
import {cannotSwitch, createSwitching} from './switching.ts';
import type {Watch} from './watch.ts';

/** The person goes from one system to another that is watched instead; what cannot come along is told. */
function takeOver(old: Watch, next: Watch): string | undefined {
	next.core.changeUi(() => startedAnew(old.core.ui()));
	// When both contexts are of one system, the new connection reports how the old one ended.
	for (const own of old.core.model.link.own) {
		next.hear({at: next.source.now(), subject: linkSubject, text: JSON.stringify({state: 'own', ...own})});
	}
	const {history, label} = old.source;
	if (history === undefined || next.source.history !== undefined) return undefined;
	return `the past begins here: history ${history} is of ${label} only`;
}

const monotonic = (): number => performance.now();

export function createRuntime(settings: RuntimeSettings): Runtime {
	const {contexts, terminal, others = [], replay} = settings;
	const {file: _, ...flightRecorder} = settings.recorder;
	const opening = createOpening(settings, (of, effect) => perform(of, effect));
	const several = others.length === 0 ? undefined : opening.openSeveral([settings.source, ...others], flightRecorder);
	/** What is on the screen. */
	let watch: Watch = several?.list ?? opening.open(settings.source, settings.recorder);
	let stopped = false;
	const painting = createPainting({
		draw: (columns, rows, bytesPerSecond) => watch.core.draw(columns, rows, bytesPerSecond).screen,
		terminal,
		monotonic,
	});
	const switching = createSwitching({
		open: name => opening.open(contexts.open(name), flightRecorder, {ui: startedAnew(watch.core.ui())}),
		deliver,
		changed: showSwitching,
		connected: changeOverTo,
		failed(name, error) {
			watch.core.changeUi(ui => withLayer(ui, {kind: 'told', ...cannotSwitch(name, error), top: 0, search: ''}));
			showSwitching();
		},
	});
	const perform = createPerformer({settings, switchTo: switching.to, goTo, several, tell});
	const playing = createPlaying({core: () => watch.core, played: painting.show, monotonic});
	const firstPicture = createFirstPicture();
	const everySecond = createEverySecond(() => watch.source.now(), onSecond);

	/** All that is watched now, on the screen or not. */
	function watches(): readonly Watch[] {
		return several === undefined ? [watch] : [...several.systems, several.list];
	}

	function goTo(number?: number): void {
		const next = number === undefined ? several?.list : several?.systems[number - 1];
		if (next === undefined || next === watch) return;
		show(next);
		playing.look();
	}

	function show(next: Watch): void {
		watch.core.lookedAt(false);
		next.core.lookedAt(true);
		watch = next;
		painting.paint();
		// What is on the screen now says what is to be asked.
		next.act(next.core.askDue());
	}

	function deliver(to: Watch, message: Message): void {
		const news = to.hear(message);
		// How the others stand is seen in the list, and above the views of each.
		if (to !== watch) {
			if (several !== undefined && news === 'turn') painting.show('notice');
		} else if (news === 'turn' && firstPicture.isReached(to.core.model)) {
			painting.paint();
			firstPicture.isThere();
		} else {
			painting.show(news);
		}
	}

	function changeOverTo(next: Watch): void {
		const old = watch;
		const lost = takeOver(old, next);
		show(next);
		if (lost !== undefined) tell(next, {text: lost});
		void old.end();
	}

	function showSwitching(): void {
		watch.core.switchingTo(switching.goingTo());
		painting.show('turn');
	}

	function onSecond(): void {
		for (const one of watches()) {
			const news = one.second(trouble => tell(one, {text: trouble}));
			if (one === watch) painting.show(news);
		}
		painting.second();
		if (watch.core.model.completeAt !== undefined) firstPicture.isThere();
	}

	function tell(of: Watch, told: Told): void {
		of.core.changeUi(ui => telling(ui, told, of.source.now()));
		painting.show('turn');
	}

	function press(keys: readonly (string | Pasted)[]): void {
		painting.touch();
		for (const key of keys) if (!stopped) watch.act(watch.core.press(key, watch.source.now()));
		playing.look();
		painting.show('turn');
	}

	return {
		async start() {
			await Promise.all(watches().map(one => one.source.start(message => deliver(one, message))));
			if (!stopped) everySecond.begin();
			if (replay !== undefined) watch.core.goTo(replay.from ?? watch.core.model.completeAt ?? 0, true);
			playing.look();
		},
		// The list of several systems says itself what is still to come.
		firstPicture: () =>
			several === undefined && watch.core.model.completeAt === undefined ? firstPicture.wait() : Promise.resolve(),
		async stop() {
			stopped = true;
			everySecond.end();
			playing.end();
			painting.end();
			firstPicture.isThere();
			await Promise.all([...watches().map(one => one.end()), switching.stop()]);
		},
		keys: press,
		paste: text => press([{pasted: text}]),
		resized: painting.paint,
		screen: painting.screen,
		subscribe: painting.subscribe,
	};
}
