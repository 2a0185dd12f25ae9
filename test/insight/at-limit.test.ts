// Clients that are turned away because there are too many.
import {describe, expect, test} from 'vitest';
import {mostOfOneRule, type Problem} from '../../source/insight/problem.ts';
import type {Message} from '../../source/wire/message.ts';
import type {Model} from '../../source/model/model.ts';
import {MadeServer, noon} from '../events/made-server.ts';
import {messagesOf, passTo, replay, troubleOf} from '../helpers/replay.ts';

const n1 = new MadeServer('n1');
const n2 = new MadeServer('n2');

function atLimit(model: Model): readonly Problem[] {
	return troubleOf(model).filter(({rule}) => rule === 'at-limit');
}

function said(model: Model): readonly string[] {
	return atLimit(model).map(({severity, who, text}) => `${severity} ${who} ${text}`);
}

/** So many clients of an account that are turned away, one every so often. */
function turnedAway(times: number, everyMs: number, account = 'APP', server = n1): readonly Message[] {
	return Array.from({length: times}, (_, index) =>
		server.disconnect(noon + index * everyMs, server.sequence, {acc: account}, 'Maximum Account Connections Exceeded'),
	);
}

describe('an account', () => {
	test.each([
		[4, []],
		[5, ['warn account APP connection limit, turns away orders 5/min on n1']],
		[33, ['warn account APP connection limit, turns away orders 36/min on n1']],
	])('that turns %i clients away within a minute', (times, expected) => {
		expect(said(replay(turnedAway(times, Math.floor(55_000 / times))))).toEqual(expected);
	});

	test('leads to those that were turned away, and tells since when', () => {
		const model = replay([...turnedAway(60, 2000)]);
		expect(atLimit(model)).toMatchObject([
			{since: noon, about: {kind: 'view', view: 'connects', filter: 'acc:="APP" reason:"maximum account"'}},
		]);
		expect(said(model)).toEqual(['warn account APP connection limit, turns away orders 30/min on n1']);
	});

	test('is no problem any more when none comes for a while, and a new run begins anew', () => {
		const model = replay(turnedAway(10, 1000));
		passTo(model, noon + 14_000);
		expect(said(model)).toHaveLength(1);
		passTo(model, noon + 15_000);
		expect(said(model)).toEqual([]);
		replay(
			turnedAway(10, 1000).map(message => ({...message, at: message.at + 300_000})),
			{model},
		);
		expect(atLimit(model).map(({since}) => since)).toEqual([noon + 300_000]);
	});

	test('is told apart from others, the worst first, on all its servers', () => {
		const messages = [...turnedAway(6, 100), ...turnedAway(6, 100, 'APP', n2), ...turnedAway(20, 100, 'IOT', n2)];
		expect(said(replay(messages.sort((a, b) => a.at - b.at)))).toEqual([
			'warn account IOT connection limit, turns away orders 10/s on n2',
			'warn account APP connection limit, turns away orders 12 so far on n1 n2',
		]);
	});

	test('whose clients leave for other reasons is none', () => {
		const left = Array.from({length: 50}, (_, index) => n1.disconnect(noon + index * 100, index));
		expect(said(replay(left))).toEqual([]);
	});

	test('is told of as often as any other rule', () => {
		const many = Array.from({length: 12}, (_, index) => turnedAway(5 + index, 100, `A${index}`)).flat();
		expect(atLimit(replay(many.sort((a, b) => a.at - b.at)))).toHaveLength(mostOfOneRule);
	});
});

test('what a real server says when an account is full', () => {
	const messages = messagesOf('account-limit');
	const turned = messages.filter(({text}) => text.includes('"reason":"Maximum Account Connections Exceeded"'));
	expect(turned.length).toBeGreaterThan(2);
	const [first] = turned;
	if (first === undefined) throw new Error('there is none');
	// More of the same, as an application goes on trying.
	const more = Array.from({length: 5}, (_, index) => ({
		...first,
		at: first.at + 1000 + index,
		text: first.text.replace(/"seq":\d+/, `"seq":${900 + index}`),
	}));
	expect(said(replay([...turned.slice(0, 3), ...more]))).toEqual([
		'warn account APP connection limit, turns away three-0 three-1 and 1 more 7.0/s on solo',
	]);
});

test('a server that is full', () => {
	const full = Array.from({length: 7}, (_, index) =>
		n1.disconnect(
			noon + index * 1000,
			index,
			{acc: '$G', user: undefined, name: undefined, lang: undefined},
			'Maximum Connections Exceeded',
		),
	);
	const model = replay(full);
	expect(said(model)).toEqual(['warn n1 connection limit, turns away 60/min']);
	expect(atLimit(model)).toMatchObject([{about: {view: 'auth-errors', filter: 'reason:"maximum connections"'}}]);
});
