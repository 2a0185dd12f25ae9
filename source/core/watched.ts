// The system that is watched: what is known of it, what is wrong in it, and the moment at which the picture stands
// still. Time reaches the model only with messages and at moments that follow from them: whole seconds of message time,
// and the end of a round of PING. They are inserted here, so that the same messages make the same model, however often
// and whenever anybody says how late it is.
import {copyOf, createLedger, type Ledger} from '../insight/ledger.ts';
import type {Thresholds} from '../insight/thresholds.ts';
import {baselineOf, isWholePicture} from '../model/baseline.ts';
import {type EveryProblem, everyProblem} from '../insight/every-problem.ts';
import {keyframeOf} from '../model/keyframe.ts';
import type {Model} from '../model/model.ts';
import {endsAt} from '../model/ping-round.ts';
import {endRound, tick} from '../model/tick.ts';
import {toMicrosecond} from '../recording/recording-line.ts';
import {clockReportOf} from '../wire/clock-report.ts';
import {openEnvelope} from '../wire/envelope.ts';
import {clockSubject, type Message} from '../wire/message.ts';
import {concludeBetween, concludeInto, type Conclusions} from './conclude.ts';
import {ingest, type Recorder} from './ingest.ts';
import type {News} from './outcome.ts';
import {urgency} from './urgency.ts';

const second = 1000;

type Looked = Conclusions & {readonly model: Model};

type LookedAt = Looked & {readonly baseline: Model | undefined};

type Moment = Looked & {readonly urgency: number; readonly every: EveryProblem};

export type Watched = {
	readonly model: Model;
	/** From when on something is a problem. */
	readonly thresholds: Thresholds;
	/** How late it is by message time; undefined before the first message. */
	readonly time: () => number | undefined;
	/** Takes a message in; `onTick` is called at each whole second that passes before it. */
	readonly hear: (message: Message, onTick: (at: number) => void) => News;
	/** Lets time pass. */
	readonly pass: (to: number, onTick: (at: number) => void) => News;
	readonly freeze: () => void;
	readonly thaw: () => void;
	/** Compares from now on with this, or with what is looked at now. */
	readonly setBaseline: (moment?: Model) => void;
	/** What is looked at: the model as it is, or as it was when it was frozen; with what is wrong in it. */
	readonly looked: () => LookedAt;
	/** As it is now, also while it is frozen; with what was concluded at the last whole second. */
	readonly present: () => Looked;
	/** A copy of which problems there are, and were. */
	readonly ledger: () => Ledger;
	/** All problems of what is looked at. */
	readonly everyProblem: () => EveryProblem;
	/** Things that came since the picture was frozen. */
	readonly missed: () => number;
};

/** The time that was missed, when a message tells of such. */
function missedIn({subject, text}: Message): {readonly from: number; readonly to: number} | undefined {
	if (subject !== clockSubject) return undefined;
	const report = clockReportOf(openEnvelope(text)?.body ?? {});
	return report?.state === 'missed' ? report : undefined;
}

/** `ledger`: which problems there are already; it goes on with the model. `record` is given all that is heard. */
export function createWatched(model: Model, ledger: Ledger = createLedger(), record?: Recorder): Watched {
	let time = model.now === 0 ? undefined : model.now;
	let frozen: Moment | undefined;
	/** What later moments are compared with; at first the first complete picture. */
	let baseline = model.completeAt === undefined ? undefined : baselineOf(model);
	/** Nobody has set it, and rates were not known in it. */
	let isFirst = !isWholePicture(model);
	let conclusions = concludeInto(ledger, model);
	let heard = urgency(model);
	/** What was heard when the problems were concluded. */
	let concludedAfter = heard;

	function concludeNow(): void {
		conclusions = concludeInto(ledger, model);
		concludedAfter = urgency(model);
	}

	/** The verdict must not contradict the rows below it, which are of this moment. */
	function conclusionsNow(): Conclusions {
		if (heard === concludedAfter) return conclusions;
		conclusions = concludeBetween(ledger, model);
		concludedAfter = heard;
		return conclusions;
	}

	function pass(to: number, onTick: (at: number) => void): News {
		// Before the first message there is nothing to pass for, and after the last one nothing passes.
		if (time === undefined || model.link.state === 'ended') return 'none';
		let news: News = 'none';
		const isComplete = model.completeAt !== undefined;
		for (;;) {
			const nextSecond: number = (Math.floor(time / second) + 1) * second;
			const roundEnd = (model.pingRound && endsAt(model.pingRound)) ?? nextSecond;
			const at: number = Math.max(time, Math.min(nextSecond, roundEnd));
			if (at > to) break;
			time = at;
			if (at < nextSecond) {
				endRound(model, at);
				continue;
			}
			tick(model, at);
			if (isFirst && isWholePicture(model)) {
				baseline = baselineOf(model);
				isFirst = false;
			}
			concludeNow();
			news = 'time';
			onTick(at);
		}
		time = Math.max(time, to);
		if (isComplete || model.completeAt === undefined) return news;
		baseline = baselineOf(model);
		concludeNow();
		return 'turn';
	}

	function newsOf(message: Message): News {
		const {link, journals} = model;
		const linkBefore = link.state;
		const wasComplete = model.completeAt !== undefined;
		const noticesBefore = journals.notices.added;
		ingest(model, message, record);
		const isJustComplete = !wasComplete && model.completeAt !== undefined;
		if (link.state !== linkBefore || isJustComplete) {
			heard = urgency(model);
			if (isJustComplete) baseline = baselineOf(model);
			concludeNow();
			return 'turn';
		}
		const before = heard;
		heard = urgency(model);
		if (heard === before || frozen !== undefined) return 'none';
		return journals.notices.added === noticesBefore ? 'event' : 'notice';
	}

	return {
		model,
		thresholds: ledger.thresholds,
		time: () => time,
		hear(heardMessage, onTick) {
			// Recordings tell times to the microsecond: what is replayed must be what was heard.
			const at = toMicrosecond(heardMessage.at);
			const message = at === heardMessage.at ? heardMessage : {...heardMessage, at};
			const missed = missedIn(message);
			const passed = pass(missed?.from ?? message.at, onTick);
			// What was missed passes at once: nobody falls silent while nothing can be heard.
			time = Math.max(time ?? message.at, missed?.to ?? message.at);
			const news = newsOf(message);
			return passed === 'turn' || news === 'none' ? passed : news;
		},
		pass,
		freeze() {
			// What was wrong on the picture before one's eyes is wrong on the one that stands still.
			frozen = {...conclusionsNow(), model: keyframeOf(model), urgency: urgency(model), every: everyProblem(ledger)};
		},
		thaw() {
			frozen = undefined;
		},
		setBaseline(moment = frozen?.model ?? model) {
			baseline = baselineOf(moment);
			isFirst = false;
		},
		looked() {
			if (frozen !== undefined) return {...frozen, baseline};
			return {model, baseline, ...conclusionsNow()};
		},
		present: () => ({model, ...conclusions}),
		ledger: () => copyOf(ledger),
		everyProblem: () => frozen?.every ?? everyProblem(ledger),
		missed: () => (frozen === undefined ? 0 : urgency(model) - frozen.urgency),
	};
}
