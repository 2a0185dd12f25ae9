// The line that says how things are.
import {expect, test} from 'vitest';
import {linkUp, MadeServer, noon, ping} from '../events/made-server.ts';
import {pageText} from './read-screen.ts';
import {Stage} from './stage.ts';

/** So many servers answer, and each counts so many. */
function answered(columns: number, servers: number, counted: number, startedAt = noon - 3_600_000): Stage {
	const made = Array.from({length: servers}, (_, index) => new MadeServer(`n${index + 1}`));
	const [first] = made;
	if (first !== undefined) first.startedAt = startedAt;
	return new Stage(columns, 24)
		.hear([linkUp(noon), ping(noon), ...made.map(server => server.answer(noon + 10, {active_servers: counted}))])
		.passTo(noon + 1000);
}

function verdict(stage: Stage): string {
	return stage.text().split('\n')[1]?.trimEnd() ?? '';
}

test.each([
	[
		120,
		3,
		4,
		' ○ 3 of 4 servers answer: one that the others count was not heard; it may have ended within the last 4 minutes',
	],
	[80, 3, 4, ' ○ 3 of 4 servers answer: one not heard may have ended in the last 4 minutes'],
	[60, 3, 4, ' ○ 3 of 4 servers answer, one was not heard'],
	[
		120,
		3,
		6,
		' ○ 3 of 6 servers answer: 3 that the others count were not heard; they may have ended within the last 4 minutes',
	],
	[90, 3, 6, ' ○ 3 of 6 servers answer: 3 of them not heard may have ended in the last 4 minutes'],
	[80, 3, 6, ' ○ 3 of 6 servers answer, 3 were not heard'],
])('at %i columns, %i servers that count %i', (columns, servers, counted, expected) => {
	const stage = answered(columns, servers, counted);
	expect(verdict(stage)).toBe(expected);
	expect(stage.text().split('\n')[0]).toContain(`${servers}/${counted} servers`);
});

test('a server that has just begun explains one that is counted too many', () => {
	const stage = answered(80, 3, 4, noon - 100_000);
	expect(verdict(stage)).toMatch(/^ ● OK {2}3\/3 servers, oldest number /);
	expect(verdict(answered(80, 3, 5, noon - 100_000))).toContain('○ 3 of 4 servers answer');
	expect(verdict(answered(80, 3, 4, noon - 300_000))).toContain('○ 3 of 4 servers answer');
});

test('a storm has one rate wherever it is told', () => {
	const server = new MadeServer('n1');
	// 200 a second for four seconds.
	const storm = Array.from({length: 800}, (_, index) => server.authError(noon + 3000 + index * 5, index));
	const stage = new Stage(120, 40).hear([linkUp(noon), ping(noon), server.answer(noon + 10), ...storm]);
	expect(stage.text()).toMatch(/^ ▲ 1 problem {2}orders auth errors 200\/s on n1$/m);
	expect(stage.text()).toMatch(/^ orders +200\/s refused /m);
	stage.passTo(noon + 9000);
	const [told] = /auth errors [\d.]+\/s/.exec(stage.text()) ?? [''];
	expect(told).toBe('auth errors 200/s');
	expect(stage.text()).toContain(' 200/s refused');
	// When it is over, it says so, in both places.
	stage.passTo(noon + 14_000);
	expect(stage.text()).toMatch(/orders auth errors over for 7\.0 s · 800 in all$/m);
	expect(stage.text()).toMatch(/^ orders +stopped 7\.0 s ago /m);
});

test('the page of a server says why it counts more than were heard', () => {
	const known = (stage: Stage): string => /\n known servers +(.*)/.exec(pageText(stage.press('enter')))?.[1] ?? '';
	const servers = (stage: Stage): Stage => stage.resize(120, 60);
	expect(known(servers(answered(120, 3, 4)))).toBe(
		'4, itself included (3 heard); a killed server is still counted for up to 4 minutes',
	);
	expect(known(servers(answered(120, 3, 3)))).toBe('3, itself included');
});
