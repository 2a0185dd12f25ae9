// The program without its edges: what is watched and where the person is. Messages, names of keys, the time and the
// size of the screen go in; a screen, requests to send and effects come out, as data. It knows no timer, no clock, no
// file, no socket and no terminal: whoever drives it live, once, in a replay or in a test has those.
import type {EveryProblem} from '../insight/every-problem.ts';
import {createLedger, type Ledger} from '../insight/ledger.ts';
import type {Thresholds} from '../insight/thresholds.ts';
import {createModel, type Model} from '../model/model.ts';
import type {AccentColour} from '../screen/screen.ts';
import type {Ui} from '../ui/ui.ts';
import type {ContextChoice, Look, SystemNow} from '../views/look.ts';
import type {Drawn} from '../views/screen-of.ts';
import type {Message} from '../wire/message.ts';
import {createAsker} from './asker.ts';
import {type CommandTools, createCommandInProgress, type FileRead} from './command-in-progress.ts';
import {createEffects} from './effects.ts';
import type {Recorder} from './ingest.ts';
import {both, type News, newsOnly, nothing, type Outcome} from './outcome.ts';
import {createPerson, type Pasted} from './person.ts';
import {createTravel, type TravelSettings} from './travel.ts';
import {createWatched} from './watched.ts';

export type CoreSettings = TravelSettings & {
	readonly view: string;
	/** Times are shown in UTC. */
	readonly utc: boolean;
	/** Where the messages come from: a context's name, an address, "demo". */
	readonly label: string;
	/** The context of the `nats` program that is used. */
	readonly contextName?: string | undefined;
	/** The colour of its first line; as all others have it when not given. */
	readonly accent?: AccentColour | undefined;
	/** Absent where nothing may be changed: then nothing that changes anything is ever sent. */
	readonly commands?: CommandTools;
	/** What is known already; nothing when not given. */
	readonly model?: Model;
	/** Which problems are known already; none when not given. */
	readonly ledger?: Ledger;
	/** From when on something is a problem, where no ledger says so; as usual when not given. */
	readonly thresholds?: Thresholds;
	/** Where the person is already; at the beginning of `view` when not given. */
	readonly ui?: Ui;
	/** Is given all that is heard, without its secrets. */
	readonly record?: Recorder;
	/** Where several systems are watched at once: all of them, and which one this is, unless it is the list of them. */
	readonly systems?: {readonly all: () => readonly SystemNow[]; readonly number?: number};
};

export type Core = {
	readonly label: string;
	readonly model: Model;
	/** A copy of which problems there are, and were. */
	readonly ledger: () => Ledger;
	readonly ui: () => Ui;
	readonly changeUi: (change: (ui: Ui) => Ui) => void;
	/** Takes a message in, after the ticks of the whole seconds before it. Never throws. */
	readonly hear: (message: Message) => Outcome;
	/** Lets time pass, by the source's clock, epoch milliseconds. */
	readonly pass: (now: number) => Outcome;
	/** A key by its name, pressed at `now`, or a text that was pasted; does nothing before something was drawn. */
	readonly press: (key: string | Pasted, now: number) => Outcome;
	/** Draws for a screen of this size; `terminalBytesPerSecond` is shown, where there is a terminal. */
	readonly draw: (columns: number, rows: number, terminalBytesPerSecond?: number) => Drawn;
	/** What was drawn last. */
	readonly drawn: () => Drawn | undefined;
	/** What is due for what was drawn last; asked at every whole second too. */
	readonly askDue: () => Outcome;
	/** What a screen is drawn from. */
	readonly look: () => Look;
	/** How it stands now, whatever is looked at. */
	readonly present: () => Omit<SystemNow, 'number'>;
	/** Whether somebody looks at it: otherwise nothing is asked but what is asked whatever is on the screen. */
	readonly lookedAt: (isLookedAt: boolean) => void;
	/** All problems of the moment that is looked at. */
	readonly everyProblem: () => EveryProblem;
	/** Whether the past goes on by itself. */
	readonly isPlaying: () => boolean;
	/** Lets the past go on by so many milliseconds, if it plays. */
	readonly play: (elapsedMs: number) => News;
	/** Looks at a moment of the past; `isPlaying`: it goes on from there. */
	readonly goTo: (time: number, isPlaying: boolean) => void;
	/** Whether what is on the screen is not whole yet, as answers to what was asked first are still to come. */
	readonly isWaiting: () => boolean;
	/** The file that was to be read. */
	readonly fileRead: (path: string, read: FileRead, now: number) => Outcome;
	/** The contexts that can be switched to. */
	readonly contextsListed: (contexts: readonly ContextChoice[]) => void;
	/** The label of what is being switched to; empty when that is over. */
	readonly switchingTo: (label: string) => void;
};

