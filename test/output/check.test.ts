import path from 'node:path';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createModel} from '../../source/model/model.ts';
import type {CheckOption} from '../../source/options/check-option.ts';
import {checkJson} from '../../source/output/check-json.ts';
import {checkMetrics} from '../../source/output/check-metrics.ts';
import {defaultThresholds} from '../../source/insight/thresholds.ts';
import {checkText, checkTextOfSeveral, worstOf} from '../../source/output/check-text.ts';
import {createGrading} from '../../source/output/graded-problems.ts';
import {failed, type Judged, judge} from '../../source/output/judged.ts';
import {metricsText} from '../../source/output/metrics-text.ts';
import {anyCharacter} from '../helpers/any-character.ts';
import {faultsOf} from '../helpers/output-schema.ts';
import {readMetrics} from '../helpers/prometheus-text.ts';
import {fixtureNames} from '../helpers/replay.ts';
import {demoStage, recordingStage, type Stage} from '../views/stage.ts';

const frames = path.join(import.meta.dirname, '../frames');

const usual: CheckOption = {warn: [], critical: [], format: 'nagios'};

function judged(stage: Stage, check: CheckOption = usual, model = stage.model, isWaiting = false): Judged {
	const graded = createGrading(check, defaultThresholds).graded(stage.core.ledger(), stage.model);
	return judge({model, isWaiting, graded, thresholds: defaultThresholds}, check);
}

const demo = (seconds: number): Stage => demoStage(seconds, 80, 24);

/** One line: a state, a reason, one bar, figures as the guidelines for plugins have them. */
const line = /^NATS (?:OK|WARNING|CRITICAL|UNKNOWN) - [^|\n]+ \| (?:[a-z_]+=(?:[\d.]+s?|U);;(?:\d+:)?;0 ?)+\n$/;

describe('golden', () => {
	test('one line for each moment of the demo', async () => {
		const lines = [1, 6, 30, 60, 100, 185].map(seconds => checkText(judged(demo(seconds)), usual, false)).join('');
		await expect(lines).toMatchFileSnapshot(path.join(frames, 'check-moments.txt'));
	});

	test('in ASCII', () => {
		const text = checkText(judged(demo(60)), usual, true);
		expect(text).toMatch(/^[\x20-\x7e]+\n$/);
		expect(text).toMatch(line);
	});

	test('as JSON', async () => {
		const stage = demo(60);
		const told = checkJson(judged(stage), usual, stage.model, false);
		expect(faultsOf(JSON.parse(JSON.stringify(told)))).toBe('');
		await expect(`${JSON.stringify(told, undefined, 2)}\n`).toMatchFileSnapshot(path.join(frames, 'check.json'));
	});

	test('as metrics', async () => {
		const stage = demo(60);
		const check = {...usual, conclusions: ['silent-server', 'auth-errors', 'deploy']};
		const text = metricsText(checkMetrics(judged(stage, check), check, stage.model.now));
		expect(readMetrics(text).size).toBeGreaterThan(5);
		await expect(text).toMatchFileSnapshot(path.join(frames, 'check-metrics.txt'));
	});
});

describe('what was asked for decides', () => {
	const stage = demo(60);
	const ofRule = (check: Partial<CheckOption>, rule: string) =>
		judged(stage, {...usual, ...check})
			.problems.filter(({problem}) => problem.rule === rule)
			.map(({grade}) => grade);

	test.each<[string, Partial<CheckOption>, readonly string[]]>([
		['by its severity', {}, ['critical']],
		['as a warning', {warn: [{conclusion: 'silent-server'}]}, ['warning']],
		['not looked at', {conclusions: ['auth-errors']}, []],
	])('%s', (_, check, grades) => {
		expect(ofRule(check, 'silent-server')).toEqual(grades);
	});

	test('a note too, when it is named', () => {
		const notes = stage.core
			.look()
			.problems.filter(({severity, overAt}) => severity === 'note' && overAt === undefined);
		expect(notes.length).toBeGreaterThan(0);
		for (const {rule} of notes) {
			expect(ofRule({}, rule)).toEqual([]);
			expect(ofRule({warn: [{conclusion: rule}]}, rule)).toContain('warning');
		}
	});

	test('from a number on', () => {
		const grades = (from: number) => ofRule({critical: [{conclusion: 'auth-errors', from}]}, 'auth-errors');
		expect(grades(5)).toContain('critical');
		expect(grades(1_000_000)).toEqual([]);
	});

	test('fewer servers than are expected are critical', () => {
		const calm = demo(6);
		expect(judged(calm, {...usual, expectServers: 6}).state).toBe('ok');
		expect(judged(calm, {...usual, expectServers: 7})).toMatchObject({
			state: 'critical',
			unmet: ['6 of 7 expected servers were heard'],
		});
	});
});

