import {describe, expect, test} from 'vitest';
import {rules} from '../../../../source/insight/catalogue.ts';
import {calm} from '../../../../source/sources/simulate/scenarios/calm.ts';
import {scenarios} from '../../../../source/sources/simulate/scenarios/catalogue.ts';
import type {Message} from '../../../../source/wire/message.ts';
import {expectations} from './expectations.ts';
import {isTroubling, watched} from './watched-system.ts';

/** How much later than it can be known it may be told. */
const latestAfter = 5;
const seeds = [7, 8];

/** The tour shows many at a time; calm has none. */
const stories = scenarios.filter(({name}) => name !== 'tour' && name !== 'calm');

test('each scenario has a name of its own, a story of one sentence, and an expectation', () => {
	expect(new Set(scenarios.map(({name}) => name)).size).toBe(scenarios.length);
	expect(scenarios.filter(({name}) => !/^[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
	expect(scenarios.filter(({story}) => story.length < 30 || story.length > 120 || /[.\n]$/.test(story))).toEqual([]);
	expect(Object.keys(expectations).toSorted()).toEqual(stories.map(({name}) => name).toSorted());
	const known = new Set(rules.map(({id}) => id));
	const named = Object.values(expectations).flatMap(({problem, follows = []}) => [problem, ...follows]);
	expect(named.filter(rule => !known.has(rule))).toEqual([]);
});

describe.each(stories)('$name', scenario => {
	const expected = expectations[scenario.name];
	test.each(seeds)('with seed %d its own problem is told in time, and no other', seed => {
		if (expected === undefined) throw new Error('nothing is expected of it');
		const {problem, who, causedAt, knowableAt, follows = [], seconds} = expected;
		const messages: Message[] = [];
		const {told} = watched(scenario, {seconds, seed, heard: message => messages.push(message)});
		const troubling = told.filter(isTroubling);
		const knowable = typeof knowableAt === 'number' ? knowableAt : knowableAt(messages);
		const own = troubling.filter(({rule}) => rule === problem);
		expect(own[0]?.sentence).toMatch(new RegExp(`^\\w+ ${problem}: `));
		expect(own[0]?.sentence.replace(/^\w+ [\w-]+: /, '')).toMatch(who);
		expect(own[0]?.second).toBeGreaterThanOrEqual(causedAt);
		expect(own[0]?.second).toBeLessThanOrEqual(knowable + latestAfter);
		const others = troubling.filter(({rule}) => rule !== problem && !follows.includes(rule));
		expect(others).toEqual([]);
		expect(follows.filter(rule => !troubling.some(told => told.rule === rule))).toEqual([]);
	});
});

test('an hour of calm has no problem', () => {
	const {told} = watched(calm, {seconds: 3600});
	expect(told.filter(isTroubling)).toEqual([]);
}, 120_000);

test.each(scenarios)('two runs of $name with one seed write the same recording, and another seed another', scenario => {
	const recorded = (seed: number): string => {
		const lines: string[] = [];
		watched(scenario, {seconds: 60, seed, record: line => lines.push(line)});
		return lines.join('\n');
	};
	const first = recorded(11);
	expect(first.length).toBeGreaterThan(100_000);
	expect(recorded(11) === first).toBe(true);
	expect(recorded(12) === first).toBe(false);
});