export function createCore(settings: CoreSettings): Core {
	const {label, model = createModel(), utc, contextName, accent, systems} = settings;
	const ledger = settings.ledger ?? createLedger(settings.thresholds);
	const fixed = {label, contextName, accent, utc, thresholds: ledger.thresholds};
	const watched = createWatched(model, ledger, settings.record);
	const command = createCommandInProgress(model, settings.commands, utc);
	let contexts: readonly ContextChoice[] = [];
	let goingTo = '';
	let isLookedAt = true;
	/** The latest time that was told. */
	let now = watched.time() ?? 0;
	const person = createPerson(settings, lookOf);
	const travel = createTravel(watched, settings);
	// Of the past nothing can be asked.
	const asker = createAsker(model, () => (travel.isBack() || !isLookedAt ? [] : person.polls()));

	function lookOf(ui: Ui): Look {
		const current = command.current();
		return {
			...travel.looked(now),
			ui,
			...fixed,
			goingTo,
			contexts,
			...(current && {command: current}),
			terminalBytesPerSecond: undefined,
			now,
			missedWhileFrozen: watched.missed(),
			...(systems && {systems: systems.all(), system: systems.number}),
		};
	}

	function tell(time: number): void {
		now = Math.max(now, time);
	}

	/** Runs what lets time pass, and asks what is due at each whole second of it. */
	function passing(run: (onTick: (at: number) => void) => News): Outcome {
		let due = nothing;
		const news = run(at => {
			tell(at);
			settings.past?.second(watched, at);
			due = both(due, asker.due(at));
		});
		return both(newsOnly(news), due);
	}

	function hear(message: Message): Outcome {
		const linkBefore = model.link.state;
		const heard = passing(onTick => watched.hear(message, onTick));
		tell(message.at);
		const outcome = both(both(heard, command.hear(message)), asker.hear(message));
		return linkBefore !== 'up' && model.link.state === 'up' ? both(outcome, asker.anew(now)) : outcome;
	}

	const {perform, goTo} = createEffects({watched, command, travel, asker, person, now: () => now, hear});

	return {
		label,
		model,
		ledger: watched.ledger,
		ui: person.ui,
		changeUi: person.changeUi,
		drawn: person.drawn,
		look: () => lookOf(person.ui()),
		present: () => ({...watched.present(), link: model.link, label, now, ui: person.ui()}),
		lookedAt(is) {
			isLookedAt = is;
		},
		everyProblem: travel.everyProblem,
		isPlaying: travel.isPlaying,
		play: travel.play,
		goTo,
		isWaiting: asker.isWaiting,
		askDue: () => asker.due(now),

		hear,

		pass(to) {
			const passed = passing(onTick => watched.pass(to, onTick));
			tell(to);
			return both(both(passed, command.tick(to)), asker.pass(to));
		},

		press(key, at) {
			tell(at);
			const {effects, opened} = person.press(key, now);
			const outcome = effects.map(perform).reduce(both, newsOnly('turn'));
			if (!person.ui().layers.some(({kind}) => kind === 'command')) command.drop();
			if (!opened) return outcome;
			// What is on the screen now says what is to be asked.
			person.drawAgain();
			return both(outcome, asker.due(now));
		},

		draw: (columns, rows, terminalBytesPerSecond) => person.draw({columns, rows, terminalBytesPerSecond}),

		fileRead: command.fileRead,
		contextsListed(listed) {
			contexts = listed;
		},
		switchingTo(next) {
			goingTo = next;
		},
	};
}
