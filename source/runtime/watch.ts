// One watched system: its source and its core. Messages go from the source to the core, requests the other way.
import type {Core} from '../core/core.ts';
import type {News, Outcome, OutsideEffect} from '../core/outcome.ts';
import type {Source} from '../sources/source.ts';
import type {Message} from '../wire/message.ts';
import {createClockReports} from './clock-reports.ts';
import type {SystemRecorder} from './recorder.ts';
import {sendSoon} from './send-soon.ts';

export type Watch = {
	readonly source: Source;
	readonly core: Core;
	readonly recorder: SystemRecorder;
	/** Takes a message of the source in. */
	readonly hear: (message: Message) => News;
	/** Lets time pass, about every second; `tell` is called with what is wrong with its recording. */
	readonly second: (tell: (trouble: string) => void) => News;
	/** Sends the core's requests and carries out its effects. */
	readonly act: (outcome: Outcome) => News;
	/** Nothing more is sent. */
	readonly end: () => Promise<void>;
};

export type WatchSettings = {
	readonly source: Source;
	readonly core: Core;
	readonly recorder: SystemRecorder;
	/** By how many milliseconds the machine's clock is behind the source's. */
	readonly setBackMs: () => number;
	readonly perform: (effect: OutsideEffect) => void;
};

/** A message that comes live is not older. */
const recentMs = 1000;

export function createWatch({source, core, recorder, setBackMs, perform}: WatchSettings): Watch {
	const reports = createClockReports(setBackMs);
	let isOver = false;

	function act({requests, effects, news}: Outcome): News {
		sendSoon(source, requests, () => isOver);
		for (const effect of effects) perform(effect);
		return news;
	}

	/** What was recorded tells what became of its own clock. */
	function look(now: number): void {
		if (source.isRecorded === true) return;
		for (const report of reports.at(now)) act(core.hear(report));
	}

	return {
		source,
		core,
		recorder,
		hear(message) {
			// Between messages of a history time passes too, and nobody stood still.
			if (source.now() - message.at < recentMs) look(message.at);
			return act(core.hear(message));
		},
		second(tell) {
			const now = source.now();
			look(now);
			const news = act(core.pass(now));
			const trouble = recorder.second();
			if (trouble !== undefined) tell(trouble);
			return news;
		},
		act,
		async end() {
			isOver = true;
			await source.stop();
		},
	};
}
