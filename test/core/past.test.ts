// A moment of the past looks the same however one came there: from a keyframe, by steps forward or back, or from the
// beginning.
import {createFlightRecorder} from '../../source/runtime/flight-recorder.ts';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Past} from '../../source/core/past.ts';
import {createWatched} from '../../source/core/watched.ts';
import {createModel} from '../../source/model/model.ts';
import type {Tape} from '../../source/recording/tape.ts';
import type {Message} from '../../source/wire/message.ts';
import {fixtureNames, messagesOf} from '../helpers/replay.ts';
import {demoStage} from '../views/stage.ts';
import {jsonOf, jsonOfModel} from './json-of.ts';

const ignore = (): void => {};

/** `heard`: what was recorded, all of it. */
type Watching = {readonly tape: Tape; readonly past: Past; readonly heard: readonly Message[]};

/** A system that was watched until the end of the messages. */
async function watched(messages: readonly Message[], mostBytes = 2 ** 26): Promise<Watching> {
	const spacing = {messages: 300, ms: 20_000, leastMs: 1000, stepsMs: 5000, stepMessages: 50};
	const {tape, past} = createFlightRecorder(mostBytes, spacing);
	const heard: Message[] = [];
	const head = createWatched(createModel(), undefined, kept => {
		tape.keep(kept);
		heard.push(kept);
	});
	for (const message of messages) {
		head.hear(message, at => past.second(head, at));
		if (tape.next() % 500 === 0) await past.settled();
	}
	return {tape, past, heard};
}

/** What is known and concluded at a moment when all is taken in from the beginning. */
function fromTheBeginning(messages: readonly Message[], time: number): string {
	const fresh = createWatched(createModel());
	for (const message of messages) {
		if (message.at > time) break;
		fresh.hear(message, ignore);
	}
	fresh.pass(time, ignore);
	return told(fresh);
}

function told(moment: ReturnType<typeof createWatched> | undefined): string {
	if (moment === undefined) throw new Error('nothing is known of this moment');
	const {problems, past} = moment.looked();
	return jsonOfModel(moment.model) + jsonOf({ledger: moment.ledger(), problems, past});
}

async function isTheSameFromEverywhere(messages: readonly Message[], runs: number): Promise<void> {
	const {past, heard} = await watched(messages);
	const {from = 0, to = 0} = past.span() ?? {};
	const time = fc.double({min: 0, max: 1, noNaN: true}).map(share => from + share * (to - from));
	fc.assert(
		fc.property(fc.array(time, {minLength: 1, maxLength: 6}), times => {
			for (const at of times) expect(told(past.at(at)) === fromTheBeginning(heard, at)).toBe(true);
		}),
		{numRuns: runs},
	);
}

describe('a moment of the past is the same from everywhere', () => {
	test.each(fixtureNames)('in %s', async fixture => {
		await isTheSameFromEverywhere(messagesOf(fixture), 4);
	});

	test('in the demo', async () => {
		await isTheSameFromEverywhere(demoStage(100, 80, 24).messages, 8);
	});
});

describe('when the tape is too short', () => {
	const {messages} = demoStage(100, 80, 24);

	test('what is left begins at a keyframe, and is the same', async () => {
		const {tape, past, heard} = await watched(messages, 900_000);
		const {from = 0, to = 0} = past.span() ?? {};
		expect(tape.span()?.dropped).toBeGreaterThan(0);
		expect(from % 1000).toBe(0);
		expect(from).toBeGreaterThan(messages[0]?.at ?? 0);
		expect(to).toBe(messages.at(-1)?.at);
		expect(past.at(from - 1)).toBeUndefined();
		for (const at of [from, from + 1, (from + to) / 2, to]) {
			expect(told(past.at(at)) === fromTheBeginning(heard, at)).toBe(true);
		}
	});
});

test('before the first message there is no past', async () => {
	const {past} = await watched([]);
	expect(past.span()).toBeUndefined();
});
