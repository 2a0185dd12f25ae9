// Each question of an incident is answered within two keys of the first screen, on a small and on a usual terminal.
// `npm run frames` writes the screens anew; here a difference is a failure.
import {readdirSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {LiveDemo} from './live-demo.ts';
import {type Question, questions} from './question-table.ts';

const folder = path.join(import.meta.dirname, '../frames/questions');

const sizes = [
	[80, 24],
	[120, 40],
] as const;

function fileOf({number, name}: Question, columns: number, rows: number): string {
	return `question-${String(number).padStart(2, '0')}-${name}-${columns}x${rows}.txt`;
}

/** The screen that answers, and below it what was copied. */
function answerTo({situation, keys, waits}: Question, columns: number, rows: number): string {
	const stage = situation(columns, rows).press(...keys);
	if (stage instanceof LiveDemo && waits !== undefined) stage.wait(waits);
	const copied = stage.effects.flatMap(effect => (effect.kind === 'copy' ? [`copied: ${effect.text}\n`] : []));
	return `${stage.text()}${copied.join('')}`;
}

describe.each(questions)('$number $asked', question => {
	test.each(sizes)('%i×%i', async (columns, rows) => {
		const text = answerTo(question, columns, rows);
		for (const pattern of question.answer) expect(text).toMatch(pattern);
		await expect(text).toMatchFileSnapshot(path.join(folder, fileOf(question, columns, rows)));
	});
});

test('there are twenty-five, each answered within two keys', () => {
	expect(questions.map(({number}) => number)).toEqual(Array.from({length: 25}, (_, index) => index + 1));
	expect(questions.filter(({keys}) => keys.length > 2)).toEqual([]);
	expect(questions.filter(({answer}) => answer.length === 0)).toEqual([]);
});

test('these are answered in part only', () => {
	const partly = questions.filter(({missing}) => missing !== undefined);
	expect(partly.map(({number, missing}) => `${number}: ${missing}`)).toEqual([
		'25: a row and its command are copied; a snapshot of everything and a recording of the last minutes are not',
	]);
});

test('no frame is left of a question that is asked no more', () => {
	const files = new Set(questions.flatMap(question => sizes.map(([columns, rows]) => fileOf(question, columns, rows))));
	expect(readdirSync(folder).filter(file => !files.has(file))).toEqual([]);
});
