// Switches to another system while the program runs. The new system is connected first, so that the old one is still
// watched when that fails. Each system has a core of its own; nothing of the two is mixed.
import {CannotStart} from '../errors/cannot-start.ts';
import {tame} from '../format/tame.ts';
import type {Message} from '../wire/message.ts';
import type {Watch} from './watch.ts';

export type Switching = {
	/** Begins to connect; a later call replaces an earlier one. */
	readonly to: (name: string) => void;
	/** The label of what is being connected to; empty when there is nothing. */
	readonly goingTo: () => string;
	readonly stop: () => Promise<void>;
};

export type SwitchingSettings = {
	/** A system whose source has not begun. @throws CannotStart */
	readonly open: (name: string) => Watch;
	readonly deliver: (to: Watch, message: Message) => void;
	/** What is being connected to has changed. */
	readonly changed: () => void;
	/** The new system is connected and is watched from now on. */
	readonly connected: (watch: Watch) => void;
	readonly failed: (name: string, error: unknown) => void;
};

export function createSwitching({open, deliver, changed, connected, failed}: SwitchingSettings): Switching {
	let coming: Watch | undefined;
	let wishes = 0;

	async function abandon(): Promise<void> {
		const abandoned = coming;
		coming = undefined;
		await abandoned?.end();
	}

	async function to(name: string): Promise<void> {
		const wish = ++wishes;
		const isNewest = (): boolean => wish === wishes;
		try {
			await abandon();
			const next = open(name);
			if (!isNewest()) return;
			coming = next;
			changed();
			await next.source.start(message => deliver(next, message));
			if (!isNewest()) {
				await next.end();
				return;
			}
			coming = undefined;
			connected(next);
		} catch (error) {
			if (!isNewest()) return;
			coming = undefined;
			failed(name, error);
		}
	}

	return {
		to: name => void to(name),
		goingTo: () => coming?.source.label ?? '',
		async stop() {
			wishes++;
			await abandon();
		},
	};
}

/** Why switching failed, in paragraphs. */
export function cannotSwitch(
	name: string,
	error: unknown,
): {readonly title: string; readonly paragraphs: readonly string[]} {
	const title = `Cannot switch to ${tame(name)}`;
	const stillThere = 'What was watched before is still there: Esc goes back to it.';
	if (!(error instanceof CannotStart)) {
		return {title, paragraphs: [tame(error instanceof Error ? error.message : String(error)), stillThere]};
	}
	const {what, because, tryThis} = error;
	return {
		title,
		paragraphs: [`${what}: ${because}`, tryThis === '' ? '' : `Try: ${tryThis}`, stillThere].filter(
			text => text !== '',
		),
	};
}
