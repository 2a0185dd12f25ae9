// Other thresholds than usual, wherever it is concluded what is wrong.
import {describe, expect, test} from 'vitest';
import {createCore} from '../../source/core/core.ts';
import {thresholdsFor} from '../../source/insight/measures.ts';
import {defaultThresholds} from '../../source/insight/thresholds.ts';
import {thresholdsWith} from '../../source/insight/thresholds-with.ts';
import {createGrading} from '../../source/output/graded-problems.ts';
import {judge} from '../../source/output/judged.ts';
import {createFlightRecorder} from '../../source/runtime/flight-recorder.ts';
import {demoStage, startAt} from '../views/stage.ts';

const low = thresholdsWith({cpuPercent: 1, cpuForMs: 2000});
const {messages} = demoStage(60, 80, 24);

function coreWith(thresholds = low) {
	const {tape, past} = createFlightRecorder(2 ** 26);
	const core = createCore({view: 'overview', utc: true, label: 'demo', record: tape.keep, past, thresholds});
	for (const message of messages) core.hear(message);
	core.draw(120, 40);
	return core;
}

const rulesIn = (problems: readonly {readonly rule: string}[]) => new Set(problems.map(({rule}) => rule));

describe('other thresholds', () => {
	const core = coreWith();

	test('are those of the conclusions, of the verdict, and of all that is told of problems', () => {
		expect(rulesIn(coreWith(defaultThresholds).look().problems)).not.toContain('cpu-saturated');
		expect(rulesIn(core.look().problems)).toContain('cpu-saturated');
		expect(rulesIn(core.everyProblem().problems)).toContain('cpu-saturated');
	});

	test('are those of the past too, from its first moment on', () => {
		const past = coreWith();
		for (const seconds of [20, 40]) {
			past.goTo(startAt + seconds * 1000, false);
			expect(rulesIn(past.look().problems)).toContain('cpu-saturated');
		}
	});

	test('stand in the help, with the usual value', () => {
		const helped = coreWith();
		helped.press('?', startAt + 60_000);
		const lines = Array.from({length: 12}, () => {
			helped.press('ctrl-f', startAt + 60_000);
			const {screen} = helped.draw(160, 50);
			return screen.lines.map(({spans}) => spans.map(({text}) => text).join(''));
		}).flat();
		const line = lines.find(text => text.includes('CPU, of the cores that a server may use'));
		expect(line).toMatch(
			/^ 1% +CPU, of the cores that a server may use: set in the configuration file; usually 90% *$/,
		);
	});

	test('are those of a check, where it names no other', () => {
		const check = {warn: [], critical: [], format: 'nagios'} as const;
		const judged = (options: Parameters<typeof createGrading>[0]) => {
			const {second, graded} = createGrading(options, low);
			second(core.model);
			const heard = {model: core.model, isWaiting: false, graded: graded(core.ledger(), core.model), thresholds: low};
			return rulesIn(judge(heard, options).problems.map(({problem}) => problem));
		};
		expect(judged(check)).toContain('cpu-saturated');
		expect(judged({...check, critical: [{conclusion: 'cpu-saturated', from: 99}]})).not.toContain('cpu-saturated');
	});
});

test('many together are not refused less often than one of them may be', () => {
	const {refusedOfCrowdPerMinute: crowd} = defaultThresholds;
	expect(thresholdsWith({refusedPerMinute: 100}).refusedOfCrowdPerMinute).toEqual({...crowd, value: 100});
	expect(thresholdsWith({refusedPerMinute: 1}).refusedOfCrowdPerMinute).toEqual(crowd);
	expect(thresholdsWith({refusedPerMinute: 100, refusedOfCrowdPerMinute: 7}).refusedOfCrowdPerMinute.value).toBe(7);
	expect(thresholdsFor('auth-errors', 30, low)).toMatchObject({refusedPerMinute: {value: 30}, cpuPercent: {value: 1}});
	expect(thresholdsWith({})).toEqual(defaultThresholds);
});
