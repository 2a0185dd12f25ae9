// On a low screen, too, one reads what is wrong, how far the numbers can be trusted, and from when they are.
import {describe, expect, test} from 'vitest';
import {linkUp, MadeServer, noon, ping} from '../events/made-server.ts';
import {incident, ownLinkDown} from './question-situations.ts';
import {lines} from './read-screen.ts';
import {Stage} from './stage.ts';

describe('while our link is down', () => {
	test.each([
		[80, 24],
		[60, 15],
		[120, 40],
	])('%i×%i tells of the other problems, and from when the numbers are', (columns, rows) => {
		const [, verdict = '', honesty = ''] = lines(ownLinkDown(columns, rows));
		expect(verdict).toMatch(/^ ▲ \d problems .*w2 silent/);
		expect(honesty).toMatch(/^ LINK DOWN 12 s; numbers are from 12:00:30/);
		if (columns >= 80) expect(honesty).toContain('connection closed by the server');
	});
});

test('a low screen has no third line where a silent server explains what is old', () => {
	expect(lines(incident(80, 24))[2]).toMatch(/^ {2}1 Overview/);
});

describe('while nobody answers', () => {
	function waiting(seconds: number, ...heard: readonly MadeServer[]): string {
		const stage = new Stage(120, 24, 'overview').hear([linkUp(noon)]);
		for (let second = 1; second <= seconds; second++) {
			const at = noon + second * 1000;
			stage.hear([ping(at), ...heard.map(server => server.heartbeat(at))]).passTo(at + 500);
		}
		return lines(stage)[1] ?? '';
	}

	test('it is said for how long, and what was heard', () => {
		expect(waiting(3)).toContain('asking the servers…');
		expect(waiting(12)).toMatch(/^ ○ no server has answered for 12 s: /);
		expect(waiting(12, new MadeServer('n1'))).toMatch(/answered for 12 s: heard 1 by their own messages/);
	});
});

test('whom a problem is about is not cut for what is said of him', () => {
	const text = incident(80, 24).press('!').text();
	for (const who of ['billing-worker', 'clients of w2', 'reconnect storm']) expect(text).toContain(who);
});
