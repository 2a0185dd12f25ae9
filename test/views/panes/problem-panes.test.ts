// The list of problems, and below it what is past: the second pane, which Tab leads to.
import {describe, expect, test} from 'vitest';
import {linkUp, MadeServer, noon} from '../../events/made-server.ts';
import {lines} from '../read-screen.ts';
import {Stage} from '../stage.ts';

const at = (second: number): number => noon + second * 1000;

/** Two storms of refused logins that are past by now, the first of them in two parts, and a server that is shut down. */
function stormyStage(): Stage {
	const [n1, n2] = [new MadeServer('n1'), new MadeServer('n2')];
	const storm = (second: number, name: string) =>
		Array.from({length: 20}, (_, index) => n1.authError(at(second) + index * 100, n1.sequence, {name, user: name}));
	const beats = Array.from({length: 50}, (_, index) => [n1, n2].map(one => one.heartbeat(at(index * 10)))).flat();
	const messages = [
		linkUp(noon),
		...beats,
		...storm(1, 'first'),
		...storm(41, 'first'),
		...storm(200, 'second'),
		n2.goodbye(at(495), 'SHUTDOWN'),
	];
	const stage = new Stage(120, 40);
	return stage
		.hear(messages.toSorted((one, other) => one.at - other.at))
		.passTo(at(500))
		.press('!');
}

/** The rows below the title of a pane, without its header, up to the next blank line or rule. */
function rowsOf(stage: Stage, title: string): readonly string[] {
	const all = lines(stage);
	const start = all.findIndex(line => line.includes(` ${title} `) || line.endsWith(` ${title}`));
	expect(start).toBeGreaterThan(0);
	const below = all.slice(start + 2);
	const end = below.findIndex(line => line.trim() === '' || line.startsWith('─') || / (?:PAST|PROBLEMS) /.test(line));
	return below.slice(0, end < 0 ? undefined : end);
}

describe('what is past', () => {
	test('is listed below what there is, the latest first, with when, how long, how strong and how much', () => {
		const stage = stormyStage();
		expect(rowsOf(stage, 'PROBLEMS').join('\n')).toMatch(/n2 +shut down 0:05 ago/);
		const past = rowsOf(stage, 'PAST');
		expect(past.map(row => row.replaceAll(/ +/g, ' ').trim())).toEqual([
			expect.stringMatching(/second auth errors 12:03:20 12:03:21 1\.9 s \S+ 20 auth-errors$/),
			expect.stringMatching(/first auth errors 12:00:01 12:00:42 42 s \S+ 40 ×2 auth-errors$/),
		]);
	});

	test('has the keys after Tab: rows are chosen in it, and Enter opens what one is about', () => {
		const stage = stormyStage();
		const bar = (): string => lines(stage).find(line => line.startsWith('»')) ?? '';
		expect(bar()).toMatch(/n2 +shut down/);
		stage.press('tab');
		expect(bar()).toMatch(/second +auth errors/);
		stage.press('down');
		expect(bar()).toMatch(/first +auth errors/);
		stage.press('enter');
		expect(lines(stage).join('\n')).toMatch(/first/);
		expect(stage.ui.layers.at(-1)?.kind).toBe('page');
		// Back in the same pane, on the same row.
		stage.press('escape');
		expect(bar()).toMatch(/first +auth errors/);
		stage.press('tab');
		expect(bar()).toMatch(/n2 +shut down/);
	});

	test('stays where the person is when another one comes', () => {
		const stage = stormyStage().press('tab', 'down');
		stage.draw();
		const n1 = new MadeServer('n1');
		n1.sequence = 10_000;
		const storm = Array.from({length: 20}, (_, index) =>
			n1.authError(at(501) + index * 100, n1.sequence, {name: 'third', user: 'third'}),
		);
		const beats = Array.from({length: 20}, (_, index) => n1.heartbeat(at(504 + index * 10)));
		stage.hear([...storm, ...beats]).passTo(at(700));
		expect(rowsOf(stage, 'PAST')).toHaveLength(3);
		expect(lines(stage).find(line => line.startsWith('»'))).toMatch(/first +auth errors/);
	});

	test('says so when there is nothing, and Tab then stays where there are rows', () => {
		const stage = new Stage(120, 40);
		stage.hear([linkUp(noon), new MadeServer('n1').heartbeat(noon), new MadeServer('n2').goodbye(at(1), 'SHUTDOWN')]);
		stage.passTo(at(5)).press('!', 'tab');
		expect(lines(stage).join('\n')).toContain('none since this program began to listen');
		expect(lines(stage).find(line => line.startsWith('»'))).toMatch(/n2 +shut down/);
	});

	test('has the keys at once when nothing else has rows', () => {
		const n1 = new MadeServer('n1');
		const storm = Array.from({length: 20}, (_, index) => n1.authError(at(1) + index * 100, n1.sequence));
		const beats = Array.from({length: 50}, (_, index) => n1.heartbeat(at(index * 10)));
		const stage = new Stage(120, 40).hear([linkUp(noon), ...[...storm, ...beats].toSorted((a, b) => a.at - b.at)]);
		stage.passTo(at(490)).press('!');
		expect(rowsOf(stage, 'PROBLEMS').join('')).toContain('nothing is wrong as far as the system account can tell');
		expect(lines(stage).find(line => line.startsWith('»'))).toMatch(/auth errors/);
	});
});
