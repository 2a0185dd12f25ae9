// What is recorded: everything that was heard, without its secrets, so that its replay makes the same model.
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createCore} from '../../source/core/core.ts';
import type {Model} from '../../source/model/model.ts';
import {type Kept, lineOf, messageIn} from '../../source/recording/recording-line.ts';
import type {Message} from '../../source/wire/message.ts';
import {fixtureNames, messagesOf} from '../helpers/replay.ts';
import {planted} from '../recording/secrets.ts';
import {demoStage} from '../views/stage.ts';

function heard(messages: readonly Message[]): {readonly model: Model; readonly lines: readonly string[]} {
	const lines: string[] = [];
	const record = (kept: Kept): void => void lines.push(lineOf(kept));
	const core = createCore({view: 'overview', utc: true, label: 'test', record});
	for (const message of messages) core.hear(message);
	return {model: core.model, lines};
}

const replayed = (lines: readonly string[]) => heard(lines.flatMap(line => messageIn(line) ?? []));

describe('a recording', () => {
	test.each(fixtureNames)('of %s makes the same model again, and the same recording', fixture => {
		const live = heard(messagesOf(fixture));
		const again = replayed(live.lines);
		expect(live.lines).toHaveLength(messagesOf(fixture).length);
		expect(again.model).toEqual(live.model);
		expect(again.lines).toEqual(live.lines);
	});

	test('of the demo makes the same model again, times between milliseconds too', () => {
		const live = heard(demoStage(60, 80, 24).messages);
		expect(live.lines.some(line => line.includes('"us":'))).toBe(true);
		expect(replayed(live.lines).model).toEqual(live.model);
	});

	test('holds no secret, wherever it stood', () => {
		fc.assert(
			fc.property(planted, ({message, secrets}) => {
				const {lines} = heard([message]);
				expect(lines).toHaveLength(1);
				for (const secret of secrets) {
					expect(lines[0]).not.toContain(secret);
					expect(JSON.stringify(JSON.parse(lines[0] ?? ''))).not.toContain(secret);
				}
			}),
			{numRuns: 2000},
		);
	});

	test('holds a long message whole', () => {
		const long = JSON.stringify({server: {id: 'N', name: 'n'}, filler: 'x'.repeat(100_000)});
		const {lines} = heard([{at: 1, subject: '$SYS.SERVER.N.STATSZ', text: long}]);
		expect(messageIn(lines[0] ?? '')?.text).toBe(long);
	});

	test('tells of a message that was too large to be read', () => {
		const message = {at: 1, subject: '$SYS.SERVER.N.STATSZ', text: '', tooLargeBytes: 64_000_000};
		expect(heard([message]).lines).toEqual([
			'{"at":"1970-01-01T00:00:00.001Z","subject":"$SYS.SERVER.N.STATSZ","tooLargeBytes":64000000}',
		]);
	});
});
