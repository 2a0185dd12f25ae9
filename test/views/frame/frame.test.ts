import {describe, expect, test} from 'vitest';
import {lines, linkDown} from '../read-screen.ts';
import {demoStage, Stage, startAt} from '../stage.ts';

describe('coverage', () => {
	test.each([
		[100, ''],
		[99.02, ''],
		[98.97, 'coverage ≥ 98.9 %'],
		[90, 'coverage ≥ 90.0 %'],
		[89.9, ''],
	])('of %d percent', (percent, words) => {
		const stage = demoStage(6, 120, 36);
		for (const server of stage.model.servers.values()) {
			const {coverage} = server;
			Object.assign(coverage, {from: 0, to: 0, received: 0, receivedBefore: percent * 100, numberedBefore: 10_000});
		}
		expect(/coverage[^ ]* ≥ [\d.]+ %/.exec(stage.text())?.[0] ?? '').toBe(words);
	});
});

describe('the frame', () => {
	test('says nothing is wrong only when it has asked', () => {
		expect(lines(new Stage(80, 24).passTo(startAt))[1]).toBe(' ○ asking the servers…');
		expect(lines(demoStage(6, 80, 24))[1]).toMatch(
			/^ ● OK {2}6\/6 servers, oldest number 0\.\d s · storefront moved w3 → n2$/,
		);
	});

	test('shortens the words of problems before it leaves one out', () => {
		const verdict = (columns: number): string => lines(demoStage(60, columns, 24))[1] ?? '';
		expect(verdict(60)).toBe(' ▲ 4 problems  w2 silent 36 s (expected ≤ 5 s) · +3 more');
		expect(verdict(80)).toContain('w2 silent 36 s · billing-worker auth errors 45/s · +2 more');
		expect(verdict(120)).toContain('orders-svc loops 119/min · etl slow consumer ×3');
		expect(verdict(230)).toContain('lives 0.4 s · etl slow consumer ×3 (Pending Bytes) on n1 n2 n3');
	});

	test('shortens the words of the tabs before their numbers', () => {
		const tabs = (columns: number): string => lines(demoStage(60, columns, 24))[2] ?? '';
		expect(tabs(140)).toContain('4 Auth errors ●');
		const narrower = Array.from({length: 60}, (_, index) => tabs(119 - index));
		expect(narrower.some(line => line.includes('4 Auth ●'))).toBe(true);
		expect(tabs(60)).toMatch(/^ {2}1 Overview(?: {1,3}\d(?: ●)?)+$/);
	});

	test('has the honesty line on a high screen, and on a low one when the link is down', () => {
		expect(lines(demoStage(60, 120, 30))[2]).toMatch(
			/^ messages [\d.]+\/s [▁-█]+ {3}newest 0\.\d s {3}oldest 36 s {3}rtt 0\.7 ms {3}tty 1\.2 KiB\/s {3}asks 0\.\d\/s, [\d.]+ answers\/s$/,
		);
		// One server is silent since then, and what it told last is on the screen.
		expect(demoStage(60, 120, 29).text()).not.toContain('newest 0.');
		expect(linkDown(demoStage(60, 120, 29)).text()).toContain('LINK DOWN');
	});

	test('tells of notices for two seconds', () => {
		const stage = demoStage(60, 80, 24).press('Z');
		const footer = (): string => lines(stage)[23] ?? '';
		expect(footer()).toBe(' Z does nothing; ? shows the keys');
		stage.passTo(stage.now + 1999);
		expect(footer()).toBe(' Z does nothing; ? shows the keys');
		stage.passTo(stage.now + 1);
		expect(footer()).toContain('↑↓ move');
	});

	test('always has the key for help', () => {
		const stage = demoStage(60, 60, 24).press('/').type('a long filter line').press('enter', 'space');
		for (let columns = 60; columns < 130; columns++) expect(lines(stage.resize(columns, 24))[23]).toMatch(/\? help$/);
	});

	test('counts a server that has stopped in order no longer as missing, one that is silent it does', () => {
		expect(lines(demoStage(60, 80, 24))[0]).toContain('5/6 servers');
		expect(lines(demoStage(100, 80, 24))[0]).toContain('5/5 servers');
	});
});
