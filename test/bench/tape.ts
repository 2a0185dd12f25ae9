// The recorded events, repeated without end: in each round they have later times, higher sequence numbers and new
// connection ids, so that none is dropped as a duplicate. The bytes are those a server would send.
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {watchedSubjects} from '../../source/sources/source.ts';

export type TapeEvent = {
	readonly at: number;
	readonly subject: string;
	readonly payload: Buffer;
};

export const kinds = ['CONNECT', 'DISCONNECT', 'AUTH.ERR', 'CONNS', 'STATSZ'] as const;
export type Kind = (typeof kinds)[number];

/** Fixed texts, and between them what differs from round to round. */
type Template = {
	readonly at: number;
	readonly subject: string;
	readonly kind: Kind | undefined;
	readonly texts: readonly string[];
	readonly stamps: readonly Stamp[];
};

type Stamp = (round: number) => string;

export type Tape = {
	/** Events of one round, over all kinds. */
	readonly length: number;
	/** The events of a round, of one kind or of all. */
	events(round: number, kind?: Kind): TapeEvent[];
	/** Disconnects of the clients that a recording leaves connected; without them their number would grow with each round. */
	departures(round: number): TapeEvent[];
};

type Body = Record<string, unknown>;
type Recorded = {at: number; readonly subject: string; readonly body: Body};

const watched = watchedSubjects.map(subject => {
	const [start = '', end = ''] = subject.split('*');
	return {start, end};
});

