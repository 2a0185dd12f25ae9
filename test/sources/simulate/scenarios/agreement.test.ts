// What the servers answer agrees with each other, and their messages have the shape of real ones, in every scenario.
import {beforeAll, describe, expect, test} from 'vitest';
import {scenarios} from '../../../../source/sources/simulate/scenarios/catalogue.ts';
import type {Scenario} from '../../../../source/sources/simulate/scenarios/scenario.ts';
import {createSystem} from '../../../../source/sources/simulate/system.ts';
import {real, sameAs, Shapes, strangeFields} from '../shapes.ts';
import {expectations} from './expectations.ts';
import {startAt} from './watched-system.ts';

type Named = {readonly name: string};
type Statsz = {
	readonly cores: number;
	readonly cpu: number;
	readonly connections: number;
	readonly subscriptions: number;
	readonly routes?: readonly (Named & {readonly rid: number})[];
	readonly gateways?: readonly (Named & {readonly inbound_connections: number})[];
	readonly jetstream?: {readonly meta: {readonly leader?: string}};
};
type Data = Readonly<Record<string, unknown>> & {
	readonly routes?: number | readonly {readonly remote_name: string; readonly rid: number}[];
	readonly connections?: number | readonly {readonly kind: string; readonly subscriptions: number}[];
	readonly account_statz?: readonly {readonly conns: number; readonly leafnodes: number}[];
	readonly outbound_gateways?: Readonly<Record<string, unknown>>;
	readonly inbound_gateways?: Readonly<Record<string, readonly unknown[]>>;
	readonly meta_cluster?: {readonly leader?: string};
};
type Answer = {
	readonly server: {readonly name: string; readonly id: string; readonly ver: string};
	readonly statsz: Statsz;
	readonly data: Data;
};

const verbs = ['VARZ', 'CONNZ', 'ROUTEZ', 'GATEWAYZ', 'LEAFZ', 'SUBSZ', 'JSZ', 'HEALTHZ', 'ACCOUNTZ'] as const;
const everyConnection = JSON.stringify({limit: 100_000});
const everyAccount = JSON.stringify({include_unused: true});

/** What each server answers to every question at one moment, by its name. */
type Interview = ReadonlyMap<string, ReadonlyMap<string, Answer>>;

/** A message of a server, with what it says. */
type Said = {readonly subject: string; readonly text: string; readonly data: unknown};

/** Goes through a scenario and asks everything every so many seconds. What was heard is not kept: it is much. */
function* interviews(scenario: Scenario, seconds: number, every: number) {
	const system = createSystem({seed: 7, startAt, scenario});
	for (let second = every; second <= seconds; second += every) {
		const at = startAt + second * 1000;
		const asked: readonly (readonly [string, string])[] = [
			['$SYS.REQ.SERVER.PING', ''],
			['$SYS.REQ.ACCOUNT.PING.STATZ', everyAccount],
			...verbs.map(verb => [`$SYS.REQ.SERVER.PING.${verb}`, verb === 'CONNZ' ? everyConnection : ''] as const),
		];
		const meanwhile = asked.flatMap(([subject, body]) => system.ask({subject, body}, at));
		const heard = system.advance(at + 300);
		const said: Said[] = [];
		const answers = new Map<string, Map<string, Answer>>();
		for (const [index, {subject, text}] of [...meanwhile, ...heard].entries()) {
			if (subject.startsWith('$SYS.REQ.') || subject === '(link)' || text === '') continue;
			const data: unknown = JSON.parse(text);
			said.push({subject, text, data});
			if (index < meanwhile.length || !subject.startsWith('_INBOX.')) continue;
			const answer = data as Answer;
			const of = answers.get(answer.server.name) ?? new Map<string, Answer>();
			answers.set(answer.server.name, of.set(subject.split('.').at(-1) ?? '', answer));
		}
		yield {second, answers: answers as Interview, said};
	}
}

const countOf = (names: readonly string[], name: string): number => names.filter(one => one === name).length;