describe('unknown, and never ok', () => {
	const calm = demo(6);
	const {model} = calm;

	test('when all is well it is ok', () => {
		expect(judged(calm).state).toBe('ok');
	});

	test.each([
		['nothing was heard', createModel(), /there was no connection/],
		[
			'our link is down',
			{...model, link: {...model.link, state: 'down' as const, since: model.now - 3000, reason: 'lost'}},
			/^our link is down for 3\.0 s: lost$/,
		],
		[
			'a recording ends while its link is down',
			{...model, link: {...model.link, state: 'ended' as const, reason: 'lost'}},
			/^the link was down at the end: lost$/,
		],
		['nothing is heard any more', {...model, nothingHeardSince: model.now - 5000}, /^nothing was heard for 5\.0 s$/],
		['no round of PING was complete', {...model, completeAt: undefined}, /never complete/],
	])('when %s', (_, known, because) => {
		const told = judged(calm, usual, known);
		expect(told).toMatchObject({state: 'unknown', isAnythingKnown: false, unknown: [expect.stringMatching(because)]});
		expect(checkText(told, usual, false)).toMatch(/^NATS UNKNOWN - .* \| servers=U;;;0 /);
		expect([...readMetrics(metricsText(checkMetrics(told, usual, undefined))).keys()]).toEqual([
			'nats_top_sys_check_state',
		]);
	});

	test('when answers are still to come', () => {
		expect(judged(calm, usual, model, true)).toMatchObject({state: 'unknown', isAnythingKnown: true});
	});

	test('when others count a server that was not heard, unless it is said how many there are', () => {
		const known = {...model, revision: model.revision + 1, lastCensus: {missing: 1, named: 0, of: model.servers.size}};
		expect(judged(calm, usual, known)).toMatchObject({state: 'unknown', unknown: ['6 of 7 servers were heard']});
		expect(judged(calm, {...usual, expectServers: 6}, known).state).toBe('ok');
	});

	test('when a named conclusion takes longer than was listened', () => {
		const check = {...usual, conclusions: ['cpu-saturated']};
		const told = judged(calm, check);
		expect(told.unknown).toEqual([expect.stringMatching(/^cpu-saturated takes 20 s, and we listened for /)]);
		const metrics = readMetrics(metricsText(checkMetrics(told, check, model.now)));
		expect(metrics.get('nats_top_sys_check_state')?.samples).toEqual([{labels: {}, value: 3}]);
		expect(metrics.has('nats_top_sys_check_conclusion_state')).toBe(false);
	});
});

test('a conclusion for which nobody is asked is unknown', () => {
	const check = {...usual, conclusions: ['near-limit']};
	expect(judged(demo(6), check)).toMatchObject({
		state: 'unknown',
		unknown: [expect.stringMatching(/^near-limit takes /)],
	});
});

describe('whatever strangers are called', () => {
	const anyText = fc.string({unit: fc.oneof(anyCharacter, fc.constantFrom('|', '\n', '\r', "'", ';', '=', '\u2028'))});

	test('it is one line with one bar', () => {
		const [first] = judged(demo(60)).problems;
		if (first === undefined) throw new Error('nothing is wrong');
		const whole = judged(demo(60));
		fc.assert(
			fc.property(anyText, fc.boolean(), (who, ascii) => {
				const problems = [{...first, problem: {...first.problem, who}}];
				expect(checkText({...whole, problems}, usual, ascii)).toMatch(line);
				expect(checkText(failed(who, createModel()), usual, ascii).match(/[|\n\r\u2028]/g)).toEqual(['|', '\n']);
			}),
		);
	});

	test.each(fixtureNames)('%s is judged at its end', fixture => {
		const stage = recordingStage(fixture, 600, 80, 24);
		const told = judged(stage);
		expect(checkText(told, usual, false)).toMatch(line);
		expect(faultsOf(JSON.parse(JSON.stringify(checkJson(told, usual, stage.model, false))))).toBe('');
		readMetrics(metricsText(checkMetrics(told, usual, stage.model.now)));
	});
});

describe('several systems', () => {
	const fine = {label: 'east', judged: judged(demo(6))};
	const bad = {label: 'we=st | 1', judged: judged(demo(60))};
	const unreached = {label: 'lab', judged: failed('cannot connect', createModel())};

	test('are told in one line, the worst first, with the name of each', () => {
		const text = checkTextOfSeveral([fine, unreached, bad], usual, false);
		expect(text).toMatch(
			/^NATS CRITICAL - we=st \/ 1 critical: .* · lab unknown: cannot connect · east ok: 6\/6 servers.* \| /,
		);
		expect(text.split('|')).toHaveLength(2);
		const figures = text.split(' | ')[1] ?? '';
		// Names of figures are quoted, as they have blanks.
		expect(figures).toMatch(/^(?:'[^'=|]+ [a-z_]+'=(?:[\d.]+s?|U);;;0 ?){18}\n$/);
		expect(figures).toContain("'east servers'=6;;;0");
		expect(figures).toContain("'lab servers'=U;;;0");
		expect(figures).toContain("'we_st___1 critical'=");
	});

	test('have the state of the worst: what is certain counts more than what is not known', () => {
		expect(worstOf([fine, fine])).toBe('ok');
		expect(worstOf([fine, unreached])).toBe('unknown');
		expect(worstOf([unreached, bad, fine])).toBe('critical');
	});
});
