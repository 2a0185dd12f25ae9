// Every rule: when it speaks, and when it must not.
import {describe, expect, test} from 'vitest';
import {problemsOf, rules} from '../../source/insight/catalogue.ts';
import {mostOfOneRule, type Problem} from '../../source/insight/problem.ts';
import type {Message} from '../../source/wire/message.ts';
import {createModel, type Model} from '../../source/model/model.ts';
import {ingest} from '../../source/core/ingest.ts';
import {idOf, linkMessage, linkUp, MadeServer, noon, ping} from '../events/made-server.ts';
import {fixtureNames, passTo, replay, replayed} from '../helpers/replay.ts';

function said(problems: readonly Problem[]): readonly string[] {
	return problems.map(({severity, rule, who, text}) => `${severity} ${rule}: ${who} ${text}`);
}

/** Everything that was ever said in the course of a recording, once for each rule and whom it is about. */
function everSaid(fixture: string): readonly string[] {
	const seen = new Map<string, string>();
	replayed(fixture, {
		afterTick(model) {
			for (const problem of problemsOf(model)) {
				const [text = ''] = said([problem]);
				if (!seen.has(problem.rule + problem.who)) seen.set(problem.rule + problem.who, text);
			}
		},
	});
	return [...seen.values()];
}

describe('what is said in the course of the recordings', () => {
	const expected: Record<string, readonly string[]> = {
		'account-limit': [],
		'auth-callout': [],
		'auth-storm': [],
		'auth-timeout': ['warn stopped-server: gate-1 shut down 0:00 ago'],
		// Three systems one after the other, of which the first is taken away.
		'claims-update': [
			'warn at-limit: account APP turns away 5/min at its connection limit on f1 mem',
			'bad silent-server: mem silent 26 s (expected ≤ 25 s)',
		],
		'client-churn': [],
		'cluster3-jetstream-start': [],
		'crash-sigkill': [
			'bad silent-server: n3 silent 26 s (expected ≤ 25 s)',
			'warn restarted-server: n3 restarted 0:01 ago',
		],
		'duplicate-paths': [],
		kick: [],
		'lame-duck': ['warn lame-duck: n3 lame duck for 51 ms'],
		'leafnode-flap': [
			'warn stopped-server: l1 shut down 0:00 ago',
			'warn restarted-server: l1 restarted 0:00 ago',
			'warn auth-errors: l1 auth errors 1.0/s on e1',
		],
		'meta-rescue': [],
		'mixed-versions': ['warn lame-duck: v10 lame duck for 0.2 s'],
		'ping-all-endpoints': [],
		reload: [],
		shutdown: ['warn stopped-server: n2 shut down 0:00 ago'],
		'single-start': [],
		'slow-consumer': ['warn slow-consumers: solo +3 slow consumers in 1 min'],
		supercluster: [],
	};

	test.each(fixtureNames)('%s', fixture => {
		expect(everSaid(fixture)).toEqual(expected[fixture]);
	});
});

test('the rules have names of their own and a meaning', () => {
	expect(new Set(rules.map(({id}) => id)).size).toBe(rules.length);
	expect(rules.filter(({meaning}) => meaning.length < 20)).toEqual([]);
	expect(problemsOf(createModel())).toEqual([]);
});

test('what is bad is said first, then by the order of the rules', () => {
	const [n1, n2] = [new MadeServer('n1'), new MadeServer('n2')] as const;
	const model = replay([
		linkUp(noon),
		n1.heartbeat(noon),
		n2.heartbeat(noon + 5000),
		n2.goodbye(noon + 6000, 'SHUTDOWN'),
		...Array.from({length: 20}, (_, index) => n1.authError(noon + 6000 + index, index)),
	]);
	passTo(model, noon + 33_000);
	expect(problemsOf(model).map(({severity, rule}) => `${severity} ${rule}`)).toEqual([
		'bad silent-server',
		'warn auth-errors',
		'warn stopped-server',
	]);
});

describe('our own link', () => {
	const down = linkMessage(noon + 1000, {state: 'down', reason: 'connection refused'});

	test('is told of when it is down, for how long and why', () => {
		const model = replay([linkUp(noon), down]);
		passTo(model, noon + 42_000);
		expect(said(problemsOf(model))).toEqual(['bad link-down: our link down for 41 s: connection refused']);
		ingest(model, linkUp(noon + 43_000));
		expect(problemsOf(model)).toEqual([]);
	});

	test('is told of when it may not do something', () => {
		const refused = (subject: string) => linkMessage(noon, {state: 'refused', operation: 'subscribe', subject});
		const model = replay([linkUp(noon), refused('$SYS.ACCOUNT.*.CONNECT')]);
		expect(said(problemsOf(model))).toEqual([
			'warn refused-subjects: our user may not subscribe $SYS.ACCOUNT.*.CONNECT',
		]);
		ingest(model, refused('$SYS.SERVER.*.STATSZ'));
		model.link.user = 'watcher';
		expect(said(problemsOf(model))).toEqual([
			'warn refused-subjects: user watcher may not subscribe $SYS.ACCOUNT.*.CONNECT and 1 more',
		]);
	});
});

