import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {createCore} from '../../../source/core/core.ts';
import type {Problem} from '../../../source/insight/problem.ts';
import {type EventLine, jsonOfLine} from '../../../source/output/events/event-form.ts';
import {textOfLine} from '../../../source/output/events/event-text.ts';
import {createProblemLines} from '../../../source/output/events/problem-lines.ts';
import {faultsOf} from '../../helpers/output-schema.ts';
import {incidentNames, messagesOf} from '../../helpers/replay.ts';

const frames = path.join(import.meta.dirname, '../../frames');

function linesOf(incident: string): readonly EventLine[] {
	const core = createCore({view: 'overview', utc: true, label: 'test'});
	const changed = createProblemLines();
	const lines: EventLine[] = [];
	let second = 0;
	for (const message of messagesOf(`incidents/${incident}`)) {
		core.hear(message);
		if (Math.floor(message.at / 1000) === second) continue;
		second = Math.floor(message.at / 1000);
		lines.push(...changed(core.everyProblem().problems, message.at));
	}
	return lines;
}

describe.each(incidentNames)('the problems of %s', incident => {
	test('are as the schema says, begin before they are worse or over, and are over once', () => {
		const open = new Set<unknown>();
		for (const line of linesOf(incident)) {
			const told = JSON.parse(jsonOfLine(line));
			expect(faultsOf(told)).toBe('');
			const {id, state, severity, over} = told;
			expect([state, open.has(id)]).toEqual([state, state !== 'began']);
			expect(['bad', 'warn']).toContain(severity);
			expect(over === null).toBe(state !== 'over');
			if (state === 'began') open.add(id);
			if (state === 'over') open.delete(id);
		}
	});
});

test.each(['crash', 'auth-storm', 'lost-link'])('the problems of %s', async incident => {
	const lines = linesOf(incident);
	const text = lines.map(line => `${textOfLine(line, true)}\n${jsonOfLine(line)}\n`).join('');
	await expect(text).toMatchFileSnapshot(path.join(frames, `events-problems-${incident}.txt`));
});

test('what has begun and is over between two looks is told as both', () => {
	const problem: Problem = {
		rule: 'silent-server',
		key: 'N1',
		severity: 'bad',
		who: 'n1',
		topic: 'silence',
		text: 'silence over for 3 s',
		short: 'silence over',
		since: 5000,
		overAt: 7000,
		times: 1,
		total: undefined,
		peak: '',
		peakValue: 0,
		worst: 'bad',
		about: {kind: 'server', id: 'N1'},
	};
	const changed = createProblemLines();
	expect(changed([], 1000)).toEqual([]);
	expect(changed([problem], 10_000).map(({values}) => values[0])).toEqual(['began', 'over']);
	expect(changed([problem], 11_000)).toEqual([]);
});
