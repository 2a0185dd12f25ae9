// How much is seen: of time, of columns, of a pane.
import {describe, expect, test} from 'vitest';
import {count, countsUpTo} from '../../source/model/tally.ts';
import {createModel} from '../../source/model/model.ts';
import {demoStage, recordingStage, type Stage} from '../views/stage.ts';

function lineWith(stage: Stage, words: string): string {
	return (
		stage
			.text()
			.split('\n')
			.find(line => line.includes(words)) ?? ''
	);
}

describe('the window of time', () => {
	test('is said in every title, and goes from one minute to a quarter of an hour and back', () => {
		const stage = demoStage(60, 200, 50);
		// A column has less room for it.
		const titles = (): readonly string[] =>
			(stage.text().match(/LAST \d+(?: s| min|m)/g) ?? []).map(title => title.replace(/(\d)m$/, '$1 min'));
		expect(new Set(titles())).toEqual(new Set(['LAST 60 s']));
		const many = titles().length;
		for (const [key, words] of [
			['+', 'LAST 5 min'],
			['+', 'LAST 15 min'],
			['-', 'LAST 5 min'],
			['-', 'LAST 60 s'],
		]) {
			stage.press(key ?? '');
			expect(titles()).toEqual(Array.from({length: many}, () => words));
		}
	});

	test('ends at both ends', () => {
		const stage = demoStage(60, 80, 24);
		expect(stage.press('-').ui.notice?.text).toBe('-: 60 s is the shortest window');
		expect(stage.press('+', '+', '+').ui.notice?.text).toBe('+: 15 min is the longest window');
		expect(stage.ui.windowMinutes).toBe(15);
	});

	test('counts what the last minute has lost', () => {
		const stage = demoStage(100, 120, 36);
		const connects = (): number =>
			Number(/connects \S+ ([\d,]+)/.exec(lineWith(stage, 'connects'))?.[1]?.replaceAll(',', ''));
		const minute = connects();
		stage.press('+');
		expect(connects()).toBe(stage.model.tallies.connects.total);
		expect(connects()).toBeGreaterThan(minute);
	});

	test('is on the page of a server too', () => {
		expect(demoStage(60, 120, 40, 'servers').press('+', 'down', 'enter').text()).toMatch(/^ Last 5 min/m);
	});

	test('is counted to the second for a quarter of an hour', () => {
		const {connects} = createModel().tallies;
		const now = 1_800_000_000_000;
		count(connects, now - 900_000);
		count(connects, now);
		const counts = countsUpTo(connects, now - 1000, 900);
		expect(counts[0]).toBe(1);
		expect(counts.reduce((sum, one) => sum + one, 0)).toBe(1);
	});
});

describe('problems only', () => {
	test('leave the sums below an empty list where they were', () => {
		const stage = demoStage(1, 80, 24);
		const before = lineWith(stage, ' all ');
		expect(before).toMatch(/ all +\d+ servers/);
		expect(stage.press('e').text()).toContain('SERVERS 0 of 6');
		expect(lineWith(stage, ' all ').indexOf('all')).toBe(before.indexOf('all'));
	});
});

describe('a pane alone', () => {
	test('has the whole body, and Tab goes on to the next one', () => {
		const stage = demoStage(60, 80, 24).press('z');
		expect(stage.text()).toContain(' SERVERS 6');
		expect(stage.text()).not.toContain(' WHO ');
		expect(stage.text()).not.toContain('NEWEST');
		stage.press('tab');
		expect(stage.text()).toContain(' WHO 5');
		expect(stage.text()).not.toContain('SERVERS 6');
		stage.press('z');
		expect(stage.text()).toMatch(/SERVERS 6[\s\S]*LAST 60 s[\s\S]*WHO 5[\s\S]*NEWEST/);
	});

	test('shows more rows of it', () => {
		const rows = (stage: Stage): number => stage.text().match(/^[ »]\d\d:\d\d:\d\d /gm)?.length ?? 0;
		const stage = demoStage(60, 80, 24).press('tab', 'tab');
		const before = rows(stage);
		expect(rows(stage.press('z'))).toBeGreaterThan(before + 8);
	});

	test('is left by Esc, and stays in its view', () => {
		const stage = demoStage(60, 80, 24).press('z', '4');
		expect(stage.text()).toMatch(/WHO IS REFUSED[\s\S]*AS THEY COME/);
		stage.press('1');
		expect(stage.text()).not.toContain('NEWEST');
		expect(stage.press('escape').text()).toContain('NEWEST');
	});

	test('is refused where there is one pane', () => {
		expect(demoStage(60, 80, 24, 'servers').press('z').ui.notice?.text).toBe('z: this pane is the only one here');
		expect(demoStage(60, 80, 24, 'servers').press('enter', 'z').ui.notice?.text).toBe('z: only in a view');
	});
});

describe('the most useful columns', () => {
	const titles = (stage: Stage): string =>
		stage
			.text()
			.split('\n')
			.find(line => line.includes('SERVER ')) ?? '';

	test('are those of a narrow screen, with more room for each', () => {
		const narrow = titles(demoStage(60, 80, 24, 'servers'))
			.trim()
			.split(/ {2,}| /);
		const stage = demoStage(60, 200, 50, 'servers');
		expect(titles(stage)).toContain('VERSION');
		stage.press('w');
		expect(
			titles(stage)
				.trim()
				.split(/ {2,}| /),
		).toEqual(narrow);
		stage.press('w');
		expect(titles(stage)).toContain('VERSION');
	});

	test('are all that there are on a narrow screen', () => {
		expect(demoStage(60, 80, 24, 'servers').press('w').ui.notice?.text).toBe(
			'w: no column more than the most useful ones fits here',
		);
	});

	test('hide none of the answers of a recording', () => {
		const stage = recordingStage('crash-sigkill', 40, 200, 50, 'servers').press('w');
		expect(stage.text()).toContain('silent');
	});
});
