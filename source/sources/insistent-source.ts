// A source that cannot be refused: what cannot be connected to is tried again and again, with what is in the way told as
// messages about its own link. For systems that are watched beside others, where one that is not there is no end.
import {type LinkReport, linkSubject} from '../wire/message.ts';
import type {Deliver, Source} from './source.ts';
import {whyNotConnected} from './why-not-connected.ts';

export type InsistentSourceSettings = {
	readonly label: string;
	readonly contextName?: string | undefined;
	/** A source that has not begun; made anew for each try, so that what was corrected counts. @throws CannotStart */
	readonly open: () => Source;
	/** The source's clock, epoch milliseconds. */
	readonly now: () => number;
	/** How long after a try that failed the next one begins; `failed` counts from 1. */
	readonly waitMs?: (failed: number) => number;
};

const firstWaitMs = 2000;
/** A login that is refused is an event for all who watch that system: it is not to be tried often. */
const longestWaitMs = 15_000;

function usualWaitMs(failed: number): number {
	return Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(failed - 1, 10));
}

export function insistentSource(settings: InsistentSourceSettings): Source {
	const {label, contextName, open, now, waitMs = usualWaitMs} = settings;
	let current: Source | undefined;
	/** The next try, while it is waited for. */
	let next: {readonly timer: NodeJS.Timeout; readonly begin: () => void} | undefined;
	let isStopped = false;
	let attempt = 0;

	async function connect(deliver: Deliver): Promise<void> {
		const report = (about: Omit<Extract<LinkReport, {state: 'trying'}>, 'state' | 'attempt'>): void => {
			if (isStopped) return;
			const told: LinkReport = {state: 'trying', attempt, ...about};
			deliver({at: now(), subject: linkSubject, text: JSON.stringify(told)});
		};
		attempt++;
		report({});
		let source: Source | undefined;
		try {
			source = open();
			current = source;
			await source.start(deliver);
		} catch (error) {
			current = undefined;
			await source?.stop();
			if (isStopped) return;
			const wait = waitMs(attempt);
			report({reason: whyNotConnected(error), againAt: Math.round(now() + wait)});
			const begin = (): void => {
				next = undefined;
				void connect(deliver);
			};
			next = {begin, timer: setTimeout(begin, wait)};
		}
	}

	return {
		label,
		contextName,
		/** Resolves at once: whether there is a connection is told in messages. */
		start(deliver) {
			void connect(deliver);
			return Promise.resolve();
		},
		connectNow() {
			clearTimeout(next?.timer);
			next?.begin();
		},
		ask: request => current?.ask(request),
		now,
		async stop() {
			isStopped = true;
			clearTimeout(next?.timer);
			next = undefined;
			await current?.stop();
		},
	};
}
