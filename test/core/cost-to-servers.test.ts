// What one viewer on Overview costs the servers it watches: counted at the servers, and compared with what the screen says.
import {describe, expect, test} from 'vitest';
import {createCore, type Core} from '../../source/core/core.ts';
import type {Outcome} from '../../source/core/outcome.ts';
import {pingSubject} from '../../source/requests/ping.ts';
import {textOf} from '../../source/screen/screen.ts';
import {linkUp, MadeServer, missed, noon} from '../events/made-server.ts';

type Watched = {
	readonly core: Core;
	/** Answers that were asked of each server since the beginning, by second. */
	readonly answersAt: Map<number, number>;
	readonly until: (second: number) => void;
	readonly take: (outcome: Outcome, second: number) => number;
};

/** Overview before so many servers that answer whatever all are asked, and speak every ten seconds. */
function watch(count: number): Watched {
	const core = createCore({view: 'overview', utc: true, label: 'test'});
	const servers = Array.from({length: count}, (_, index) => new MadeServer(`s${index}`, {}, `N${index}`));
	const answersAt = new Map<number, number>();
	let next = 0;

	function take({requests}: Outcome, second: number): number {
		const at = noon + second * 1000;
		for (const {subject, body} of requests) {
			core.hear({at: at + 1, subject, text: body});
			if (subject !== pingSubject) continue;
			answersAt.set(second, (answersAt.get(second) ?? 0) + 1);
			for (const server of servers) core.hear(server.answer(at + 2, {active_servers: count}));
		}
		return requests.length;
	}

	core.draw(120, 40);
	take(core.hear(linkUp(noon)), 0);
	return {
		core,
		answersAt,
		take,
		until(second) {
			for (; next <= second; next++) {
				if (next % 10 === 0) {
					for (const server of servers) {
						take(core.hear(server.heartbeat(noon + next * 1000, {active_servers: count})), next);
					}
				}
				take(core.pass(noon + next * 1000), next);
			}
		},
	};
}

/** Answers of each server in the minute that ends at a second. */
function inMinute({answersAt}: Watched, end: number): number {
	return [...answersAt].reduce((sum, [second, many]) => (second > end - 60 && second <= end ? sum + many : sum), 0);
}

/** What the screen says of it: `asks 0.5/s, 25 answers/s`. */
function told(core: Core): string | undefined {
	const text = core.draw(200, 40).screen.lines.map(textOf).join('\n');
	return /asks [^ ]+\/s, [^ ]+ answers\/s/.exec(text)?.[0];
}

describe('a viewer on Overview', () => {
	test.each<[number, number, string]>([
		[3, 30, 'asks 0.5/s, 1.5 answers/s'],
		[50, 30, 'asks 0.5/s, 25 answers/s'],
		[100, 15, 'asks 0.2/s, 20 answers/s'],
		[240, 6, 'asks 0.1/s, 24 answers/s'],
		[300, 0, 'asks 0/s, 0 answers/s'],
	])('asks each of %i servers %i times a minute, and says so', (count, expected, words) => {
		const watched = watch(count);
		watched.until(75);
		expect(inMinute(watched, 75)).toBe(expected);
		expect(told(watched.core)).toBe(words);
	});

	test('asks nothing while it is suspended, and does not make up for it', () => {
		const watched = watch(3);
		watched.until(60);
		const before = watched.core.model.tallies.asks.total;
		// Nothing is heard and no second passes for ten minutes; then the program is told how long it stood still.
		const back = watched.take(watched.core.hear(missed(noon + 60_000, noon + 660_000)), 660);
		expect(back).toBeLessThanOrEqual(1);
		watched.take(watched.core.pass(noon + 661_000), 661);
		watched.take(watched.core.pass(noon + 662_000), 662);
		expect(watched.core.model.tallies.asks.total - before).toBeLessThanOrEqual(2);
	});
});
