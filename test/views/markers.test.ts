// What most changes follow stands on every axis of time: in the overview and on the pages of graphs.
import {describe, expect, test} from 'vitest';
import {lines} from './read-screen.ts';
import {demoStage} from './stage.ts';

/** Seconds after noon: a server came back at 68 s, and a deploy went out at 150 s. */
const afterDeploy = 185;

function axisOf(stage: ReturnType<typeof demoStage>): string {
	const all = lines(stage);
	const at = all.findIndex(line => /^ LAST .*connects/.test(line));
	return all[at + 1] ?? '';
}

describe('the axis of the overview', () => {
	test('has a deploy under the bars of each histogram, at the second in which it began', () => {
		const stage = demoStage(afterDeploy, 120, 40);
		const axis = axisOf(stage);
		expect(axis.match(/◆/g)).toHaveLength(3);
		const bars = lines(stage).find(line => /^ LAST .*connects/.test(line)) ?? '';
		const cells = [...bars.matchAll(/[▁-█·]+/gu)];
		const places = [...axis.matchAll(/◆/g)].map(({index}) => index);
		// It began 35 s before now, of 60.
		for (const [which, {index, 0: text}] of cells.entries()) {
			const share = ((places[which] ?? 0) - index) / text.length;
			expect(share).toBeGreaterThan(0.35);
			expect(share).toBeLessThan(0.5);
		}
	});

	test('is as wide as the window of time', () => {
		const stage = demoStage(afterDeploy, 120, 40).press('+');
		expect(axisOf(stage)).toMatch(/▲.*↻.*◆/);
	});

	test('is left out where nothing happened, and where there is no room', () => {
		expect(axisOf(demoStage(20, 120, 40))).not.toMatch(/[▲↻◆○]/u);
		expect(axisOf(demoStage(afterDeploy, 80, 24))).not.toContain('◆');
	});
});

test.each([
	['servers', /^ ◆ deploy$|[▲●↻○] .* {3}◆ deploy$/m],
	['accounts', /◆ deploy$/m],
])('the graphs of %s have it too, and say what the sign means', (view, words) => {
	const stage = demoStage(afterDeploy, 120, 60, view).press('enter');
	stage.press('/').type('graphs').press('enter');
	for (let tries = 0; tries < 40 && !stage.text().includes('Graphs of'); tries++) {
		stage.press('tab');
		const {page} = stage.draw().shown;
		const target = page?.chosen === undefined ? undefined : page.openable[page.chosen]?.target;
		if (target?.kind === 'graphs') stage.press('enter');
	}
	expect(stage.text()).toContain('Graphs of');
	expect(stage.press('+').text()).toMatch(words);
});
