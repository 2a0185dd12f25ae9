// Everything a view reads: the model, the state of the user interface, and facts about this program.
import type {Command} from '../commands/command.ts';
import type {Problem} from '../insight/problem.ts';
import type {Thresholds} from '../insight/thresholds.ts';
import type {Link} from '../model/link.ts';
import type {Model} from '../model/model.ts';
import type {AccentColour} from '../screen/screen.ts';
import type {Ui} from '../ui/ui.ts';

/** A context of the `nats` program that can be switched to. */
export type ContextChoice = {
	readonly name: string;
	readonly description: string;
	/** The one that `nats` uses when none is named. */
	readonly selected: boolean;
	/** Why it cannot be used. */
	readonly broken?: string;
};

/** Where in the past the moment is that is looked at. Times are epoch milliseconds. */
export type Travelled = {
	readonly at: number;
	/** The first moment that can be looked at. */
	readonly from: number;
	/** The present, or the end of a recording. */
	readonly now: number;
	/** When problems began, in order. */
	readonly problems: readonly number[];
	/** The moments that somebody marked, in order. */
	readonly markers: readonly number[];
	readonly isPlaying: boolean;
	/** A recording is replayed. */
	readonly isReplay: boolean;
	/** Seconds of the recording per second. */
	readonly speed: number;
};

export type Look = {
	/**
	 * The model that is shown: the current one, or the one when the display was frozen. While the link is down it is as it
	 * was heard last: its `now` stands still, and with it all ages and rates.
	 */
	readonly model: Model;
	/** The moment that is compared with; undefined before the first complete picture. */
	readonly baseline?: Model | undefined;
	/** Our own connection as it is now, also while the display is frozen. */
	readonly link: Link;
	readonly ui: Ui;
	/** From when on something is a problem. */
	readonly thresholds: Thresholds;
	/** Worst first. */
	readonly problems: readonly Problem[];
	/** Problems that are over for longer than the others tell of, the latest last. */
	readonly past?: readonly Problem[];
	/** Of the source: a context, an address, "demo". */
	readonly label: string;
	/** The context of the `nats` program that is used. */
	readonly contextName?: string | undefined;
	/** The colour of its first line. */
	readonly accent?: AccentColour | undefined;
	readonly utc: boolean;
	/** Bytes a second written to this terminal; undefined when there is none. */
	readonly terminalBytesPerSecond: number | undefined;
	/** How late it is, by the clock that stamps messages, epoch milliseconds; goes on while the picture is frozen. */
	readonly now: number;
	/** The clock on the wall, epoch milliseconds: earlier than `now` after it was set back. */
	readonly timeOfDay: number;
	/** Which context is being switched to, while it connects. */
	readonly goingTo?: string;
	/** As listed last. */
	readonly contexts?: readonly ContextChoice[];
	/** The command in progress. */
	readonly command?: Command;
	/** Set while the past is looked at. */
	readonly travelled?: Travelled;
	/** Why the past cannot be looked at. */
	readonly whyNoPast?: string;
	/** Events since the display was frozen. */
	readonly missedWhileFrozen: number;
	/** All systems where several are watched at once, in the order in which they were given. */
	readonly systems?: readonly SystemNow[];
	/** Which of them this is, by its number; undefined in the list of them. */
	readonly system?: number | undefined;
};

/** A system of several that are watched at once: always as it is now, whatever is looked at in it. */
export type SystemNow = Pick<Look, 'model' | 'link' | 'problems' | 'label' | 'now' | 'ui'> & {
	/** Its place among them, from 1: the number that opens it. */
	readonly number: number;
};

/** Whether this is the list of several systems, and no system. */
export function isListOfSystems({systems, system}: Pick<Look, 'systems' | 'system'>): boolean {
	return systems !== undefined && system === undefined;
}
