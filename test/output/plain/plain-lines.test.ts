// What `--plain` tells of the demo and of recordings, second by second.
import path from 'node:path';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createCore} from '../../../source/core/core.ts';
import {createGrowth} from '../../../source/output/plain/growth.ts';
import {isNoteworthy} from '../../../source/output/plain/noteworthy.ts';
import {createPlainLines} from '../../../source/output/plain/plain-lines.ts';
import {createPlainText} from '../../../source/output/plain/plain-text.ts';
import {spoken} from '../../../source/output/plain/spoken.ts';
import {textOf} from '../../../source/screen/screen.ts';
import {scenarios} from '../../../source/sources/simulate/scenarios/catalogue.ts';
import {createSystem} from '../../../source/sources/simulate/system.ts';
import type {Message} from '../../../source/wire/message.ts';
import {linkMessage} from '../../events/made-server.ts';
import {fixtureNames, incidentNames, messagesOf} from '../../helpers/replay.ts';
import {poisoned} from '../../views/hostile.ts';

const frames = path.join(import.meta.dirname, '../../frames');
const startAt = Date.UTC(2026, 10, 23, 12);

type Asked = ReturnType<ReturnType<typeof createCore>['hear']>['requests'];

/** Hears messages, and tells what has changed at each whole second: from the first complete answer on, or at once. */
function createListener(beginsAtOnce = false) {
	const core = createCore({view: 'overview', utc: true, label: 'test'});
	const lines = createPlainLines({isRecording: false, statusEveryMs: 60_000});
	const withTime = createPlainText(true);
	core.draw(120, 50);
	const told: string[] = [];
	const asked: Asked[number][] = [];
	let [hasBegun, toldAt] = [false, 0];

	function tell(): void {
		if (core.model.lastTickAt === toldAt) return;
		toldAt = core.model.lastTickAt;
		const look = core.look();
		const moment = {look, problems: core.everyProblem().problems};
		if (!hasBegun && !beginsAtOnce && core.model.completeAt === undefined) return;
		const news = hasBegun ? lines.second(moment) : lines.begin(moment);
		hasBegun = true;
		for (const line of news) told.push(textOf(withTime(line, look.now)));
	}

	return {
		core,
		told,
		hear(messages: readonly Message[]): void {
			for (const message of messages) {
				asked.push(...core.hear(message).requests);
				tell();
			}
		},
		passTo(at: number): void {
			asked.push(...core.pass(at).requests);
			tell();
		},
		asked: () => asked.splice(0),
		text: () => told.map(line => `${line}\n`).join(''),
	};
}

type Listener = ReturnType<typeof createListener>;

function demo(name: string | undefined, seconds: number, disturb: (listener: Listener, at: number) => void = () => {}) {
	const scenario = scenarios.find(one => one.name === name);
	const system = createSystem({seed: 7, startAt, ...(scenario && {scenario})});
	const listener = createListener();
	for (let second = 0; second <= seconds; second++) {
		const now = startAt + second * 1000;
		listener.hear(system.advance(now));
		listener.passTo(now);
		for (const request of listener.asked()) listener.hear(system.ask(request, now));
		disturb(listener, now);
	}
	return listener;
}

function ofRecording(messages: readonly Message[], beginsAtOnce = false): Listener {
	const listener = createListener(beginsAtOnce);
	listener.hear(messages);
	listener.passTo((messages.at(-1)?.at ?? 0) + 1000);
	return listener;
}

describe('changes in words', () => {
	test.each([
		['tour', 75],
		['hostile-names', 32],
	])('of the demo: %s', async (name, seconds) => {
		const file = path.join(frames, `plain-${name}.txt`);
		await expect(demo(name, seconds).text()).toMatchFileSnapshot(file);
	});

	test.each(['crash', 'lost-link'])('of a real incident: %s', async name => {
		const file = path.join(frames, `plain-${name}.txt`);
		await expect(ofRecording(messagesOf(`incidents/${name}`)).text()).toMatchFileSnapshot(file);
	});

	test('of a calm minute are the first sentence, a login that was mistyped, and the status', () => {
		expect(demo('calm', 62).told).toEqual([
			expect.stringMatching(/^2026-11-23 12:00:01 UTC watching test, .*; 6 of 6 servers answer; OK: /),
			expect.stringMatching(/^12:00:11 auth errors of nightly-report as user report: 1 in 10 s, /),
			expect.stringMatching(/^12:01:01 now: 6 of 6 servers answer; OK: .* 1 auth error in the last minute$/),
		]);
	});

	test('tell no number of a time in which nothing was heard', () => {
		const down = startAt + 15_000;
		const listener = demo('auth-storm', 30, (each, at) => {
			if (at === down) each.hear([linkMessage(at, {state: 'down', reason: 'no sign of life'})]);
		});
		const since = listener.told.slice(listener.told.findIndex(line => line.includes('our link to n1 is lost')));
		expect(since[0]).toBe('12:00:16 our link to n1 is lost: no sign of life');
		expect(since.slice(1)).toEqual([]);
	});
});

