import fc from 'fast-check';
import {expect, test} from 'vitest';
import {answersWithinMs, createAnswers, openRequests} from '../../../source/sources/nats/answers.ts';

test('an answer is told by its token, as often as it comes', () => {
	const answers = createAnswers();
	const one = answers.open('$SYS.REQ.SERVER.PING', 0);
	const other = answers.open('$SYS.REQ.SERVER.PING.VARZ', 1);
	expect(answers.subjectOf(one, 2)).toBe(`_INBOX.${one}.$SYS.REQ.SERVER.PING`);
	expect(answers.subjectOf(one, 3)).toBe(`_INBOX.${one}.$SYS.REQ.SERVER.PING`);
	expect(answers.subjectOf(other, 3)).toBe(`_INBOX.${other}.$SYS.REQ.SERVER.PING.VARZ`);
	expect(answers.subjectOf('unknown', 3)).toBeUndefined();
});

test('late answers are taken for a while', () => {
	const answers = createAnswers();
	const token = answers.open('a', 1000);
	expect(answers.subjectOf(token, 1000 + answersWithinMs)).toBe(`_INBOX.${token}.a`);
	expect(answers.subjectOf(token, 1001 + answersWithinMs)).toBeUndefined();
	answers.open('b', 1001 + answersWithinMs);
	expect(answers.size).toBe(1);
});

test('however many requests there are, the newest are remembered and no more', () => {
	fc.assert(
		fc.property(fc.array(fc.nat(3000), {minLength: 1, maxLength: 30}), steps => {
			const answers = createAnswers();
			let at = 0;
			let token = '';
			const tokens = new Set<string>();
			let asked = 0;
			for (const step of steps) {
				at += step;
				for (let count = 0; count < 500; count += 1) {
					token = answers.open(`subject ${asked}`, at);
					tokens.add(token);
					asked += 1;
				}
				expect(answers.subjectOf(token, at)).toBe(`_INBOX.${token}.subject ${asked - 1}`);
				expect(answers.size).toBeLessThanOrEqual(openRequests);
			}
			expect(tokens.size).toBe(asked);
		}),
		{numRuns: 20},
	);
});
