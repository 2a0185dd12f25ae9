// The past of what is watched: the tape of messages, and keyframes along it. Any moment that the tape still holds is a
// keyframe and the messages since. What a moment looks like does not depend on how one came there.
import {copyOf, createLedger, type Ledger} from '../insight/ledger.ts';
import type {Thresholds} from '../insight/thresholds.ts';
import {keyframeOf} from '../model/keyframe.ts';
import {packableModel, unpackedModel} from '../model/packable.ts';
import {createModel, type Model} from '../model/model.ts';
import type {Tape} from '../recording/tape.ts';
import {createKeptKeyframes, type KeptKeyframes, type KeyframePacking} from './kept-keyframes.ts';
import {rawMessagesOf} from './raw-messages.ts';
import {createWatched, type Watched} from './watched.ts';

/** All that is needed to go on from a moment. */
type Keyframe = {readonly model: Model; readonly ledger: Ledger};

/** What is looked at: a system as it was, and where its next message stands on the tape. */
type Moment = {readonly at: number; readonly number: number; readonly watched: Watched};

export type Past = {
	/** To be called after each whole second of message time: keeps a keyframe when one is due. */
	readonly second: (watched: Watched, at: number) => void;
	/** The first and the last moment that can be looked at; undefined when there is none. */
	readonly span: () => {readonly from: number; readonly to: number} | undefined;
	/** The system as it was at a moment within the span; undefined when the tape no longer holds it. */
	readonly at: (time: number) => Watched | undefined;
	/** What keyframes take in memory, packed, in bytes. */
	readonly bytes: () => number;
	/** Resolves when all keyframes that were taken so far are packed. */
	readonly settled: () => Promise<unknown>;
};

/** How often keyframes are taken. */
export type Spacing = {
	/** After so many messages, or so long. */
	readonly messages: number;
	readonly ms: number;
	/** In a storm not more often than this; in a system of more than 400 servers longer, by its size. */
	readonly leastMs: number;
	/** On the last so long of the way to a moment copies are kept every so many messages: steps back are short. */
	readonly stepsMs: number;
	readonly stepMessages: number;
};

/**
 * Taking in 12,000 messages takes a quarter of a second with all that is concluded from them: no seek has to take in more,
 * where keyframes are not thinned out. A keyframe costs as much as a thousand messages, more of a large system.
 */
const usual: Spacing = {messages: 12_000, ms: 3_600_000, leastMs: 5000, stepsMs: 10_000, stepMessages: 2000};
const mostSteps = 24;
/** Up to so many servers a keyframe is small; of more, one is taken less often, which makes seeks up to so many times as long. */
const largeServers = 400;
const mostOfSize = 2.5;

/** Keyframes take at most `mostBytes`. */
export function createPast(tape: Tape, mostBytes: number, packing: KeyframePacking, spacing: Spacing = usual): Past {
	const keyframes = createKeptKeyframes(mostBytes, packing);
	/** Moments passed on the way to the last one that was asked for, in order of time. */
	let steps: {readonly at: number; readonly number: number; readonly keyframe: Keyframe}[] = [];
	let last: Moment | undefined;
	let thresholds: Thresholds | undefined;

	function keep(watched: Watched, at: number): void {
		const model = packableModel(watched.model);
		const number = tape.next();
		keyframes.keep({at, number, needs: number - model.messages.length}, {model, ledger: watched.ledger()});
	}

	function firstNumber(): number {
		const span = tape.span();
		return span === undefined ? tape.next() : tape.next() - span.messages;
	}

	function span(): {readonly from: number; readonly to: number} | undefined {
		const held = tape.span();
		if (held === undefined) return undefined;
		if (held.dropped === 0) return {from: held.from, to: held.to};
		keyframes.dropBefore(firstNumber());
		const from = keyframes.firstAt();
		return from === undefined ? undefined : {from, to: Math.max(from, held.to)};
	}

	/** Where to begin on the way to a moment. */
	function startFor(time: number): Moment | undefined {
		const step = steps.findLast(({at, number}) => at <= time && number >= firstNumber());
		const kept = keyframes.before(time);
		if (last !== undefined && last.at <= time && last.at >= Math.max(step?.at ?? 0, kept?.at ?? 0)) return last;
		if (step !== undefined && step.at >= (kept?.at ?? 0)) {
			return begun(step.at, step.number, copyOfKeyframe(step.keyframe));
		}
		steps = [];
		if (kept !== undefined) return begun(kept.at, kept.number, unpackedKeyframe(kept));
		if (firstNumber() > 0) return undefined;
		return {at: 0, number: 0, watched: createWatched(createModel(), createLedger(thresholds))};
	}

	function unpackedKeyframe({needs, unpack}: NonNullable<ReturnType<KeptKeyframes['before']>>): Keyframe {
		const {model, ledger} = unpack();
		return {model: unpackedModel(model, rawMessagesOf(tape.messagesFrom(needs), model.messages.length)), ledger};
	}

	function at(time: number): Watched | undefined {
		keyframes.dropBefore(firstNumber());
		const start = startFor(time);
		if (start === undefined) return undefined;
		const {watched} = start;
		let {number} = start;
		let sinceStep = 0;
		const onTick = (second: number): void => {
			if (sinceStep < spacing.stepMessages || time - second > spacing.stepsMs) return;
			sinceStep = 0;
			steps.push({at: second, number, keyframe: keyframeNow(watched)});
			if (steps.length > mostSteps) steps.shift();
		};
		for (const message of tape.messagesFrom(number)) {
			if (message.at > time) break;
			watched.hear(message, onTick);
			number++;
			sinceStep++;
		}
		watched.pass(time, onTick);
		last = {at: time, number, watched};
		return watched;
	}

	return {
		second(watched, second) {
			thresholds = watched.thresholds;
			const before = keyframes.newest();
			const messages = tape.next() - (before?.number ?? 0);
			const passed = second - (before?.at ?? tape.span()?.from ?? second);
			const size = Math.max(1, watched.model.servers.size / largeServers);
			if (messages === 0 || passed < spacing.leastMs * size) return;
			if (messages >= spacing.messages * Math.min(size, mostOfSize) || passed >= spacing.ms) keep(watched, second);
		},
		span,
		at,
		bytes: keyframes.bytes,
		settled: keyframes.settled,
	};
}

function keyframeNow({model, ledger}: Watched): Keyframe {
	return {model: keyframeOf(model), ledger: ledger()};
}

function copyOfKeyframe({model, ledger}: Keyframe): Keyframe {
	return {model: keyframeOf(model), ledger: copyOf(ledger)};
}

function begun(at: number, number: number, {model, ledger}: Keyframe): Moment {
	return {at, number, watched: createWatched(model, ledger)};
}