function isBody(value: unknown): value is Body {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isWatched(subject: string): boolean {
	return watched.some(({start, end}) => subject.startsWith(start) && subject.endsWith(end));
}

/** The recordings one after the other, without gaps between them and without what came twice over two paths. */
function recorded(folder: string): Recorded[] {
	const all: Recorded[] = [];
	const seen = new Set<string>();
	const firstFiles = new Map<unknown, string>();
	let end = 0;
	for (const file of readdirSync(folder)
		.filter(name => name.endsWith('.ndjson'))
		.sort()) {
		const lines = readFileSync(path.join(folder, file), 'utf8').trimEnd().split('\n');
		const events = lines
			.map((line): Body => JSON.parse(line))
			.flatMap(({at, subject, data}): Recorded[] =>
				typeof at === 'number' && typeof subject === 'string' && isBody(data) && isWatched(subject)
					? [{at, subject, body: data}]
					: [],
			)
			.filter(({body}) => {
				const server = isBody(body['server']) ? body['server'] : body;
				const key = `${server['id']} ${server['seq']}`;
				return !seen.has(key) && seen.add(key);
			});
		// Most captures have an `n1`: in one system they would be restarts of each other. A process that was captured more
		// than once keeps its name, as servers do.
		for (const {body} of events) {
			const server = isBody(body['server']) ? body['server'] : body;
			const firstFile = firstFiles.get(server['id']) ?? path.basename(file, '.ndjson');
			firstFiles.set(server['id'], firstFile);
			server['name'] = `${server['name']}-${firstFile}`;
		}
		// The recordings overlap in time; here each begins when the one before has ended.
		const shift = end === 0 ? 0 : end - (events[0]?.at ?? end);
		for (const event of events) all.push({...event, at: event.at + Math.max(0, shift)});
		end = all.at(-1)?.at ?? end;
	}
	return all;
}

/** A DISCONNECT for each CONNECT that has none, with the sequence numbers that follow on the server's last. */
function departuresAfter(events: readonly Recorded[]): Recorded[] {
	const open = new Map<string, Recorded>();
	const sequences = new Map<unknown, number>();
	for (const event of events) {
		const {server = event.body, client} = event.body;
		if (!isBody(server)) continue;
		sequences.set(server['id'], Math.max(sequences.get(server['id']) ?? 0, Number(server['seq'] ?? 0)));
		if (!isBody(client)) continue;
		const key = `${server['id']} ${client['id']}`;
		if (event.subject.endsWith('.CONNECT')) open.set(key, event);
		else open.delete(key);
	}
	const at = events.at(-1)?.at ?? 0;
	const traffic = {msgs: 0, bytes: 0};
	return [...open.values()].map(({subject, body: {server, client, ...header}}) => {
		const {id, ...others} = isBody(server) ? server : {};
		const seq = (sequences.get(id) ?? 0) + 1;
		sequences.set(id, seq);
		const gone = {...(isBody(client) ? client : {}), stop: new Date(at).toISOString()};
		return {
			at,
			subject: subject.replace(/CONNECT$/, 'DISCONNECT'),
			body: {
				...header,
				server: {...others, id, seq},
				client: gone,
				sent: traffic,
				received: traffic,
				reason: 'Client Closed',
			},
		};
	});
}

const mark = '\u0001';
const time = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?Z$/;

function laterTime(text: string, roundMs: number): Stamp {
	const [, seconds = '', fraction = ''] = time.exec(text) ?? [];
	const from = Date.parse(`${seconds}Z`);
	return round => `"${new Date(from + round * roundMs).toISOString().slice(0, 19)}${fraction}Z"`;
}

/** Replaces by a mark what differs from round to round, in the order of the text. */
function templateOf({at, subject, body}: Recorded, roundMs: number, strides: ReadonlyMap<string, number>): Template {
	const stamps: Stamp[] = [];
	const server = isBody(body['server']) ? body['server'] : body;
	const stride = strides.get(String(server['id'])) ?? 0;
	const client = body['client'];
	const text = JSON.stringify(body, function (this: unknown, key: string, value: unknown): unknown {
		const isTime = typeof value === 'string' && time.test(value);
		let stamp: Stamp | undefined;
		if (isTime && (key === 'time' || key === 'timestamp' || this === client)) stamp = laterTime(value, roundMs);
		else if (this === server && key === 'seq') stamp = round => String(Number(value) + round * stride);
		else if (this === client && key === 'id') stamp = round => String(Number(value) + round * stride);
		else if (this === body && key === 'id' && isBody(body['server'])) {
			// The first twelve characters are different for each process, the others count.
			const counter = String(value).slice(12);
			stamp = round => `"${round.toString(36).padStart(12, 'X')}${counter}"`;
		}
		if (stamp === undefined) return value;
		stamps.push(stamp);
		return mark;
	});
	const kind = kinds.find(name => subject.endsWith(`.${name}`) && !subject.includes('LEAFNODE'));
	return {at, subject, kind, texts: text.split(JSON.stringify(mark)), stamps};
}

/** Reads the recordings (`*.ndjson`) of a folder. Events that are no JSON object (claims) are not on the tape. */
export function tapeOf(folder: string): Tape {
	const events = recorded(folder);
	const departures = departuresAfter(events);
	const roundMs = Math.ceil(((events.at(-1)?.at ?? 0) - (events[0]?.at ?? 0)) / 1000) * 1000 + 1000;
	const strides = new Map<string, number>();
	for (const {body} of [...events, ...departures]) {
		const server = isBody(body['server']) ? body['server'] : body;
		const client = isBody(body['client']) ? body['client'] : {};
		const id = String(server['id']);
		strides.set(id, Math.max(strides.get(id) ?? 0, Number(server['seq'] ?? 0) + 1, Number(client['id'] ?? 0) + 1));
	}
	const templates = events.map(event => templateOf(event, roundMs, strides));
	const partings = departures.map(event => templateOf(event, roundMs, strides));
	const played = (some: readonly Template[], round: number): TapeEvent[] =>
		some.map(({at, subject, texts, stamps}) => {
			let text = texts[0] ?? '';
			for (const [index, stamp] of stamps.entries()) text += stamp(round) + (texts[index + 1] ?? '');
			return {at: at + round * roundMs, subject, payload: Buffer.from(text)};
		});
	return {
		length: templates.length,
		events: (round, kind) =>
			played(kind === undefined ? templates : templates.filter(template => template.kind === kind), round),
		departures: round => played(partings, round),
	};
}