/** Where what one server says does not agree with itself; the one we are connected to does not list our own connection. */
function contradictions(name: string, of: ReadonlyMap<string, Answer>): readonly string[] {
	const found: string[] = [];
	const same = (what: string, ...values: readonly unknown[]): void => {
		const texts = values.map(value => JSON.stringify(value));
		if (new Set(texts).size > 1) found.push(`${name} ${what}: ${texts.join(' ')}`);
	};
	const data = (verb: string): Data => of.get(verb)?.data ?? {};
	const statsz = of.get('PING')?.statsz;
	const accounts = data('STATZ').account_statz ?? [];
	const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
	const listed = data('CONNZ').connections;
	const clients = Array.isArray(listed) ? listed.filter(({kind}) => kind === 'Client').length : -1;
	const routes = data('ROUTEZ').routes;
	const routeNames = (Array.isArray(routes) ? routes : []).map(({remote_name}) => remote_name as string);
	const own = name === 'n1' ? 1 : 0;
	same(
		'connections',
		statsz?.connections,
		data('VARZ').connections,
		sum(accounts.map(({conns}) => conns)),
		clients + own,
	);
	same('leafnodes', data('VARZ')['leafnodes'], data('LEAFZ')['leafnodes'], sum(accounts.map(one => one.leafnodes)));
	same('subscriptions', statsz?.subscriptions, data('VARZ')['subscriptions'], data('SUBSZ')['num_subscriptions']);
	same('number of routes', statsz?.routes?.length ?? 0, data('VARZ').routes, data('ROUTEZ')['num_routes']);
	same(
		'routes',
		(statsz?.routes ?? []).map(route => route.name),
		routeNames,
	);
	same(
		'gateways',
		(statsz?.gateways ?? []).map(gateway => gateway.name),
		Object.keys(data('GATEWAYZ').outbound_gateways ?? {}),
	);
	same(
		'inbound gateways',
		sum((statsz?.gateways ?? []).map(gateway => gateway.inbound_connections)),
		sum(Object.values(data('GATEWAYZ').inbound_gateways ?? {}).map(list => list.length)),
	);
	same('meta leader', statsz?.jetstream?.meta.leader, data('JSZ').meta_cluster?.leader);
	const isUnhealthy = statsz?.jetstream !== undefined && statsz.jetstream.meta.leader === undefined;
	same('health', data('HEALTHZ')['status'], isUnhealthy ? 'unavailable' : 'ok');
	same('version', of.get('PING')?.server.ver, data('VARZ')['version']);
	same('processor', [statsz?.cores, statsz?.cpu], [data('VARZ')['cores'], data('VARZ')['cpu']]);
	same('answers', [...of.keys()].toSorted(), ['PING', 'STATZ', ...verbs].toSorted());
	return found;
}

/** Routes that only one of two servers that answer has. */
function oneSidedRoutes(answers: Interview): readonly string[] {
	const namesOf = (name: string): readonly string[] =>
		(answers.get(name)?.get('PING')?.statsz.routes ?? []).map(route => route.name);
	return [...answers.keys()].flatMap(one =>
		[...answers.keys()]
			.filter(other => countOf(namesOf(one), other) !== countOf(namesOf(other), one))
			.map(other => `${one} ${other}`),
	);
}

/** The servers of the recordings that were asked are healthy, and have no gateways, leafnodes, MQTT clients or further accounts. */
const notRecorded =
	/HEALTHZ data\.error|GATEWAYZ data\.(name|host|port|outbound|inbound)|LEAFZ data\.leafs\[\]|\.mqtt_client: string|ACCOUNTZ data\.accounts/;

const secondsOf = ({name}: Scenario): number => expectations[name]?.seconds ?? 200;

describe.each(scenarios)('$name', scenario => {
	let rounds = 0;
	const contradicted: string[] = [];
	const oneSided: string[] = [];
	const shapes = new Shapes();

	beforeAll(() => {
		for (const {second, answers, said} of interviews(scenario, secondsOf(scenario), 7)) {
			rounds++;
			contradicted.push(...[...answers].flatMap(([name, of]) => contradictions(name, of)));
			oneSided.push(...oneSidedRoutes(answers).map(pair => `${second} ${pair}`));
			for (const {subject, text, data} of said) {
				// As in wire-shapes.test.ts: all servers of the recordings that were asked have JetStream.
				if (!/"disabled":true|"jetstream":\{\}/.test(text)) shapes.addMessage(subject, data);
			}
		}
	});

	test('answers agree with each other and at both ends of links', () => {
		expect(rounds).toBeGreaterThan(20);
		expect(contradicted).toEqual([]);
		expect(oneSided).toEqual([]);
	});

	test('messages have only fields that real servers send, of the same type', () => {
		expect(shapes.size).toBeGreaterThan(10);
		expect([...shapes.keys()].filter(kind => real.get(sameAs.get(kind) ?? kind) === undefined)).toEqual([]);
		const strange = [...shapes].flatMap(([kind, shape]) => strangeFields(kind, shape).map(one => `${kind} ${one}`));
		expect(strange.filter(field => !notRecorded.test(field))).toEqual([]);
	});
});

test('a missing route is missing at both ends, in every answer, for as long as it is cut', () => {
	const scenario = scenarios.find(({name}) => name === 'missing-route');
	if (scenario === undefined) throw new Error('there is no such scenario');
	const pairs = [...interviews(scenario, 120, 4)].map(({second, answers}) => {
		const peers = ['w2', 'w3'].map(name => {
			const routes = answers.get(name)?.get('ROUTEZ')?.data.routes;
			return Array.isArray(routes) ? routes.map(({remote_name}) => remote_name as string) : [];
		});
		return {second, w2: countOf(peers[0] ?? [], 'w3'), w3: countOf(peers[1] ?? [], 'w2')};
	});
	const isCut = (second: number): boolean => second >= 20 && second < 100;
	expect(pairs.filter(({second, w2, w3}) => [w2, w3].some(many => many !== (isCut(second) ? 0 : 4)))).toEqual([]);
});
