// Every request of the catalogue that the demo answers: its answers have the fields, the types and the sizes that those
// of real servers have, at every depth. A request that is added to the catalogue needs a row here.
import {describe, expect, test} from 'vitest';
import {requestKinds} from '../../../source/requests/catalogue.ts';
import {createSystem} from '../../../source/sources/simulate/system.ts';
import {captured} from './key-paths.ts';

const startAt = Date.UTC(2026, 10, 23, 12);

type Row = {
	/** The subjects of the recordings, where they are others: all servers were asked at once, or an event says the same. */
	readonly recorded?: string | readonly string[];
	readonly body?: object;
	readonly isUnanswered?: true;
	/** Fields that the recordings have because they asked for more, or by their set-up. */
	readonly onlyThere?: readonly string[];
	/** Fields that real servers send too, in other set-ups than those of the recordings. */
	readonly elsewhere?: readonly string[];
};

/** Statistics have more fields where there is something to count, or a leader of JetStream that has saved its state. */
const statistics: Row = {
	recorded: ['$SYS.SERVER.*.STATSZ', '$SYS.REQ.SERVER.PING', '$SYS.REQ.SERVER.*.STATSZ'],
	onlyThere: ['answer.statsz.jetstream', 'answer.statsz.jetstream.meta.replicas'],
	elsewhere: ['answer.statsz.jetstream.meta.snapshot.last_duration'],
};

const table: Readonly<Record<string, Row>> = {
	'$SYS.REQ.SERVER.PING': statistics,
	'$SYS.REQ.SERVER.*.STATSZ': statistics,
	'$SYS.REQ.SERVER.*.IDZ': {},
	'$SYS.REQ.ACCOUNT.PING.STATZ': {},
	// The accounts of the demo import nothing; the rest this program does not read.
	'$SYS.REQ.ACCOUNT.*.INFO': {
		onlyThere: ['answer.data.imports', 'answer.data.name_tag', 'answer.data.sublist_stats'],
	},
	'$SYS.REQ.SERVER.PING.LEAFZ': {},
	'$SYS.REQ.SERVER.*.ROUTEZ': {},
	// A server that is in the cluster that is asked for has none to it.
	'$SYS.REQ.SERVER.*.GATEWAYZ': {
		body: {name: 'west'},
		onlyThere: ['answer.data.outbound_gateways.*', 'answer.data.inbound_gateways.*'],
	},
	// All recorded servers have JetStream; answers.test.ts has one without, as it was seen.
	'$SYS.REQ.SERVER.*.JSZ': {
		recorded: '$SYS.REQ.SERVER.PING.JSZ',
		onlyThere: [
			...['limits', 'meta_cluster', 'meta_cluster.replicas'].map(field => `answer.data.${field}`),
			...['store_dir', 'sync_interval', 'compress_ok', 'strict'].map(field => `answer.data.config.${field}`),
		],
		elsewhere: ['answer.data.disabled', 'answer.data.meta_cluster.snapshot.last_duration'],
	},
	'$SYS.REQ.SERVER.*.HEALTHZ': {recorded: '$SYS.REQ.SERVER.PING.HEALTHZ'},
	// The recording asked for the list of subscriptions, which this program does not.
	'$SYS.REQ.SERVER.*.SUBSZ': {
		recorded: '$SYS.REQ.SERVER.PING.SUBSZ',
		onlyThere: ['answer.data.subscriptions_list'],
	},
	'$SYS.REQ.USER.INFO': {},
	'$SYS.REQ.SERVER.*.ACCOUNTZ': {},
	'$SYS.REQ.SERVER.*.CONNZ': {
		body: {auth: true, state: 2, limit: 100},
		elsewhere: ['answer.data.connections.mqtt_client'],
	},
	'$SYS.REQ.SERVER.*.VARZ': {
		recorded: '$SYS.REQ.SERVER.PING.VARZ',
		onlyThere: ['config', 'stats', 'meta', 'limits', 'meta.replicas'].map(field => `answer.data.jetstream.${field}`),
		elsewhere: ['answer.data.jetstream.meta.snapshot.last_duration'],
	},
	'$SYS.REQ.SERVER.*.KICK': {},
	'$SYS.REQ.SERVER.*.LDM': {},
	'$SYS.REQ.SERVER.*.RELOAD': {},
	// The demo's accounts stand in a configuration file: nobody takes claims there, as in the recordings of such servers.
	'$SYS.REQ.ACCOUNT.*.CLAIMS.UPDATE': {isUnanswered: true},
};

type Shape = {count: number; bytes: number; readonly fields: Map<string, {seen: number; readonly kinds: Set<string>}>};
type Shapes = Map<string, Shape>;

/** Objects whose keys are names. */
const named = /(?:feature_flags|metadata|outbound_gateways|inbound_gateways|http_req_stats|tags)$/;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
	return Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value;
}

/** Adds an object, and those inside of it under paths of their own. */
function note(shapes: Shapes, path: string, object: Readonly<Record<string, unknown>>): void {
	const shape = shapes.get(path) ?? {count: 0, bytes: 0, fields: new Map()};
	shapes.set(path, shape);
	shape.count++;
	for (const [given, value] of Object.entries(object)) {
		// The server's block is in all messages: wire-shapes.test.ts has it.
		if (path === 'answer' && given === 'server') continue;
		const key = named.test(path) ? '*' : given;
		const field = shape.fields.get(key) ?? {seen: 0, kinds: new Set<string>()};
		shape.fields.set(key, field);
		field.seen++;
		field.kinds.add(kindOf(value));
		for (const each of Array.isArray(value) ? value : [value]) {
			if (isObject(each)) note(shapes, `${path}.${key}`, each);
			else shape.bytes += JSON.stringify(each).length + given.length + 4;
		}
	}
}

