// Logins that never finish on servers that do not tell of them: by what was accepted.
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Model} from '../../source/model/model.ts';
import type {Message} from '../../source/wire/message.ts';
import {linkMessage, linkUp, MadeServer, noon} from '../events/made-server.ts';
import {passTo, replay, sentencesOf, toldOf} from '../helpers/replay.ts';

/** Sockets that a server accepts within two seconds, and what becomes of them. */
type Step = {readonly loggedIn: number; readonly refused: number; readonly never: number};

const quiet: Step = {loggedIn: 0, refused: 0, never: 0};

/** What a server tells every two seconds: what it accepted, after the logins that came of it. */
function telling(steps: readonly Step[], version: string, lateMs = 0): readonly Message[] {
	const server = new MadeServer('old', {ver: version});
	let accepted = 1000;
	let cid = 10;
	const messages = [linkUp(noon - 1000), server.heartbeat(noon, {total_connections: accepted})];
	for (const [index, {loggedIn, refused, never}] of steps.entries()) {
		const at = noon + index * 2000;
		for (let each = 0; each < loggedIn; each++) messages.push(server.connect(at + 100 + lateMs, cid++));
		for (let each = 0; each < refused; each++) messages.push(server.authError(at + 200 + lateMs, cid++));
		accepted += loggedIn + refused + never;
		messages.push(server.heartbeat(at + 2000, {total_connections: accepted}));
	}
	return messages.sort((one, other) => one.at - other.at);
}

function said(model: Model): readonly string[] {
	return sentencesOf(toldOf(model).filter(({rule, overAt}) => rule.endsWith('by-count') && overAt === undefined));
}

/** What was said at any moment. */
function everSaid(messages: readonly Message[]): readonly string[] {
	const told = new Set<string>();
	const note = (model: Model): void => {
		for (const sentence of said(model)) told.add(sentence);
	};
	const model = replay(messages, {afterTick: note});
	passTo(model, model.now + 90_000, {afterTick: note});
	return [...told];
}

const steps = (count: number, step: Step): readonly Step[] => Array.from({length: count}, () => step);

describe('sockets that neither log in nor are refused', () => {
	const flood = [...steps(30, quiet), ...steps(30, {loggedIn: 1, refused: 2, never: 8})];

	test('are told with what became of the others, and that the default account may be it', () => {
		expect(said(replay(telling(flood, '2.11.17')))).toEqual([
			'note unfinished-logins-by-count: old 297 accepted, 27 logged in, 54 refused, 216 never finished or are in $G',
		]);
	});

	test.each([
		['of a server that tells of each', telling(flood, '2.12.0')],
		['fewer than the threshold', telling([...steps(30, quiet), {loggedIn: 4, refused: 0, never: 11}], '2.11.17')],
		['in the first minute', telling(flood.slice(28), '2.11.17').filter(({at}) => at < noon + 58_000)],
		[
			'while refused logins are not told to us',
			[
				...telling(flood, '2.11.17').slice(0, 1),
				linkMessage(noon - 500, {
					state: 'refused',
					operation: 'subscribe',
					subject: '$SYS.SERVER.*.CLIENT.AUTH.ERR',
				}),
				...telling(flood, '2.11.17').slice(1),
			],
		],
	])('are not told %s', (_, messages) => {
		const model = replay(messages);
		expect(said(model)).toEqual([]);
	});

	test('are none where all log in or are refused, in whatever bursts, also when that takes a while', () => {
		const burst = fc.record({
			loggedIn: fc.oneof({weight: 4, arbitrary: fc.constant(0)}, fc.nat(60)),
			refused: fc.oneof({weight: 4, arbitrary: fc.constant(0)}, fc.nat(20)),
			never: fc.constant(0),
		});
		fc.assert(
			fc.property(fc.array(burst, {minLength: 10, maxLength: 60}), fc.nat(2500), (bursts, lateMs) => {
				expect(everSaid(telling([...steps(30, quiet), ...bursts], '2.10.29', lateMs))).toEqual([]);
			}),
			{numRuns: 40},
		);
	});
});
