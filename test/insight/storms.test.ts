// Many clients that come at once, single ones that move, and sockets that never log in.
import {describe, expect, test} from 'vitest';
import type {Model} from '../../source/model/model.ts';
import type {Message} from '../../source/wire/message.ts';
import {linkUp, MadeServer, noon, ping, timeText} from '../events/made-server.ts';
import {passTo, replay, sentencesOf, toldOf} from '../helpers/replay.ts';

const [n1, n2] = [new MadeServer('n1'), new MadeServer('n2')];

function said(model: Model, rule: string): readonly string[] {
	return sentencesOf(toldOf(model).filter(problem => problem.rule === rule));
}

/** A system that was listened to for a minute. */
function listening(): Model {
	return replay([
		linkUp(noon - 60_000),
		ping(noon - 60_000),
		n1.answer(noon - 59_900),
		n2.answer(noon - 59_900),
		n1.heartbeat(noon),
		n2.heartbeat(noon),
	]);
}

const come = (many: number, from: number, everyMs: number): readonly Message[] =>
	Array.from({length: many}, (_, index) => n1.connect(from + index * everyMs, 1000 + index, {name: `app-${index}`}));

describe('a reconnect storm', () => {
	test('stands with what happened just before it, and is over when it has settled', () => {
		const model = listening();
		replay([n2.goodbye(noon + 100, 'SHUTDOWN'), ...come(200, noon + 1000, 20)], {model});
		passTo(model, noon + 6000);
		expect(said(model, 'reconnect-storm')).toEqual([
			'warn reconnect-storm: reconnect storm n2 shut down → 200 connects in 4.0 s',
		]);
		replay([n1.heartbeat(noon + 10_000), n1.heartbeat(noon + 19_000)], {model});
		passTo(model, noon + 20_000);
		expect(said(model, 'reconnect-storm')[0]).toMatch(
			/^warn reconnect-storm: reconnect storm n2 shut down → connects over for .* · 200 in all$/,
		);
	});

	test('stands with a server that was not heard since, before that is called silent', () => {
		const model = listening();
		replay([...come(100, noon + 1000, 20), n1.heartbeat(noon + 3100)], {model});
		passTo(model, noon + 4000);
		expect(said(model, 'reconnect-storm')).toEqual([
			'warn reconnect-storm: reconnect storm n2 not heard since → 100 connects in 2.0 s',
		]);
	});

	test('is told once of what comes as often from then on', () => {
		const model = listening();
		const seen: string[] = [];
		const afterTick = (at: Model): void => {
			seen.push(...said(at, 'reconnect-storm').filter(sentence => !sentence.includes(' over for ')));
		};
		const steady = Array.from({length: 2400}, (_, index) => [
			n1.connect(noon + index * 250, 1000 + index, {name: `app-${index}`}),
			...(index % 40 === 0 ? [n1.heartbeat(noon + index * 250), n2.heartbeat(noon + index * 250)] : []),
		]).flat();
		replay(steady.slice(0, 200), {model, afterTick});
		expect(seen).toEqual([]);
		replay(steady.slice(200), {model, afterTick});
		expect(seen).toEqual([]);
	});

	test('needs fifty', () => {
		const model = listening();
		replay(come(49, noon + 1000, 10), {model});
		passTo(model, noon + 3000);
		expect(said(model, 'reconnect-storm')).toEqual([]);
	});
});

describe('clients that move', () => {
	const lived = {start: timeText(noon - 60_000)};
	const move = (name: string, at: number, id: number): readonly Message[] => [
		n1.disconnect(at, id, {name, ...lived}, 'Kicked'),
		n2.connect(at + 800, id, {name}),
	];

	test('are told with both servers', () => {
		const model = listening();
		replay(move('billing', noon + 1000, 70), {model});
		passTo(model, noon + 3000);
		expect(said(model, 'client-moved')).toEqual(['note client-moved: billing moved n1 → n2 in 0.8 s']);
	});

	test('in a crowd are not told one by one', () => {
		const model = listening();
		replay(
			Array.from({length: 6}, (_, index) => move(`app-${index}`, noon + 1000 + index * 1000, 100 + index)).flat(),
			{
				model,
			},
		);
		passTo(model, noon + 9000);
		expect(said(model, 'client-moved').filter(sentence => !sentence.includes('over'))).toEqual([]);
	});
});

describe('sockets that never log in', () => {
	const socket = (at: number, id: number, reason = 'Authentication Timeout'): Message =>
		n1.disconnect(at, id, {acc: '$G', user: undefined, name: undefined, lang: undefined}, reason);

	test.each([
		[11, 5000, []],
		[12, 5000, ['warn unfinished-logins: 127.0.0.1 12/min never log in on n1: Authentication Timeout']],
	])('%i of them', (many, everyMs, expected) => {
		const model = listening();
		replay(
			Array.from({length: many}, (_, index) => socket(noon + 1000 + index * everyMs, 100 + index)),
			{model},
		);
		expect(said(model, 'unfinished-logins')).toEqual(expected);
	});
});
