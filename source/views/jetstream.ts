import type {Poll} from '../asking/poll.ts';
import {firstNames} from '../format/first-names.ts';
import {bytes, count, perSecond, unknown} from '../format/number.ts';
import {cut} from '../format/width.ts';
import {isTrouble} from '../insight/problem.ts';
import {oncePerMoment} from '../model/once-per-moment.ts';
import {shownName} from '../model/server-names.ts';
import {isSpeaking} from '../model/server-state.ts';
import {sumOfAll} from '../model/stats.ts';
import {jetStreamOfAll} from '../requests/jetstream.ts';
import type {Line} from '../screen/screen.ts';
import {isJetStreamWrong, type JetStreamRow, jetStreamRows} from './columns/jetstream-cells.ts';
import {jetStreamColumns} from './columns/jetstream-columns.ts';
import {defineView} from './define-view.ts';
import type {Look} from './look.ts';
import {metaInWords} from './meta-words.ts';
import {definePane} from './panes/pane.ts';
import {serversWorstFirst} from './servers.ts';

/** What is asked for changes slowly; rates and the meta group come with the statistics. */
const jetStreamPoll: Poll = {request: jetStreamOfAll, everyMs: 10_000, scope: 'all'};

const metaRules: ReadonlySet<string> = new Set(['meta-leader', 'meta-peers']);

// The title needs the same rows as the table.
const rowsIn = oncePerMoment((model): readonly JetStreamRow[] => jetStreamRows({model}, serversWorstFirst({model})));

function rowsOf({model}: Look): readonly JetStreamRow[] {
	return rowsIn(model);
}

/** A sum over servers; undefined when one of the parts is, and where there is none. */
function sumOf(rows: readonly JetStreamRow[], valueOf: (row: JetStreamRow) => number | undefined): number | undefined {
	return rows.length === 0 ? undefined : sumOfAll(rows, valueOf);
}

function counted(value: number | undefined, one: string): string {
	return `${count(value)} ${one}${value === 1 ? '' : 's'}`;
}

/** Sums over all servers with JetStream; a dash as soon as one of them is not heard or has not told. */
function totals(look: Look): string {
	const rows = rowsOf(look);
	const on = rows.filter(({role, server}) => role !== 'off' && (role !== 'unknown' || server.jetStream));
	if (on.length === 0) return '';
	const streams = sumOf(on, ({counts}) => counts?.streamsLed);
	const consumers = sumOf(on, ({counts}) => counts?.consumersLed);
	const store = sumOf(on, ({stats}) => stats?.storageBytes);
	const limit = sumOf(on, ({stats}) => stats?.maxStorageBytes);
	const asked = sumOf(on, ({server, stats}) => (stats === undefined ? undefined : server.rates?.apiRequests));
	const failed = sumOf(on, ({server, stats}) => (stats === undefined ? undefined : server.rates?.apiErrors));
	return [
		streams === undefined
			? `streams ${unknown}`
			: `leaders of ${counted(streams, 'stream')}, ${counted(consumers, 'consumer')}`,
		`store ${bytes(store)}${limit === undefined ? '' : ` of ${bytes(limit)}`}`,
		`API ${perSecond(asked)}, errors ${perSecond(failed)}`,
		untold(look, on),
	]
		.filter(part => part !== '')
		.join(' · ');
}

/** Servers that are heard and have not answered what they were asked. */
function untold({model}: Look, on: readonly JetStreamRow[]): string {
	const rows = on.filter(({server}) => isSpeaking(server) && server.jetStreamReport === undefined);
	if (rows.length === 0) return '';
	if (rows.length === on.length) return 'streams not told yet';
	return `streams not told by ${firstNames(rows.map(({server}) => shownName(model, server)))}`;
}

function metaLine({model}: Look, width: number): Line {
	const parts = metaInWords(model);
	const text = parts.map(part => part.text).join(' · ');
	const [only] = parts;
	// Where it does not fit, what is wrong comes first.
	if (parts.length < 2 || text.length + 2 > width) {
		const worst = parts.find(({style}) => style === 'bad') ?? parts.find(({style}) => style === 'warn') ?? only;
		const style = worst?.style ?? 'strong';
		const rest = parts.length < 2 ? '' : ` · and ${parts.length - 1} more`;
		return {spans: [{text: ' '}, {text: cut(`${worst?.text ?? unknown}${rest}`, width - 2), style}]};
	}
	return {
		spans: parts.flatMap((part, index) => [
			{text: index === 0 ? ' ' : ' · '},
			{text: part.text, style: part.style ?? 'strong'},
		]),
	};
}

const pane = definePane<JetStreamRow>({
	id: 'jetstream',
	title: 'JETSTREAM',
	totals: true,
	compares: {
		meta: 'state',
		lag: 'count',
		peers: 'count',
		api: 'rate',
		errors: 'rate',
		pending: 'count',
		mem: 'bytes',
		'mem-share': 'share',
		store: 'bytes',
		'store-share': 'share',
		ha: 'count',
		streams: 'count',
		led: 'count',
		consumers: 'count',
		'consumers-led': 'count',
		messages: 'count',
		bytes: 'bytes',
		accounts: 'count',
	},
	units: true,
	rows: rowsOf,
	columns: jetStreamColumns,
	idOf: ({server}) => server.id,
	isWrong: (row, look) => isJetStreamWrong(look, row),
	noneWrong: rows => `JetStream is well on ${count(rows)} servers`,
	target: ({server}) => ({kind: 'jetstream', id: server.id}),
	rowStyle: ({role, server}) => (role === 'off' || server.goodbye?.kind === 'stopped' ? 'dim' : undefined),
	polls: () => [jetStreamPoll],
	empty: look => (look.model.link.state === 'up' ? 'no server has answered yet' : 'not connected yet'),
	note: totals,
});

export const jetStreamView = defineView({
	id: 'jetstream',
	key: '8',
	title: 'JetStream',
	shortTitle: 'JetStr',
	about: 'JetStream on every server: the meta group and its leader, the API, memory and store against limits, streams',
	isAlarming: look => look.problems.some(problem => metaRules.has(problem.rule) && isTrouble(problem)),
	panes: [pane],
	draw(look, width, height) {
		const drawn = pane.draw(look, width, height - 1, true);
		return {lines: [metaLine(look, width), ...drawn.lines], panes: [drawn]};
	},
});
