import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {createBackgroundQuestion} from '../../source/terminal/ask-background.ts';
import {
	type Background,
	backgroundIn,
	backgroundQuestion,
	canTellBackground,
} from '../../source/terminal/background.ts';

const attributes = '\u001B[?62;22c';

test.each<[string, Background]>([
	['\u001B]11;rgb:ffff/8080/0000\u001B\\', [255, 128, 0]],
	['\u001B]11;rgb:ffff/8080/0000\u0007', [255, 128, 0]],
	['\u001B]11;rgb:ff/80/00\u0007', [255, 128, 0]],
	['\u001B]11;rgb:f/8/0\u0007', [255, 136, 0]],
	['\u001B]11;rgba:1e1e/1E1E/2e2e/cccc\u001B\\', [30, 30, 46]],
])('%j says %j', (sequence, background) => {
	expect(backgroundIn(sequence)).toEqual(background);
});

test.each([
	'',
	'\u001B]10;rgb:ffff/ffff/ffff\u0007',
	'\u001B]11;?\u0007',
	'\u001B]11;rgb:fffff/0/0\u0007',
	'\u001B]11;rgb:ff/00\u0007',
	'\u001B]11;blue\u0007',
	'\u001B[?2026;2$y',
])('%j says nothing of it', sequence => {
	expect(backgroundIn(sequence)).toBeUndefined();
});

test('what the terminal is says that it answers no more', () => {
	expect(backgroundIn(attributes)).toBe('none');
	expect(backgroundIn('\u001B[?6c')).toBe('none');
});

describe('the question', () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	function asking() {
		const sent: string[] = [];
		return {sent, question: createBackgroundQuestion(sequence => sent.push(sequence))};
	}

	test('is sent once, and its answer goes to all who wait for it; then it can be asked again', async () => {
		const {sent, question} = asking();
		await question.settled();
		expect(question.isExpected()).toBe(false);
		const [one, other] = [question.ask(), question.ask()];
		expect(sent).toEqual([backgroundQuestion]);
		expect(question.isExpected()).toBe(true);
		question.report('\u001B[?2026;2$y');
		question.report('\u001B]11;rgb:0/0/0\u0007');
		expect(await Promise.all([one, other])).toEqual([
			[0, 0, 0],
			[0, 0, 0],
		]);
		// The other answer is still to come: who gives the terminal back waits for it.
		let isSettled = false;
		const settled = question.settled().then(() => {
			isSettled = true;
		});
		await Promise.resolve();
		expect([isSettled, question.isExpected()]).toEqual([false, true]);
		question.report(attributes);
		await settled;
		expect(question.isExpected()).toBe(false);
	});

	test('has no answer where the terminal says what it is instead', async () => {
		const {question} = asking();
		const told = question.ask();
		question.report(attributes);
		question.report('\u001B]11;rgb:0/0/0\u0007');
		expect(await told).toBeUndefined();
	});

	test('has no answer after a tenth of a second, though one may come for two seconds', async () => {
		const {question} = asking();
		const told = question.ask();
		vi.advanceTimersByTime(100);
		vi.advanceTimersToNextTimer();
		question.report('\u001B]11;rgb:0/0/0\u0007');
		expect(await told).toBeUndefined();
		expect(question.isExpected()).toBe(true);
		// Who gives the terminal back waits for it all the same: the shell would have it as a command line.
		let isSettled = false;
		const settled = question.settled().then(() => {
			isSettled = true;
		});
		await Promise.resolve();
		expect(isSettled).toBe(false);
		vi.advanceTimersByTime(1900);
		expect(question.isExpected()).toBe(false);
		await settled;
	});
});

test.each<[Readonly<Record<string, string>>, boolean]>([
	[{TERM: 'xterm-256color'}, true],
	[{TERM: 'xterm-kitty'}, true],
	[{TERM: 'xterm-256color', WT_SESSION: 'f00'}, true],
	[{TERM: 'tmux-256color'}, true],
	[{TERM: 'screen-256color', TMUX: '/tmp/tmux-0/default,1,0'}, true],
	[{TERM: 'screen-256color'}, false],
	[{TERM: 'screen', STY: '1.pts-0.host'}, false],
	[{TERM: 'xterm', STY: '1.pts-0.host'}, false],
	[{TERM: 'linux'}, false],
	[{TERM: 'dumb'}, false],
	[{TERM: 'vt220'}, false],
	[{}, false],
])('with %o a terminal is asked: %s; never on Windows', (env, isAsked) => {
	expect(canTellBackground(env, 'linux')).toBe(isAsked);
	expect(canTellBackground(env, 'win32')).toBe(false);
});
