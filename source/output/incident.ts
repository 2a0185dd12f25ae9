// What an incident snapshot tells, for people and for programs: how it came to what is looked at.
import {squeezed} from '../format/sparkline.ts';
import type {EveryProblem} from '../insight/every-problem.ts';
import type {Problem} from '../insight/problem.ts';
import {heardCounts} from '../model/blind-spans.ts';
import {forgottenOf} from '../model/journal.ts';
import {asHeard, type MarkedMoment, type Model} from '../model/model.ts';
import type {Tally} from '../model/tally.ts';
import type {Look} from '../views/look.ts';

/** What is looked at, and what is known of how it came to it. */
export type Incident = {
	/** The moment that is looked at, which may be one of the past; times are shown in UTC. */
	readonly look: Look;
	readonly every: EveryProblem;
	/** When it is written, epoch milliseconds. */
	readonly writtenAt: number;
	/** Version of this program. */
	readonly program: string;
};

export type TimelineEntry =
	| {readonly kind: 'problem'; readonly at: number; readonly problem: Problem}
	| {readonly kind: 'marker'; readonly at: number; readonly marker: MarkedMoment};

/** Problems and markers in order of time. */
export function timelineOf({look, every}: Incident): readonly TimelineEntry[] {
	const problems = every.problems.map(problem => ({kind: 'problem', at: problem.since, problem}) as const);
	const markers = look.model.markers.map(marker => ({kind: 'marker', at: marker.at, marker}) as const);
	return [...problems, ...markers].sort((one, other) => one.at - other.at);
}

export const curveMinutes = 15;
export const curveBucketSeconds = 15;
const curveBuckets = (curveMinutes * 60) / curveBucketSeconds;

export type Curve = {
	readonly what: string;
	/** Counts of the last quarter of an hour, oldest first; NaN where something may have been missed. */
	readonly counts: readonly number[];
	/** Since this program began to listen. */
	readonly total: number;
};

export function curvesOf({look}: Incident): readonly Curve[] {
	// While the link is down nothing is known of this moment.
	const model = asHeard(look.model);
	// The last bucket is the last whole second.
	const curve = (what: string, tally: Tally): Curve => ({
		what,
		counts: squeezed(heardCounts(model, tally, model.now - 1000, curveMinutes * 60), curveBuckets),
		total: tally.total,
	});
	const {connects, disconnects, refusals} = model.tallies;
	return [curve('connects', connects), curve('disconnects', disconnects), curve('auth errors', refusals)];
}

/** Times in which nothing was heard, oldest first; `to` is undefined of one that lasts. */
export function blindSpansOf({blindSpans, link, nothingHeardSince}: Model): readonly {
	readonly from: number;
	readonly to: number | undefined;
}[] {
	const since = link.state === 'down' ? Math.min(link.since, nothingHeardSince ?? link.since) : nothingHeardSince;
	return since === undefined ? blindSpans : [...blindSpans, {from: since, to: undefined}];
}

/** What falls out of full collections, or is never understood. */
type NotKept = {
	/** What it is called for programs. */
	readonly id: string;
	readonly what: string;
	readonly many: (model: Model, every: EveryProblem) => number;
};

export const notKept: readonly NotKept[] = [
	{id: 'servers', what: 'servers', many: ({forgotten}) => forgotten.servers},
	{id: 'accounts', what: 'accounts', many: ({forgotten}) => forgotten.accounts},
	{id: 'clients', what: 'clients', many: ({forgotten}) => forgotten.clients},
	{id: 'refused_logins', what: 'refused logins by identity', many: ({forgotten}) => forgotten.refused},
	{id: 'open_connections', what: 'open connections', many: ({forgotten}) => forgotten.connections},
	{id: 'markers', what: 'markers', many: ({forgotten}) => forgotten.markers},
	{id: 'problems', what: 'problems that are over', many: (_model, {dropped}) => dropped},
	{id: 'connection_events', what: 'events of connections', many: ({journals}) => forgottenOf(journals.connections)},
	{id: 'refusals', what: 'refused logins one by one', many: ({journals}) => forgottenOf(journals.refusals)},
	{id: 'notices', what: 'other events', many: ({journals}) => forgottenOf(journals.notices)},
	{id: 'messages', what: 'raw messages', many: ({journals}) => forgottenOf(journals.messages)},
	{id: 'messages_not_understood', what: 'messages that were not understood', many: ({misunderstood}) => misunderstood},
	{id: 'messages_too_large', what: 'messages that were too large to be read', many: ({tooLarge}) => tooLarge},
];
