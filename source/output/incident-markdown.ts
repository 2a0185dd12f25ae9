// An incident snapshot for people: Markdown for a ticket or a chat. Times are UTC, as its readers may be anywhere.
import {count} from '../format/number.ts';
import {sparkline} from '../format/sparkline.ts';
import {dateAndClock, duration} from '../format/time.ts';
import {asHeard} from '../model/model.ts';
import type {Server} from '../model/server.ts';
import {shownNameOf} from '../model/server-names.ts';
import {stateOf} from '../model/server-state.ts';
import {serversInOrder} from '../model/servers.ts';
import {serverColumns} from '../views/columns/server-columns.ts';
import {summaryIn} from '../views/frame/summary.ts';
import type {Look} from '../views/look.ts';
import {suspectsOf} from '../views/panes/suspects.ts';
import {whoColumns} from '../views/panes/who.ts';
import {
	blindSpansOf,
	curveBucketSeconds,
	curveMinutes,
	curvesOf,
	type Incident,
	notKept,
	type TimelineEntry,
	timelineOf,
} from './incident.ts';
import {markdownTable, plainMarkdown} from './markdown.ts';

/** More rows nobody reads; the JSON has all of them. */
const mostServers = 200;
const mostIdentities = 40;

const time = (at: number): string => dateAndClock(at, true);

function timelineRow({at, ...entry}: TimelineEntry): readonly string[] {
	if (entry.kind === 'marker') return [time(at), '', 'marker', '', entry.marker.note, '', '', '', ''];
	const {overAt, worst, who, text, topic, peak, total, times, rule} = entry.problem;
	return [
		time(at),
		overAt === undefined ? 'lasts' : `${time(overAt)} (${duration(overAt - at)})`,
		worst,
		who,
		overAt === undefined ? text : topic,
		peak,
		total === undefined ? '' : count(total),
		times > 1 ? `×${times}` : '',
		rule,
	];
}

function timeline(incident: Incident): string {
	const rows = timelineOf(incident).map(timelineRow);
	if (rows.length === 0) return 'No problem was concluded, and no marker was set.';
	return markdownTable(['from', 'to', '', 'who', 'what', 'peak', 'total', 'times', 'rule'], rows);
}

type Column<Row> = {
	readonly title: string;
	readonly id: string;
	readonly hidden?: true;
	readonly cell: (row: Row, width: number) => {readonly text: string};
};

/** As wide as any text of a cell. */
const anyWidth = 1000;

function tableOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
	const shown = columns.filter(({hidden, id}) => hidden !== true && id !== 'last');
	return markdownTable(
		shown.map(({title}) => title),
		rows.map(row => shown.map(column => column.cell(row, anyWidth).text)),
	);
}

function more(all: number, most: number): string {
	return all > most ? `\n\n${count(all - most)} more are in the JSON beside this file.` : '';
}

function identities(look: Look): string {
	const suspects = suspectsOf(look);
	if (suspects.length === 0) return 'No client is refused, in a reconnect loop, flapping or slow.';
	return tableOf(whoColumns(look), suspects.slice(0, mostIdentities)) + more(suspects.length, mostIdentities);
}

function servers(look: Look): string {
	const all = serversInOrder(look.model);
	if (all.length === 0) return 'No server was heard.';
	const isUp = (server: Server): boolean => stateOf(look.model, server) === 'up';
	// Where there is no room for all, those that are not well come first.
	const listed =
		all.length <= mostServers ? all : all.toSorted((one, other) => Number(isUp(one)) - Number(isUp(other)));
	const columns = serverColumns(look).map(column => ({
		...column,
		cell: (server: Server, width: number) => {
			const {text} = column.cell(server, width);
			return {text: column.id === 'state' && text === '' ? 'up' : text};
		},
	}));
	return tableOf(columns, listed.slice(0, mostServers)) + more(all.length, mostServers);
}

function curves(incident: Incident): string {
	const rows = curvesOf(incident).map(({what, counts, total}) => {
		const known = counts.filter(value => !Number.isNaN(value));
		return [what, sparkline(counts), known.length === 0 ? '–' : count(Math.max(...known)), count(total)];
	});
	const most = `most in ${curveBucketSeconds} s`;
	return `${markdownTable(['', `last ${curveMinutes} minutes`, most, 'since listening'], rows)}

A character is ${curveBucketSeconds} seconds; a dot is a time of which it is not known.`;
}

function unknowns({look, every}: Incident): string {
	const {model} = look;
	const spans = blindSpansOf(model).map(({from, to}) =>
		to === undefined ? [time(from), 'lasts', ''] : [time(from), time(to), duration(to - from)],
	);
	const kept = notKept.flatMap(({what, many}) => {
		const lost = many(model, every);
		return lost === 0 ? [] : [[what, count(lost)]];
	});
	const since = model.startedAt === undefined ? 'Nothing was heard yet.' : `Listening since ${time(model.startedAt)}.`;
	const blind =
		spans.length === 0
			? 'No time since then is known in which nothing was heard.'
			: 'Nothing was heard in these times:';
	return [
		`${since} What happened before is not known. ${blind}`,
		...(spans.length === 0 ? [] : [markdownTable(['from', 'to', 'for'], spans)]),
		...(kept.length === 0
			? ['Everything that was heard since is counted here.']
			: ['Dropped, or not understood:', markdownTable(['what', 'how many'], kept)]),
	].join('\n\n');
}

/** The text of the Markdown file. */
export function incidentMarkdown(incident: Incident): string {
	const {writtenAt, program, every} = incident;
	const {model} = incident.look;
	// While the link is down nothing is known of this moment.
	const look: Look = {...incident.look, utc: true, model: asHeard(model)};
	const {speaking, expected} = summaryIn(look);
	const via = shownNameOf(model, model.link.serverId, model.link.serverName);
	const facts = [
		`The system as it was known at ${time(incident.look.travelled?.at ?? model.now)}`,
		`written at ${time(writtenAt)} by nats-top-sys ${program}`,
		...(model.link.state === 'down'
			? [`our link is down since ${time(model.link.since)}, and numbers are of that moment`]
			: [`${count(speaking)} of ${count(expected)} servers are heard`]),
		...(via === '' ? [] : [`connected to ${plainMarkdown(via)}`]),
	];
	return `# Incident snapshot of ${plainMarkdown(look.label)}

${facts.join('; ')}. Times are UTC.

## Timeline

${timeline({...incident, look, every})}

## Who causes trouble

${identities(look)}

## Servers

${servers(look)}

## Connects, disconnects, auth errors

${curves(incident)}

## What is not known

${unknowns(incident)}
`;
}