describe('servers', () => {
	function fleet(count: number): readonly MadeServer[] {
		return Array.from({length: count}, (_, index) => new MadeServer(`s${index}`));
	}

	test.each([
		[mostOfOneRule, mostOfOneRule],
		[mostOfOneRule + 1, 1],
	])('%i silent ones are %i problems', (count, problems) => {
		const servers = fleet(count);
		const model = replay([linkUp(noon), ...servers.map(server => server.heartbeat(noon))]);
		passTo(model, noon + 30_000);
		const found = problemsOf(model);
		expect(found).toHaveLength(problems);
		expect(found.every(({severity, since}) => severity === 'bad' && since === noon)).toBe(true);
	});

	test('many are counted, and lead to the list of them', () => {
		const model = replay([...fleet(20).map(server => server.goodbye(noon, 'SHUTDOWN'))]);
		expect(problemsOf(model)).toEqual([
			{
				rule: 'stopped-server',
				key: 'many',
				severity: 'warn',
				who: '20 servers',
				text: 'stopped: s0 s1 s2 s3 s4 …',
				since: noon,
				about: {kind: 'view', view: 'servers', filter: 'state:"stopped"'},
			},
		]);
	});

	test('one leads to its page', () => {
		const n1 = new MadeServer('n1');
		const model = replay([n1.heartbeat(noon), n1.goodbye(noon, 'LAMEDUCK')]);
		passTo(model, noon + 60_000);
		expect(problemsOf(model)).toMatchObject([{key: n1.id, since: noon, about: {kind: 'server', id: n1.id}}]);
		expect(said(problemsOf(model))).toEqual(['warn lame-duck: n1 lame duck for 1m 0s']);
	});
});

