// Looks without a screen: connects, asks what a view needs, and says when all of that is answered; then again later.
import {type Core, createCore} from '../core/core.ts';
import type {Recorder} from '../core/ingest.ts';
import type {Outcome} from '../core/outcome.ts';
import {CannotStart} from '../errors/cannot-start.ts';
import type {Thresholds} from '../insight/thresholds.ts';
import {duration} from '../format/time.ts';
import {hardDeadlineMs} from '../model/ping-round.ts';
import {pingSubject} from '../requests/ping.ts';
import type {Source} from '../sources/source.ts';
import type {Ui} from '../ui/ui.ts';
import {sendSoon} from './send-soon.ts';

/** The shortest limit for the whole collection: where no server answers PING, one may still send its statistics by itself. */
const leastWaitMs = 5000;
const lookEveryMs = 20;

export type CollectSettings = {
	/** Which view is asked for. */
	readonly view: string;
	/** Where a person is in it; at its beginning when not given. */
	readonly ui?: Ui;
	readonly utc: boolean;
	/** From when on something is a problem; as usual when not given. */
	readonly thresholds?: Thresholds;
	/** Size of the screen on which everything that is asked for has room. */
	readonly columns: number;
	readonly rows: number;
	/** How long a server is waited for, as `--timeout` says; undefined for a source that has no servers to wait for. */
	readonly timeoutMs?: number;
	/** Is given all that is heard. */
	readonly record?: Recorder;
	/** Is called after a second of the source's time has passed. */
	readonly second?: (core: Core) => void;
	/** All is taken in until the source ends, as of a recording. */
	readonly isToTheEnd?: boolean;
};

export type Collected = {
	readonly core: Core;
	/**
	 * Resolves when all servers have answered what is on the screen, or when the time for that is over; says whether they
	 * have. By then they may have been asked anew.
	 * @throws CannotStart when no server tells anything
	 */
	readonly whole: () => Promise<boolean>;
	/** Lets time pass until the source's clock shows this, epoch milliseconds. */
	readonly until: (at: number) => Promise<void>;
	/** Nothing more is asked; what waits is waited for no more. */
	readonly end: () => void;
};

/** @throws CannotStart when there is no connection */
export async function collect(
	source: Source,
	{
		view,
		ui,
		utc,
		thresholds,
		columns,
		rows,
		timeoutMs = leastWaitMs,
		record,
		second,
		isToTheEnd = false,
	}: CollectSettings,
): Promise<Collected> {
	const longestWaitMs = Math.max(leastWaitMs, timeoutMs);
	const core = createCore({
		view,
		...(ui && {ui}),
		utc,
		label: source.label,
		...(thresholds && {thresholds}),
		...(record && {record}),
	});
	core.draw(columns, rows);
	let isOver = false;
	let look = (): void => {};
	let tickedAt = core.model.lastTickAt;
	function act({requests}: Outcome): void {
		sendSoon(source, requests, () => isOver);
		if (core.model.lastTickAt === tickedAt) return;
		tickedAt = core.model.lastTickAt;
		second?.(core);
	}
	await source.start(message => {
		act(core.hear(message));
		look();
	});
	const timer = setInterval(() => {
		act(core.pass(source.now()));
		look();
	}, lookEveryMs);
	const {model} = core;

	/** Resolves when it holds, or when all is over. */
	function when(holds: () => boolean): Promise<void> {
		return new Promise(resolve => {
			look = () => {
				if (!isOver && !holds()) return;
				look = () => {};
				resolve();
			};
			look();
		});
	}

	return {
		core,
		until: at => when(() => source.now() >= at),
		async whole() {
			const begunAt = source.now();
			let isWhole = isToTheEnd;
			await when(() => {
				if (isToTheEnd) return model.link.state === 'ended';
				isWhole = !core.isWaiting() && model.completeAt !== undefined;
				return isWhole || isNobodyThere(core) || (source.now() - begunAt) / (source.speed ?? 1) >= longestWaitMs;
			});
			if (isOver || [...model.servers.values()].some(({stats}) => stats !== undefined)) return isWhole;
			throw isToTheEnd ? nothingRecorded() : noAnswer(core, longestWaitMs);
		},
		end() {
			isOver = true;
			clearInterval(timer);
			look();
		},
	};
}

/** The servers said that nobody answers PING. */
function isNobodyThere({model}: Core): boolean {
	const {pingRound: round, now} = model;
	return round?.complete === true && round.answered.size === 0 && now - round.askedAt < hardDeadlineMs;
}

function nothingRecorded(): CannotStart {
	return new CannotStart(
		'cannot tell anything of the servers',
		'up to this moment no server has told anything in the recording',
		'look at a later moment with --at, or at its end without',
	);
}

function noAnswer(core: Core, waitedMs: number): CannotStart {
	const what = 'cannot tell anything of the servers';
	const {link, now} = core.model;
	if (link.state === 'down') {
		return new CannotStart(
			what,
			`our link is down for ${duration(now - link.since)}: ${link.reason}`,
			'see whether the server still runs, and try again',
		);
	}
	if (link.refused.has(pingSubject)) {
		return new CannotStart(
			what,
			`this user may not publish to ${pingSubject}`,
			`allow it to publish to ${pingSubject}`,
		);
	}
	if (isNobodyThere(core)) {
		return new CannotStart(
			what,
			`nobody answers ${pingSubject}: this user is not in the system account, or the only server is draining`,
			'connect with a system-account user (--creds, --user), or to another server',
		);
	}
	return new CannotStart(
		what,
		`no server answered ${pingSubject} within ${waitedMs / 1000} s`,
		'see whether the servers are alive, and whether this user may subscribe to its inbox; over a slow way give a longer --timeout',
	);
}
