// Time travel: the moment of the past that is looked at instead of the present, and how it moves.
import type {EveryProblem} from '../insight/every-problem.ts';
import type {Problem} from '../insight/problem.ts';
import type {Model} from '../model/model.ts';
import type {Effect} from '../ui/action.ts';
import type {Look, Travelled} from '../views/look.ts';
import type {News} from './outcome.ts';
import type {Past} from './past.ts';
import type {Watched} from './watched.ts';

export type Travel = {
	/** Whether a moment of the past is looked at. */
	readonly isBack: () => boolean;
	/** All problems of the moment that is looked at. */
	readonly everyProblem: () => EveryProblem;
	/** What is known at that moment; undefined while that is now. */
	readonly model: () => Model | undefined;
	/** What a screen is drawn from: the moment that is looked at. `now` is the present. */
	readonly looked: (now: number) => LookedAt;
	/** Goes to a moment, as near as the past allows; says why not when there is none. */
	readonly to: (time: number) => string | undefined;
	/** Does what a key means; says why not when it cannot be done. */
	readonly perform: (effect: TravelEffect) => string | undefined;
	readonly isPlaying: () => boolean;
	/** So many milliseconds have passed: goes on when it is playing. */
	readonly play: (elapsedMs: number) => News;
};

type LookedAt = Pick<
	Look,
	'model' | 'baseline' | 'problems' | 'past' | 'link' | 'timeOfDay' | 'travelled' | 'whyNoPast'
>;

export type Replay = {
	/** Seconds of the recording per second. */
	readonly speed: number;
	/** It begins again after its end. */
	readonly loops: boolean;
};

export type TravelSettings = {
	/** What was recorded, to be looked at; nothing can be when not given. */
	readonly past?: Past;
	/** A recording is replayed; live when not given. */
	readonly replay?: Replay;
};

/** Keys that move through the past. */
type TravelEffect = Extract<Effect, {readonly kind: 'step' | 'to problem' | 'to time' | 'play or pause' | 'to now'}>;

const live: Replay = {speed: 1, loops: false};
const second = 1000;
const noPast = 'no past is kept: the flight recorder is off, or has just begun';

type Looked = {readonly model: Model; readonly problems: readonly Problem[]; readonly past: readonly Problem[]};

/** Problems that somebody should have looked at. */
function troubleOf({problems, past}: Looked): readonly Problem[] {
	return [...past, ...problems].filter(({worst}) => worst !== 'note');
}

/** When problems began that somebody should have looked at, in order. */
function beginnings(looked: Looked): number[] {
	const since = troubleOf(looked).map(problem => problem.since);
	return [...new Set(since)].sort((left, right) => left - right);
}

/** Where one stops on the way: at the whole second after a problem began, when it can be concluded, and at markers. */
function stopsOf(looked: Looked): readonly {readonly at: number; readonly told: string}[] {
	const begun = troubleOf(looked).map(({since, who, topic}) => ({since, told: `${who}: ${topic} begins here`}));
	const marked = looked.model.markers.map(({at, note}) => ({
		since: at,
		told: note === '' ? 'a marker stands here' : `marker: ${note}`,
	}));
	return [...begun, ...marked]
		.map(({since, told}) => ({at: Math.ceil(since / second) * second, told}))
		.sort((left, right) => left.at - right.at);
}

function markersIn({markers}: Model): number[] {
	return markers.map(({at}) => at);
}

/** `head`: what is watched now. */
export function createTravel(head: Watched, {past, replay}: TravelSettings): Travel {
	const {speed, loops} = replay ?? live;
	let moment: {readonly at: number; readonly watched: Watched} | undefined;
	let isPlaying = false;

	function to(time: number): string | undefined {
		const span = past?.span();
		if (past === undefined || span === undefined) return noPast;
		const at = Math.max(span.from, Math.min(span.to, time));
		const watched = past.at(at);
		if (watched === undefined) return 'this moment is no longer kept';
		moment = {at, watched};
		if (at === time) return undefined;
		isPlaying = false;
		return time < at ? 'this is the first moment that is kept' : 'this is the last moment that was heard';
	}

	function here(): number {
		// From a picture that stands still one goes back from there.
		return moment?.at ?? head.looked().model.now;
	}

	/** What begins here may be known later only: a server is silent since it was heard last. So it is said. */
	function toProblem(by: number): string | undefined {
		const at = here();
		const stops = stopsOf(head.looked());
		const next = by > 0 ? stops.find(stop => stop.at > at) : stops.findLast(stop => stop.at < at);
		if (next === undefined) return `no problem begins ${by > 0 ? 'after' : 'before'} this, and no marker is there`;
		return to(next.at) ?? next.told;
	}

	function told(): Travelled | undefined {
		const span = past?.span();
		if (moment === undefined || span === undefined) return undefined;
		const now = Math.max(head.time() ?? 0, span.to);
		const looked = head.looked();
		const problems = beginnings(looked).filter(at => at >= span.from);
		const markers = markersIn(looked.model).filter(at => at >= span.from);
		return {at: moment.at, from: span.from, now, problems, markers, isPlaying, isReplay: replay !== undefined, speed};
	}

	return {
		isBack: () => moment !== undefined,
		everyProblem: () => (moment?.watched ?? head).everyProblem(),
		model: () => moment?.watched.model,
		looked(now) {
			const present = head.looked();
			const looked = moment?.watched.looked() ?? present;
			const travelled = told();
			const {link, clockSetBackMs} = travelled === undefined ? head.model : looked.model;
			return {
				...looked,
				baseline: present.baseline,
				link,
				timeOfDay: (travelled?.at ?? now) - clockSetBackMs,
				...(travelled && {travelled}),
				...(past?.span() === undefined && {whyNoPast: noPast}),
			};
		},
		to,
		perform(effect) {
			const wasPlaying = isPlaying;
			isPlaying = false;
			switch (effect.kind) {
				case 'step':
					// Steps go by whole seconds: that is when it is concluded what is wrong.
					return to(Math.floor((here() + effect.byMs) / second) * second);
				case 'to time':
					return to(effect.at);
				case 'to problem':
					return toProblem(effect.by);
				case 'play or pause':
					isPlaying = !wasPlaying && moment !== undefined;
					return undefined;
				case 'to now':
					moment = undefined;
					return undefined;
			}
		},
		isPlaying: () => isPlaying,
		play(elapsedMs) {
			if (!isPlaying || moment === undefined) return 'none';
			if (to(moment.at + elapsedMs * speed) === undefined) return 'turn';
			// At the end of what was heard: there may be more to come.
			const hasEnded = head.model.link.state === 'ended';
			if (hasEnded && loops) to(0);
			isPlaying = !hasEnded || loops;
			return 'turn';
		},
	};
}