const control = /[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

describe('each line', () => {
	test.each([...incidentNames.filter((_, index) => index % 3 === 0).map(name => `incidents/${name}`), ...fixtureNames])(
		'of %s is one line of words',
		name => {
			const {told} = ofRecording(messagesOf(name), true);
			expect(told).not.toEqual([]);
			for (const line of told) {
				expect(line).toMatch(/^(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC|\d\d:\d\d:\d\d) \S.*\S$/);
				expect(line).not.toMatch(control);
				expect(line).not.toMatch(/[·→≤≥×▲●○]|undefined|NaN/);
			}
		},
	);

	test('is one line with names that strangers chose, too', () => {
		for (const fixture of ['auth-storm', 'lame-duck']) {
			const {told} = ofRecording(poisoned(fixture, 5), true);
			expect(told.length).toBeGreaterThan(3);
			for (const line of told) expect(line).not.toMatch(control);
		}
	});
});

test('many of a kind at a time are the first ones and how many more', () => {
	const servers = Array.from({length: 40}, (_, index) => `N${index}`);
	const listener = demo('calm', 2);
	const before = listener.told.length;
	const at = startAt + 2500;
	listener.hear(
		servers.map((id, index) => ({
			at,
			subject: `$SYS.SERVER.${id}.STATSZ`,
			text: JSON.stringify({
				server: {name: `s${index}`, id, ver: '2.15.2', seq: 1, time: new Date(at).toISOString()},
				statsz: {start: new Date(at - 60_000).toISOString(), connections: 0},
			}),
		})),
	);
	listener.passTo(startAt + 3000);
	const told = listener.told.slice(before);
	expect(told.filter(line => line.includes('appears'))).toHaveLength(4);
	expect(told).toContain('12:00:03 36 more like these: started');
});

test.each([
	['silent 41 s (expected ≤ 25 s)', 'silent 41 s (expected at most 25 s)'],
	['auth errors 45/s · 300 in all', 'auth errors 45 a second; 300 in all'],
	['loops 119/min', 'loops 119 a minute'],
	['slow consumer ×3', 'slow consumer, 3 times'],
	['had 211 connections → 293 connects', 'had 211 connections, then 293 connects'],
	['moved n1 → n2', 'moved n1 to n2'],
])('%j is said %j', (sign, words) => {
	expect(spoken(sign)).toBe(words);
});

test('growth is what was counted between two looks, also of what went and came again', () => {
	const counts = fc.array(fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.nat(20)), {minLength: 1, maxLength: 6});
	fc.assert(
		fc.property(counts, looks => {
			const growth = createGrowth();
			const totals = new Map<string, number>();
			growth(totals);
			for (const look of looks) {
				for (const [key, by] of Object.entries(look)) totals.set(key, (totals.get(key) ?? 0) + by);
				const expected = Object.entries(look).filter(([, by]) => by > 0);
				expect(new Map(growth(totals))).toEqual(new Map(expected));
				// It had to give way, and counts from 0 when it comes again.
				totals.delete('c');
				growth(totals);
			}
		}),
	);
});

test('a number is told again when it has doubled or halved, and not for a handful', () => {
	fc.assert(
		fc.property(fc.nat(10_000), fc.nat(10_000), (before, now) => {
			expect(isNoteworthy(before, now)).toBe(isNoteworthy(now, before));
			if (isNoteworthy(before, now)) expect(Math.abs(before - now)).toBeGreaterThanOrEqual(5);
			if (Math.max(before, now) >= 10) {
				expect(isNoteworthy(before, now)).toBe(Math.max(before, now) >= 2 * Math.min(before, now));
			}
		}),
	);
});
