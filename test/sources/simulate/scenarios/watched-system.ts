// A scenario as somebody at the program sees it: the core asks what it would ask, every answer is heard, every second is
// concluded, and all that is told is noted.
import {createCore} from '../../../../source/core/core.ts';
import type {Outcome} from '../../../../source/core/outcome.ts';
import type {Ledger} from '../../../../source/insight/ledger.ts';
import type {Problem} from '../../../../source/insight/problem.ts';
import {toldProblems} from '../../../../source/insight/told-problems.ts';
import {type Kept, lineOf} from '../../../../source/recording/recording-line.ts';
import type {Request} from '../../../../source/requests/request.ts';
import type {Scenario} from '../../../../source/sources/simulate/scenarios/scenario.ts';
import {createSystem, type SimulatedSystem} from '../../../../source/sources/simulate/system.ts';
import type {Message} from '../../../../source/wire/message.ts';

export const startAt = Date.UTC(2026, 10, 27, 12);

export type Told = {
	/** Seconds after the beginning when it was told first. */
	readonly second: number;
	readonly rule: string;
	readonly severity: Problem['severity'];
	readonly sentence: string;
};

export type WatchOptions = {
	readonly seconds: number;
	readonly seed?: number;
	readonly servers?: number;
	/** The view that is open: it decides what is asked. */
	readonly view?: string;
	readonly record?: (line: string) => void;
	readonly heard?: (message: Message) => void;
};

/** What is told of a scenario, each problem once for each severity, in order of time. */
export function watched(scenario: Scenario, options: WatchOptions): {readonly told: readonly Told[]} {
	const {seconds, seed = 7, servers, view = 'overview', record, heard} = options;
	const system: SimulatedSystem = createSystem({
		seed,
		startAt,
		scenario,
		...(servers === undefined ? {} : {servers}),
	});
	const core = createCore({
		view,
		utc: true,
		label: 'test',
		...(record && {record: (kept: Kept) => record(lineOf(kept))}),
	});
	let due: Request[] = [];
	const act = ({requests}: Outcome): void => void due.push(...requests);
	const hear = (messages: readonly Message[]): void => {
		for (const message of messages) {
			heard?.(message);
			act(core.hear(message));
		}
	};
	const ask = (at: number): void => {
		const requests = due;
		due = [];
		for (const request of requests) hear(system.ask(request, at));
	};

	const told: Told[] = [];
	const known = new Set<string>();
	const note = (second: number, ledger: Ledger): void => {
		for (const {rule, key, severity, who, text, overAt} of toldProblems(ledger)) {
			const id = `${rule}\n${key}\n${severity}`;
			if (overAt !== undefined || known.has(id)) continue;
			known.add(id);
			told.push({second, rule, severity, sentence: `${severity} ${rule}: ${who} ${text}`});
		}
	};

	core.draw(120, 40);
	hear(system.advance(startAt));
	ask(startAt);
	for (let second = 1; second <= seconds; second++) {
		const at = startAt + second * 1000;
		hear(system.advance(at));
		act(core.pass(at));
		ask(at);
		note(second, core.ledger());
	}
	return {told};
}

export const isTroubling = ({severity}: Told): boolean => severity !== 'note';