describe('a split system', () => {
	const [a, b, c] = [new MadeServer('a'), new MadeServer('b'), new MadeServer('c')] as const;

	/** All three say at this time how many they see. */
	function opinions(at: number, ...seen: readonly number[]): readonly Message[] {
		return [a, b, c].map((server, index) => server.answer(at, {active_servers: seen[index] ?? 3}));
	}

	function partitions(model: Model): readonly string[] {
		return said(problemsOf(model).filter(({rule}) => rule === 'partition'));
	}

	/** They say it every two seconds, up to and with `until`. */
	function keepSaying(model: Model, from: number, until: number, ...seen: readonly number[]): Model {
		for (let at = from; at <= until; at += 2000) replay([ping(at), ...opinions(at, ...seen)], {model});
		return model;
	}

	test('is told from opinions that differ for longer than they take to forget a server', () => {
		const model = keepSaying(replay([linkUp(noon)]), noon, noon + 100_000, 2, 2, 1);
		expect(partitions(model)).toEqual([]);
		keepSaying(model, noon + 102_000, noon + 104_000, 2, 2, 1);
		expect(partitions(model)).toEqual(['bad partition: system split? a b see 2 · c sees 1']);
		const [since = 0] = problemsOf(model).flatMap(({rule, since: at}) => (rule === 'partition' ? [at] : []));
		expect((since - noon) / 1000).toBeCloseTo(0, -1);
		keepSaying(model, noon + 106_000, noon + 106_000, 3, 3, 3);
		expect(partitions(model)).toEqual([]);
		expect(model.disagreeingSince).toBe(noon + 1000);
		passTo(model, noon + 107_000);
		expect(model.disagreeingSince).toBeUndefined();
	});

	test('is not told from a time in which nothing was heard', () => {
		const model = keepSaying(replay([linkUp(noon)]), noon, noon + 50_000, 2, 2, 1);
		replay([linkMessage(noon + 51_000, {state: 'down', reason: 'cut'})], {model});
		passTo(model, noon + 190_000);
		replay([linkUp(noon + 200_000)], {model});
		keepSaying(model, noon + 202_000, noon + 300_000, 2, 2, 1);
		expect(partitions(model)).toEqual([]);
		keepSaying(model, noon + 302_000, noon + 304_000, 2, 2, 1);
		expect(partitions(model)).toHaveLength(1);
	});

	test('is told of a server that has found too few, though it is young', () => {
		const [young, other] = [new MadeServer('y'), new MadeServer('z')] as const;
		young.startedAt = noon - 5000;
		const model = replay([]);
		for (let at = noon; at <= noon + 130_000; at += 10_000) {
			const seen = at === noon ? 2 : 3;
			replay([young.heartbeat(at, {active_servers: 1}), other.heartbeat(at, {active_servers: seen})], {model});
			if (at <= noon + 110_000) expect(partitions(model)).toEqual([]);
		}
		expect(partitions(model)).toEqual(['bad partition: system split? z sees 3 · y sees 1']);
	});

	test('is not told while a server has just joined', () => {
		const d = new MadeServer('d');
		const model = replay([
			linkUp(noon),
			ping(noon),
			...opinions(noon, 3, 3, 3),
			d.heartbeat(noon + 2000, {active_servers: 2}),
		]);
		expect(partitions(model)).toEqual([]);
		for (let at = noon + 4000; at <= noon + 110_000; at += 2000) {
			replay([ping(at), ...opinions(at, 3, 3, 3), d.answer(at, {active_servers: 2})], {model});
			expect(partitions(model)).toEqual(
				at - noon < 104_000 ? [] : ['bad partition: system split? a b c see 3 · d sees 2'],
			);
		}
	});

	test('is not told as long as a dead server may still be counted', () => {
		const model = replay([linkUp(noon), ping(noon), ...opinions(noon, 3, 3, 3)]);
		for (let at = noon + 2000; at <= noon + 260_000; at += 2000) {
			// The one forgets it after 150 s, the other not before 240.
			replay(
				[ping(at), a.answer(at, {active_servers: at < noon + 150_000 ? 3 : 2}), b.answer(at, {active_servers: 3})],
				{model},
			);
			expect(partitions(model)).toEqual(
				at < noon + 252_000 ? [] : ['bad partition: system split? b sees 3 · a sees 2'],
			);
		}
	});

	test('is not told as long as the process before a restart may still be counted', () => {
		const again = new MadeServer('c', {}, idOf('again'));
		again.startedAt = noon + 4000;
		const model = replay([linkUp(noon), ping(noon), ...opinions(noon, 3, 3, 3)]);
		for (let at = noon + 6000; at <= noon + 300_000; at += 2000) {
			const answers = [
				a.answer(at, {active_servers: 4}),
				b.answer(at, {active_servers: 3}),
				again.answer(at, {active_servers: 3}),
			];
			replay([ping(at), ...answers], {model});
			if (at < noon + 244_000) expect(partitions(model)).toEqual([]);
		}
		expect(partitions(model)).toEqual(['bad partition: system split? a sees 4 · b c see 3']);
	});

	test('is not told from servers that have left, or that are too old to say', () => {
		const model = replay([linkUp(noon), ping(noon), ...opinions(noon, 3, 3, 3)]);
		ingest(model, c.goodbye(noon + 1000, 'SHUTDOWN'));
		for (let at = noon + 2000; at <= noon + 400_000; at += 2000) {
			replay([ping(at), a.answer(at, {active_servers: 2}), b.answer(at, {active_servers: undefined})], {model});
			expect(partitions(model)).toEqual([]);
		}
	});
});

