// Recordings that earlier versions of the program have made of real servers: each version must read them, and see the
// same, forwards, by seeking, and after anonymizing. A new version of the format adds a recording, and takes none away.
import {createFlightRecorder} from '../../source/runtime/flight-recorder.ts';
import path from 'node:path';
import {beforeAll, describe, expect, test} from 'vitest';
import {type Core, createCore} from '../../source/core/core.ts';
import {readRecording} from '../../source/files/recording-reader.ts';
import {collectNames} from '../../source/recording/anonymize.ts';
import {lineOf, messageIn} from '../../source/recording/recording-line.ts';
import {textOf} from '../../source/screen/screen.ts';
import type {Message} from '../../source/wire/message.ts';
import {heard, knowledge} from './knowledge.ts';

const folder = path.join(import.meta.dirname, '../fixtures/recordings');
const frames = path.join(import.meta.dirname, '../frames');

/** Three servers in a cluster: logins are refused, somebody marks that, and one server is killed. */
const file = 'cluster3-format1.ndjson.gz';
/** Seconds after its first message: before, while logins are refused, when the server is silent. */
const moments = [4, 11, 30];

async function messagesIn(): Promise<readonly Message[]> {
	const {header, messages, faults} = await readRecording(path.join(folder, file));
	expect(header?.label).toBe('127.0.0.1:31411');
	const all: Message[] = [];
	for await (const message of messages()) all.push(message);
	expect(faults()).toEqual([]);
	return all;
}

function replaying(messages: readonly Message[]): Core {
	const {tape, past} = createFlightRecorder(2 ** 26);
	const replay = {speed: 1, loops: false};
	const core = createCore({view: 'overview', utc: true, label: 'recording', record: tape.keep, past, replay});
	for (const message of messages) core.hear(message);
	return core;
}

const linesOf = (core: Core): readonly string[] => core.draw(120, 40).screen.lines.map(line => textOf(line).trimEnd());

/** Without what tells of the recording itself: where one is in it. */
const bodyOf = (core: Core): readonly string[] => linesOf(core).slice(5, -1);

/** Words by their shape alone, and addresses. */
function masked(lines: readonly string[]): readonly string[] {
	const shaped = (word: string): string => 'x'.repeat(word.length);
	return lines
		.map(line => line.replaceAll(/(?:\d{1,3}\.){3}\d{1,3}/g, shaped).replaceAll(/[\p{L}\d]*\p{L}[\p{L}\d]*/gu, shaped))
		.sort();
}

let messages: readonly Message[] = [];
beforeAll(async () => {
	messages = await messagesIn();
});

describe.each(moments)(`${file} after %d s`, seconds => {
	const at = (): number => Math.ceil((messages[0]?.at ?? 0) / 1000) * 1000 + seconds * 1000;

	test('shows exactly this', async () => {
		const core = replaying(messages);
		core.goTo(at(), false);
		const frame = `${linesOf(core).join('\n')}\n`;
		await expect(frame).toMatchFileSnapshot(path.join(frames, `recording-cluster3-${seconds}s-120x40.txt`));
	});

	test('shows the same when it is heard so far, and from wherever one comes', () => {
		const core = replaying(messages);
		const live = createCore({view: 'overview', utc: true, label: 'recording'});
		for (const message of messages) if (message.at <= at()) live.hear(message);
		live.pass(at());
		core.goTo(at(), false);
		const sought = bodyOf(core);
		expect(sought).toEqual(bodyOf(live));
		expect(core.look().problems).toEqual(live.look().problems);
		for (const other of [at() + 5000, at() - 2000, at() + 1000]) {
			core.goTo(other, false);
			core.goTo(at(), false);
			expect(bodyOf(core)).toEqual(sought);
		}
	});

	test('shows the same without names, names aside', () => {
		const names = collectNames();
		for (const message of messages) names.note(message);
		const {message: anonymize} = names.done();
		const made = messages.flatMap(message => messageIn(lineOf(anonymize(message))) ?? []);
		expect(knowledge(heard(made))).toEqual(knowledge(heard(messages)));
		const [one, other] = [replaying(messages), replaying(made)];
		for (const core of [one, other]) core.goTo(at(), false);
		expect(masked(bodyOf(other))).toEqual(masked(bodyOf(one)));
	});
});