/** `$SYS.REQ.SERVER.*.KICK` of `$SYS.REQ.SERVER.N….KICK`. */
function generic(subject: string): string {
	return subject
		.replace(/\.N[A-Z2-7]{55}\./, '.*.')
		.replace(/^(\$SYS\.REQ\.ACCOUNT)\.(?!PING)[^.]+\.(INFO|CLAIMS\.UPDATE)$/, '$1.*.$2');
}

const recordings = captured(
	...['ping-all-endpoints', 'links', 'cluster3-jetstream-start', 'claims-update', 'supercluster', 'slow-consumer'],
);

/** What servers answered to a request, refusals left out. */
function realShapes(recorded: string | readonly string[]): Shapes {
	const subjects = [recorded].flat();
	const shapes: Shapes = new Map();
	for (const line of recordings) {
		const asked = line.subject.replace(/^_INBOX\.[0-9a-f]{12}\./, '');
		// Of events there is no answer; of a request the question is in the recordings too.
		if (asked === line.subject && asked.startsWith('$SYS.REQ.')) continue;
		if (!subjects.includes(generic(asked)) || !isObject(line.data) || 'error' in line.data) continue;
		note(shapes, 'answer', line.data);
	}
	return shapes;
}

/** What the demo answers to it, asked as the program does. */
function ourShapes(subject: string, body: object | undefined): Shapes {
	const system = createSystem({seed: 7, startAt});
	const shapes: Shapes = new Map();
	let at = startAt + 30_000;
	const came = system.advance(at).filter(message => /ACCOUNT\.[^.]+\.CONNECT$/.test(message.subject));
	const clients = came.map(({text}) => JSON.parse(text) as {server: {id: string}; client: {id: number}});
	const targets = subject.includes('.SERVER.*.')
		? [...new Set(clients.map(({server}) => server.id))].slice(0, 3)
		: [subject.endsWith('CLAIMS.UPDATE') ? 'ORDERS' : 'IOT'];
	for (const target of targets) {
		at += 1000;
		const cid = clients.findLast(({server}) => server.id === target)?.client.id;
		const text = JSON.stringify(body ?? (/KICK|LDM/.test(subject) ? {cid} : {}));
		system.ask({subject: subject.replace('*', target), body: text}, at);
		for (const message of system.advance(at + 900)) {
			if (!message.subject.startsWith('_INBOX.') || message.text === '') continue;
			const answer: unknown = JSON.parse(message.text);
			if (isObject(answer) && !('error' in answer)) note(shapes, 'answer', answer);
		}
	}
	return shapes;
}

test('there is a row for each request of the catalogue', () => {
	expect(Object.keys(table).toSorted()).toEqual(requestKinds.map(({subject}) => subject).toSorted());
});

const unanswered = Object.entries(table).filter(([, {isUnanswered}]) => isUnanswered);

test.each(unanswered)('nobody answers %s', (subject, {body}) => {
	expect([...ourShapes(subject, body).keys()]).toEqual([]);
});

describe.each(Object.entries(table).filter(([, {isUnanswered}]) => !isUnanswered))(
	'the answer to %s',
	(subject, row) => {
		const {recorded = subject, body, onlyThere = [], elsewhere = []} = row;
		const theirs = realShapes(recorded);
		const ours = ourShapes(subject, body);

		test('is recorded, and given', () => {
			expect([theirs.get('answer')?.count ?? 0, ours.get('answer')?.count ?? 0].every(count => count > 0)).toBe(true);
		});

		test('has no fields but those that real servers send, of the same types', () => {
			const strange: string[] = [];
			for (const [path, {fields}] of ours) {
				for (const [key, {kinds}] of fields) {
					const known = theirs.get(path)?.fields.get(key)?.kinds ?? new Set();
					if (elsewhere.includes(`${path}.${key}`)) continue;
					for (const kind of kinds) if (!known.has(kind)) strange.push(`${path}.${key}: ${kind}`);
				}
			}
			expect(strange).toEqual([]);
		});

		test('has all that real servers always send', () => {
			const missing: string[] = [];
			for (const [path, {count, fields}] of theirs) {
				const mine = ours.get(path);
				if (mine === undefined && count < (theirs.get('answer')?.count ?? 0)) continue;
				for (const [key, {seen}] of fields) {
					const has = mine?.fields.get(key)?.seen === mine?.count;
					if (seen === count && !has && !onlyThere.includes(`${path}.${key}`)) missing.push(`${path}.${key}`);
				}
			}
			expect(missing).toEqual([]);
		});

		test('has objects of about the size of the real ones', () => {
			const odd: string[] = [];
			for (const [path, {count, bytes}] of ours) {
				const real = theirs.get(path);
				if (real === undefined || real.bytes * bytes === 0 || named.test(path)) continue;
				const ratio = bytes / count / Math.max(1, real.bytes / real.count);
				if (ratio < 0.45 || ratio > 2) odd.push(`${path}: ${ratio.toFixed(2)}`);
			}
			expect(odd).toEqual([]);
		});
	},
);
