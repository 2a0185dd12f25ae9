// Logins that are refused.
import {describe, expect, test} from 'vitest';
import {mostOfOneRule, type Problem} from '../../source/insight/problem.ts';
import type {Model} from '../../source/model/model.ts';
import type {Message} from '../../source/wire/message.ts';
import {MadeServer, noon} from '../events/made-server.ts';
import {passTo, replay, sentencesOf, toldOf, troubleOf} from '../helpers/replay.ts';

describe('refused logins', () => {
	const n1 = new MadeServer('n1');
	const n2 = new MadeServer('n2');

	function errors(model: Model): readonly Problem[] {
		return troubleOf(model).filter(({rule}) => rule === 'auth-errors');
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
		[5, 40_000, ['warn auth-errors: orders auth errors 8/min on n1']],
		[30, 15_000, ['bad auth-errors: orders auth errors 120/min on n1']],
	])('%i within %i ms', (times, overMs, expected) => {
		expect(sentencesOf(errors(replay(attempts(n1, times, overMs))))).toEqual(expected);
	});

	test('are over as soon as they are quiet for longer than they were before, and say so', () => {
		const model = replay(attempts(n1, 20, 10_000));
		passTo(model, noon + 14_000);
		expect(errors(model)).toMatchObject([{text: 'auth errors 120/min on n1'}]);
		passTo(model, noon + 15_000);
		expect(errors(model)).toEqual([]);
		expect(sentencesOf(toldOf(model))).toEqual(['bad auth-errors: orders auth errors over for 5.5 s · 20 in all']);
		// Those that come twice a minute have to be quiet for longer.
		const seldom = replay(attempts(n1, 8, 80_000));
		passTo(seldom, noon + 95_000);
		expect(errors(seldom)).toHaveLength(1);
		passTo(seldom, noon + 102_000);
		expect(errors(seldom)).toEqual([]);
	});

	test('have the same rate at every moment while they go on, and never one that fades', () => {
		// 39 a second, for 45 seconds.
		const storm = attempts(n1, 39 * 45, 45_000, {name: 'billing'});
		const seen = new Set<string>();
		const model = replay(storm, {
			afterTick: at => {
				for (const {text} of errors(at)) seen.add(text);
			},
		});
		passTo(model, noon + 49_000);
		for (const {text} of errors(model)) seen.add(text);
		expect([...seen]).toEqual(['auth errors 39 so far on n1', 'auth errors 39/s on n1']);
		replay([new MadeServer('n2').heartbeat(noon + 60_000), n1.heartbeat(noon + 60_001)], {model});
		passTo(model, noon + 72_000);
		expect(sentencesOf(toldOf(model))).toEqual(['bad auth-errors: billing auth errors over for 27 s · 1,755 in all']);
	});

	test('of users that never come twice are judged by their host, by their client name and in total', () => {
		const each = (make: (index: number) => Record<string, unknown>): readonly Message[] =>
			Array.from({length: 2500}, (_, index) =>
				n1.authError(noon + index * 20, index, {user: `user-${index}`, ...make(index)}),
			);
		const byHost = replay(each(index => ({name: `client-${index}`, host: '10.0.0.9'})));
		expect(sentencesOf(errors(byHost))).toEqual([
			expect.stringMatching(/^bad auth-errors: host 10\.0\.0\.9 auth errors 50\/s as [\d,]+ users on n1$/),
		]);
		const byName = replay(each(index => ({name: 'spray', host: `10.0.${index >> 8}.${index & 255}`})));
		expect(sentencesOf(errors(byName))).toEqual([
			expect.stringMatching(/^bad auth-errors: spray auth errors 50\/s as [\d,]+ users from [\d,]+ hosts on n1$/),
		]);
		const inTotal = replay(each(index => ({name: `client-${index}`, host: `10.0.${index >> 8}.${index & 255}`})));
		expect(sentencesOf(errors(inTotal))).toEqual([
			expect.stringMatching(/^bad auth-errors: many clients auth errors 50\/s as [\d,]+ users from [\d,]+ hosts/),
		]);
	});

	test('of a few people who mistype are none', () => {
		const typos = Array.from({length: 12}, (_, index) =>
			n1.authError(noon + index * 4000, index, {user: `user-${index}`, name: 'desk', host: `10.0.0.${index}`}),
		);
		expect(errors(replay(typos))).toEqual([]);
	});

	test('of one application on many hosts and servers are one problem', () => {
		const model = replay([
			...attempts(n1, 6, 3000, {host: '10.0.0.1'}),
			...attempts(n2, 6, 3000, {host: '10.0.0.2'}),
			...attempts(n2, 6, 3000, {host: '10.0.0.3', user: 'other'}),
		]);
		expect(sentencesOf(errors(model))).toEqual([
			'warn auth-errors: orders (app) auth errors 240/min from 2 hosts on n1 n2',
			'warn auth-errors: orders (other) auth errors 120/min on n2',
		]);
		expect(errors(model).map(({about}) => about)).toEqual([
			{kind: 'view', view: 'auth-errors', filter: 'name:="orders"'},
			{kind: 'refused', key: 'other\norders\n10.0.0.3'},
		]);
	});

	test('of many applications are counted', () => {
		const storms = Array.from({length: 12}, (_, index) => attempts(n1, 10 + index, 5000, {name: `app-${index}`}));
		const found = errors(replay(storms.flat().sort((one, other) => one.at - other.at)));
		expect(found).toHaveLength(mostOfOneRule);
		// All together they are urgent.
		expect(found.map(({who, severity}) => `${severity} ${who}`)).toEqual([
			'bad app-11',
			'bad app-10',
			'bad app-9',
			'bad app-8',
			'bad 8 more',
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
