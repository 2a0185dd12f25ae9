// Everything a view reads: the model, where the person is, and what the program knows of itself.
import type {Problem} from '../insight/problem.ts';
import type {Model} from '../model/model.ts';
import type {Ui} from '../ui.ts';

export type Look = {
	readonly model: Model;
	readonly ui: Ui;
	/** What is wrong, worst first. */
	readonly problems: readonly Problem[];
	/** Of the source: a context, an address, "demo". */
	readonly label: string;
	readonly utc: boolean;
	/** Bytes a second written to this terminal; undefined when there is none. */
	readonly terminalBytesPerSecond: number | undefined;
	/** The clock on the wall, epoch milliseconds; later than `model.now` while the picture is frozen. */
	readonly now: number;
	/** Things that came since the picture was frozen. */
	readonly missedWhileFrozen: number;
};

/**
 * The model at the last moment at which something could be heard: what is counted per time stands still while the link
 * is down, instead of fading to a zero that nobody vouches for.
 */
export function asHeard(model: Model): Model {
	return model.link.state === 'down' ? {...model, now: Math.min(model.now, model.link.since)} : model;
}