describe('refused logins', () => {
	const n1 = new MadeServer('n1');
	const n2 = new MadeServer('n2');

	function errors(model: Model): readonly Problem[] {
		return problemsOf(model).filter(({rule}) => rule === 'auth-errors');
	}

	/** So many attempts of one identity within a time. */
	function attempts(
		server: MadeServer,
		times: number,
		overMs: number,
		client: Record<string, unknown> = {},
	): readonly Message[] {
		return Array.from({length: times}, (_, index) =>
			server.authError(noon + Math.floor((index * overMs) / times), server.sequence, client),
		);
	}

	test.each([
		[4, 40_000, []],
		[5, 40_000, ['warn auth-errors: orders auth errors 5/min on n1']],
		[30, 15_000, ['bad auth-errors: orders auth errors 2.1/s on n1']],
	])('%i within %i ms', (times, overMs, expected) => {
		expect(said(errors(replay(attempts(n1, times, overMs))))).toEqual(expected);
	});

	test('are over half a minute after the last', () => {
		const model = replay(attempts(n1, 20, 10_000));
		passTo(model, noon + 39_000);
		expect(errors(model)).toHaveLength(1);
		passTo(model, noon + 40_000);
		expect(errors(model)).toHaveLength(0);
	});

	test('of one application on many hosts and servers are one problem', () => {
		const model = replay([
			...attempts(n1, 6, 3000, {host: '10.0.0.1'}),
			...attempts(n2, 6, 3000, {host: '10.0.0.2'}),
			...attempts(n2, 6, 3000, {host: '10.0.0.3', user: 'other'}),
		]);
		expect(said(errors(model))).toEqual([
			'warn auth-errors: orders (app) auth errors 2.4/s from 2 hosts on n1 n2',
			'warn auth-errors: orders (other) auth errors 1.2/s on n2',
		]);
		expect(errors(model).map(({about}) => about)).toEqual([
			{kind: 'view', view: 'auth-errors', filter: '"orders"'},
			{kind: 'refused', key: 'other\norders\n10.0.0.3'},
		]);
	});

	test('of many applications are counted', () => {
		const storms = Array.from({length: 12}, (_, index) => attempts(n1, 10 + index, 5000, {name: `app-${index}`}));
		const found = errors(replay(storms.flat().sort((one, other) => one.at - other.at)));
		expect(found).toHaveLength(mostOfOneRule);
		// All together they are urgent, and so come first.
		expect(found.map(({who, severity}) => `${severity} ${who}`)).toEqual([
			'bad 8 more',
			'warn app-11',
			'warn app-10',
			'warn app-9',
			'warn app-8',
		]);
	});

	test('are called by their user or address when they have no name', () => {
		const model = replay([
			...attempts(n1, 5, 1000, {name: undefined, user: 'bob'}),
			...attempts(n1, 5, 1000, {name: undefined, user: undefined}),
		]);
		expect(errors(model).map(({who}) => who)).toEqual(['bob', '127.0.0.1']);
	});

	test('are no probes', () => {
		const probe = (index: number) =>
			n1.disconnect(noon + index * 100, index, {acc: '$G', user: undefined, name: undefined, lang: undefined});
		const model = replay(Array.from({length: 50}, (_, index) => probe(index)));
		expect([model.tallies.unfinished.total, errors(model)]).toEqual([50, []]);
	});
});

describe('a client that comes and goes', () => {
	const n1 = new MadeServer('n1');

	/** So many connections one after the other, each of this length. */
	function loop(times: number, lifeMs: number, everyMs: number): readonly Message[] {
		return Array.from({length: times}, (_, index) => {
			const at = noon + index * everyMs;
			const start = new Date(at).toISOString();
			return [n1.connect(at, index), n1.disconnect(at + lifeMs, index, {start})];
		}).flat();
	}

	function loops(messages: readonly Message[]): readonly string[] {
		const sorted = [...messages].sort((one, other) => one.at - other.at);
		return said(problemsOf(replay(sorted)).filter(({rule}) => rule === 'reconnect-loop'));
	}

	test.each([
		[
			'often and briefly',
			loop(30, 1500, 2000),
			['warn reconnect-loop: orders reconnect loop 30/min on n1, lives 1.5 s'],
		],
		['not often enough', loop(19, 1500, 2000), []],
		['too slowly', loop(25, 1500, 10_000), []],
		['and stays longer each time', loop(40, 12_000, 1000), []],
		['and many stay', loop(60, 500, 900).filter((_, index) => index % 2 === 0 || index % 8 === 1), []],
	])('%s', (_, messages, expected) => {
		expect(loops(messages)).toEqual(expected);
	});

	test('is no problem any more, twenty seconds after it has ended', () => {
		const model = replay(loop(30, 500, 1000));
		passTo(model, noon + 49_000);
		expect(problemsOf(model).map(({rule}) => rule)).toContain('reconnect-loop');
		passTo(model, noon + 51_000);
		expect(problemsOf(model).map(({rule}) => rule)).not.toContain('reconnect-loop');
	});
});

describe('slow consumers', () => {
	const n1 = new MadeServer('n1');
	const beat = (second: number, slow: number): Message => n1.heartbeat(noon + second * 1000, {slow_consumers: slow});

	function slow(model: Model): readonly string[] {
		return said(problemsOf(model).filter(({rule}) => rule === 'slow-consumers'));
	}

	test('of old are no problem, new ones are, for a minute', () => {
		const model = replay([beat(0, 500), beat(10, 500)]);
		expect(slow(model)).toEqual([]);
		replay([beat(20, 502), beat(30, 503)], {model});
		expect(slow(model)).toEqual(['warn slow-consumers: n1 +3 slow consumers in 1 min']);
		replay([beat(40, 503), beat(50, 503), beat(60, 503), beat(70, 503), beat(80, 503)], {model});
		expect(slow(model)).toEqual(['warn slow-consumers: n1 +1 slow consumers in 1 min']);
		replay([beat(90, 503)], {model});
		expect(slow(model)).toEqual([]);
	});

	test('of a server that has left are none', () => {
		expect(slow(replay([beat(100, 0), beat(110, 9), n1.goodbye(noon + 111_000, 'SHUTDOWN')]))).toEqual([]);
	});
});
