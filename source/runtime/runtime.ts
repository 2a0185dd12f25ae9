// Drives a core live: messages of the source, keys and the time go in; its requests are sent, its effects are carried
// out, and its screen is painted when there is something new to see. Knows time and the source; knows neither React nor
// the terminal, and decides nothing about what is shown or asked.
import {type Core, createCore} from '../core/core.ts';
import type {Pasted} from '../core/person.ts';
import type {Screen} from '../screen/screen.ts';
import type {Source} from '../sources/source.ts';
import {telling, withLayer} from '../ui/layers.ts';
import {startedAnew} from '../ui/started-anew.ts';
import {withTableStarts} from '../ui/table-starts.ts';
import {createUi, type Told, type Ui} from '../ui/ui.ts';
import {linkSubject, type Message} from '../wire/message.ts';
import {createEverySecond} from './every-second.ts';
import {createFirstPicture} from './first-picture.ts';
import {createPerformer} from './performer.ts';
import {createPainting} from './painting.ts';
import {createPlaying} from './playing.ts';
import {createSystemRecorder, type RecorderSettings, type SystemRecorder} from './recorder.ts';
import type {Runtime, RuntimeSettings} from './runtime-settings.ts';
import {cannotSwitch, createSwitching} from './switching.ts';
import {createWatch, type Watch} from './watch.ts';

/** How a source is called. */
function named({label, contextName}: Source): Pick<Source, 'label' | 'contextName'> {
	return {label, contextName};
}

function coreOf(source: Source, settings: RuntimeSettings, {record, past}: SystemRecorder, ui?: Ui): Core {
	const {view, utc, commands, replay, thresholds, tables = []} = settings;
	const core = createCore({
		view,
		utc,
		record,
		...named(source),
		...(past && {past}),
		...(replay && {replay}),
		...(thresholds && {thresholds}),
		...(commands && {commands}),
		ui: ui ?? withTableStarts(createUi(view, commands !== undefined), tables),
	});
	// The visible panes declare the requests, which are sent as soon as there is a connection.
	core.draw(80, 24);
	return core;
}

export function createRuntime(settings: RuntimeSettings): Runtime {
	const {contexts, terminal, setBackMs = () => 0} = settings;
	const {file: _, ...flightRecorder} = settings.recorder;
	let watch: Watch = watchOf(settings.source, settings.recorder);
	let stopped = false;
	const painting = createPainting({
		draw: (columns, rows, bytesPerSecond) => watch.core.draw(columns, rows, bytesPerSecond).screen,
		terminal,
		monotonic: () => performance.now(),
	});
	const switching = createSwitching({
		open: name => watchOf(contexts.open(name), flightRecorder, startedAnew(watch.core.ui())),
		deliver,
		changed: showSwitching,
		connected: changeOverTo,
		failed(name, error) {
			watch.core.changeUi(ui => withLayer(ui, {kind: 'told', ...cannotSwitch(name, error), top: 0, search: ''}));
			showSwitching();
		},
	});
	const perform = createPerformer({settings, watch: () => watch, switchTo: switching.to, tell});
	const playing = createPlaying({
		core: () => watch.core,
		played: painting.show,
		monotonic: () => performance.now(),
	});
	const firstPicture = createFirstPicture();
	const everySecond = createEverySecond(() => watch.source.now(), onSecond);

	/** `recording`: only the system that is watched first is recorded to a file. */
	function watchOf(source: Source, recording: RecorderSettings, ui?: Ui): Watch {
		const recorder = createSystemRecorder(recording);
		const core = coreOf(source, settings, recorder, ui);
		return createWatch({source, core, recorder, setBackMs, perform: effect => perform(effect)});
	}

	function deliver(to: Watch, message: Message): void {
		const news = to.hear(message);
		if (to !== watch) return;
		const {completeAt, link} = to.core.model;
		// Nothing has been received yet over a link that has just come up.
		if (news === 'turn' && firstPicture.isAwaited() && (completeAt !== undefined || link.state !== 'up')) {
			painting.paint();
			firstPicture.isThere();
		} else {
			painting.show(news);
		}
	}

	function changeOverTo(next: Watch): void {
		const old = watch;
		watch = next;
		next.core.changeUi(() => startedAnew(old.core.ui()));
		// When both contexts are of one system, the new connection reports how the old one ended.
		for (const own of old.core.model.link.own) {
			next.hear({at: next.source.now(), subject: linkSubject, text: JSON.stringify({state: 'own', ...own})});
		}
		const {history, label} = old.source;
		if (history !== undefined && next.source.history === undefined) {
			tell({text: `the past begins here: history ${history} is of ${label} only`});
		}
		painting.paint();
		next.act(next.core.askDue());
		void old.end();
	}

	function showSwitching(): void {
		watch.core.switchingTo(switching.goingTo());
		painting.show('turn');
	}

	function onSecond(now: number): void {
		painting.show(watch.pass(now));
		painting.second();
		const trouble = watch.recorder.second();
		if (trouble !== undefined) tell({text: trouble});
		if (watch.core.model.completeAt !== undefined) firstPicture.isThere();
	}

	function tell(told: Told): void {
		watch.core.changeUi(ui => telling(ui, told, watch.source.now()));
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
			await watch.source.start(message => deliver(watch, message));
			if (!stopped) everySecond.begin();
			const {replay} = settings;
			if (replay !== undefined) watch.core.goTo(replay.from ?? watch.core.model.completeAt ?? 0, true);
			playing.look();
		},
		firstPicture: () => (watch.core.model.completeAt === undefined ? firstPicture.wait() : Promise.resolve()),
		async stop() {
			stopped = true;
			everySecond.end();
			playing.end();
			painting.end();
			firstPicture.isThere();
			await Promise.all([watch.end(), switching.stop()]);
		},
		keys: press,
		paste: text => press([{pasted: text}]),
		resized: painting.paint,
		screen() {
			if (painting.picture() === undefined) painting.paint();
			return present(painting.picture());
		},
		subscribe: painting.subscribe,
	};
}

function present(picture: Screen | undefined): Screen {
	if (picture === undefined) throw new Error('nothing can be drawn after the end');
	return picture;
}
