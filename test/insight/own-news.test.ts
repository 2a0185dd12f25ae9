// What our own link keeps from us: how late all is, and how much was missed at most.
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Model} from '../../source/model/model.ts';
import {pingSubject} from '../../source/requests/ping.ts';
import type {Message} from '../../source/wire/message.ts';
import {linkMessage, linkUp, MadeServer, noon} from '../events/made-server.ts';
import {passTo, replay, sentencesOf, toldOf} from '../helpers/replay.ts';

function said(model: Model, rule: string): readonly string[] {
	return sentencesOf(toldOf(model).filter(problem => problem.rule === rule && problem.overAt === undefined));
}

const up = (at: number, server: MadeServer): Message =>
	linkMessage(at, {state: 'up', address: 'a:1', serverId: server.id, serverName: server.name, cid: 5});

/** PINGs, and the answers of a server after so long each. */
function answering(server: MadeServer, from: number, lateMs: readonly number[], everyMs = 2000): readonly Message[] {
	return lateMs.flatMap((late, index) => {
		const at = from + index * everyMs;
		return [
			{at, subject: pingSubject, text: ''},
			{...server.answer(at), at: at + late},
		];
	});
}

describe('a slow link', () => {
	const slow = (lateMs: readonly number[], everyMs?: number): Model => {
		const n1 = new MadeServer('n1');
		const model = replay([up(noon, n1), ...answering(n1, noon + 1000, lateMs, everyMs)]);
		passTo(model, noon + 1000 + (lateMs.length - 1) * (everyMs ?? 2000) + 1500);
		return model;
	};

	test.each<[string, readonly number[], number | undefined, readonly string[]]>([
		['a fast one', [2, 3, 2, 2, 3, 2, 2], undefined, []],
		['a far one', [310, 305, 320, 300, 310, 300, 310], undefined, []],
		['one that is slow for a moment', [2, 900, 2, 2, 2, 2, 2], undefined, []],
		[
			'one that is slow',
			[2, 900, 900, 900, 900, 900, 900],
			undefined,
			['warn slow-link: our link answers take 0.9 s from n1: all is shown that late; the link is slow, or n1 is'],
		],
		['one that is slow, as far as one answer tells', [2, 900], 30_000, []],
	])('%s', (_, lateMs, everyMs, expected) => {
		expect(said(slow(lateMs, everyMs), 'slow-link')).toEqual(expected);
	});

	test('is over when answers come fast again', () => {
		const n1 = new MadeServer('n1');
		const model = replay([
			up(noon, n1),
			...answering(
				n1,
				noon + 1000,
				Array.from({length: 8}, () => 900),
			),
		]);
		expect(said(model, 'slow-link')).toHaveLength(1);
		replay(answering(n1, noon + 20_000, [2, 2, 2]), {model});
		passTo(model, noon + 26_000);
		expect(said(model, 'slow-link')).toEqual([]);
	});
});

describe('what was missed', () => {
	/** A server whose next message has a number so much higher. */
	const skip = (server: MadeServer, numbers: number): void => {
		server.sequence += numbers;
	};

	test('while our link was down is told with its servers, as an upper bound', () => {
		const [n1, n2] = [new MadeServer('n1'), new MadeServer('n2')];
		const model = replay([linkUp(noon), n1.heartbeat(noon), n2.heartbeat(noon)]);
		replay([linkMessage(noon + 1000, {state: 'down', reason: 'cut'}), linkUp(noon + 6000)], {model});
		skip(n1, 7);
		replay([n1.heartbeat(noon + 6500), n2.heartbeat(noon + 6600)], {model});
		passTo(model, noon + 8000);
		expect(said(model, 'events-missed')).toEqual([
			'note events-missed: our link up to 7 messages missed of n1 in 6.5 s without our link; answers to others count among them',
		]);
		passTo(model, noon + 130_000);
		expect(said(model, 'events-missed')).toEqual([]);
	});

	test('of a server that was silent is told of that one', () => {
		const [n1, n2] = [new MadeServer('n1'), new MadeServer('n2')];
		const model = replay([linkUp(noon), n1.heartbeat(noon), n2.heartbeat(noon)]);
		for (let second = 5; second <= 40; second += 5) replay([n1.heartbeat(noon + second * 1000)], {model});
		skip(n2, 1);
		replay([n2.heartbeat(noon + 42_000)], {model});
		passTo(model, noon + 43_000);
		expect(said(model, 'events-missed')).toEqual([
			'note events-missed: n2 up to 1 message missed in 42 s without word of it; answers to others count among them',
		]);
	});

	test('is nothing where a server was heard all the time, whatever it sends to others', () => {
		fc.assert(
			fc.property(fc.array(fc.nat({max: 500}), {maxLength: 20}), gaps => {
				const n1 = new MadeServer('n1');
				const model = replay([linkUp(noon), n1.heartbeat(noon)]);
				for (const [index, gap] of gaps.entries()) {
					skip(n1, gap);
					replay([n1.heartbeat(noon + (index + 1) * 2000)], {model});
				}
				expect(said(model, 'events-missed')).toEqual([]);
			}),
		);
	});

	test('is at most what was numbered meanwhile, in any number of outages', () => {
		fc.assert(
			fc.property(fc.array(fc.nat({max: 500}), {minLength: 1, maxLength: 8}), gaps => {
				const n1 = new MadeServer('n1');
				const model = replay([linkUp(noon), n1.heartbeat(noon)]);
				for (const [index, gap] of gaps.entries()) {
					const at = noon + (index + 1) * 5000;
					skip(n1, gap);
					replay([linkMessage(at, {state: 'down', reason: 'cut'}), linkUp(at + 1000), n1.heartbeat(at + 1500)], {
						model,
					});
				}
				expect(model.missed.link?.most ?? 0).toBe(gaps.reduce((sum, gap) => sum + gap, 0));
				expect(model.missed.silence).toBeUndefined();
			}),
		);
	});
});
