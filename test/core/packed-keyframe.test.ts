// A keyframe that was packed and unpacked is the same to the last field, also when its journals have gone round.
import {describe, expect, test} from 'vitest';
import {createWatched} from '../../source/core/watched.ts';
import {rawMessagesOf} from '../../source/core/raw-messages.ts';
import {createDataPacking} from '../../source/files/data-packing.ts';
import {createModel, limits} from '../../source/model/model.ts';
import {type PackableModel, packableModel, unpackedModel} from '../../source/model/packable.ts';
import type {Message} from '../../source/wire/message.ts';
import {busySystem} from '../bench/busy-system.ts';
import {noon} from '../events/made-server.ts';
import {fixtureNames, messagesOf} from '../helpers/replay.ts';
import {demoStage} from '../views/stage.ts';
import {jsonOfModel} from './json-of.ts';

const packing = createDataPacking<PackableModel>();

/** What is known after these messages, and the same after it was packed. */
async function bothWays(messages: Iterable<Message>): Promise<{known: string; again: string}> {
	const recorded: Message[] = [];
	const {model, hear} = createWatched(createModel(), undefined, kept => recorded.push(kept));
	for (const message of messages) hear(message, () => {});
	const packable = packing.unpack(await packing.pack(packableModel(model)));
	const raw = recorded.slice(recorded.length - packable.messages.length);
	const again = unpackedModel(packable, rawMessagesOf(raw, packable.messages.length));
	return {known: jsonOfModel(model), again: jsonOfModel(again)};
}

function* of(messages: Iterable<Message>, ms: number): Generator<Message> {
	for (const message of messages) {
		if (message.at > noon + ms) return;
		yield message;
	}
}

describe('a packed keyframe', () => {
	test.each(fixtureNames)('of %s', async fixture => {
		const {known, again} = await bothWays(messagesOf(fixture));
		expect(again === known).toBe(true);
	});

	test('of the demo', async () => {
		const {known, again} = await bothWays(demoStage(100, 80, 24).messages);
		expect(again === known).toBe(true);
	});

	test('of a busy system whose journals have gone round', async () => {
		const messages = [...of(busySystem({servers: 6, eventsPerSecond: 1000}), 16_000)];
		expect(messages.length).toBeGreaterThan(2 * limits.connectionEvents);
		const {known, again} = await bothWays(messages);
		expect(again === known).toBe(true);
	});

	test('with messages that nobody understood, that are too large, and whose texts had to make room', async () => {
		const large = `{"server":{"id":"N","name":"n1"},"filler":"${'x'.repeat(limits.messageLength - 100)}"}`;
		const messages: Message[] = Array.from({length: 300}, (_, index) => ({
			at: noon + index,
			subject: index % 3 === 0 ? '$SYS.SERVER.N.NEWS' : '$SYS.SERVER.N.STATSZ',
			text: index % 7 === 0 ? '' : `${large}${' '.repeat(index)}`,
			...(index % 5 === 0 && {tooLargeBytes: 99_000_000}),
		}));
		const {known, again} = await bothWays(messages);
		expect(known.match(/"size":\d+,"isCut":/g)?.length).toBeGreaterThan(20);
		expect(known).toContain('"understood":false');
		expect(again === known).toBe(true);
	});
});
