// An incident snapshot for programs: the same as the Markdown tells, with the whole snapshot of the moment.
import {type Suspect, suspectsOf} from '../views/panes/suspects.ts';
import {
	blindSpansOf,
	curveBucketSeconds,
	curvesOf,
	type Incident,
	notKept,
	type TimelineEntry,
	timelineOf,
} from './incident.ts';
import {instant, type Json, known} from './known.ts';
import {snapshotOf} from './snapshot.ts';

/** Bumped when a name goes or changes its meaning. */
export const incidentFormat = 1;

function entryOf(entry: TimelineEntry): Json {
	if (entry.kind === 'marker') return {kind: 'marker', since: instant(entry.at), note: entry.marker.note};
	const {rule, worst, who, topic, text, since, overAt, times, total, peak} = entry.problem;
	return {
		kind: 'problem',
		since: instant(since),
		over: instant(overAt),
		rule,
		severity: worst,
		who,
		topic,
		text,
		times,
		total: known(total),
		peak: peak === '' ? null : peak,
	};
}

function identityOf({kind, name, identity, hosts, servers, reason, run}: Suspect): Json {
	return {
		kind,
		name,
		identity,
		hosts: [...hosts].sort(),
		servers: [...servers],
		last_reason: reason,
		since: instant(run.since),
		last_at: instant(run.lastAt),
		total: run.total,
		per_second: known(run.perSecond),
		stopped: run.stopped,
	};
}

/** Ready for `JSON.stringify`. What is not known is null. */
export function incidentJson(incident: Incident): Json {
	const {look, every, writtenAt, program} = incident;
	return {
		format: incidentFormat,
		program,
		label: look.label,
		time: instant(look.travelled?.at ?? look.model.now),
		written: instant(writtenAt),
		timeline: timelineOf(incident).map(entryOf),
		identities: suspectsOf(look).map(identityOf),
		counts: {
			bucket_seconds: curveBucketSeconds,
			...Object.fromEntries(
				curvesOf(incident).map(({what, counts}) => [what.replaceAll(' ', '_'), counts.map(one => known(one))]),
			),
		},
		blind_spans: blindSpansOf(look.model).map(({from, to}) => ({from: instant(from), to: instant(to)})),
		not_kept: Object.fromEntries(notKept.map(({id, many}) => [id, many(look.model, every)])),
		snapshot: snapshotOf(look),
	};
}
