import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {lineOf, messageIn, timeText, toMicrosecond} from '../../source/recording/recording-line.ts';
import {fixtureNames, messagesOf} from '../helpers/replay.ts';
import {anyCharacter} from '../helpers/any-character.ts';

const times = fc.double({min: 0, max: 4e12, noNaN: true}).map(toMicrosecond);
const kept = fc.record(
	{
		at: times,
		subject: fc.string({unit: anyCharacter}),
		text: fc.string({unit: anyCharacter}),
		isJson: fc.constant(false),
		reply: fc.string({unit: anyCharacter}),
		tooLargeBytes: fc.nat(),
		length: fc.nat(),
	},
	{requiredKeys: ['at', 'subject', 'text', 'isJson']},
);
const json = fc.record({
	at: times,
	subject: fc.string({unit: anyCharacter}),
	text: fc.dictionary(fc.string(), fc.jsonValue()).map(value => JSON.stringify(value)),
	isJson: fc.constant(true),
});

describe('the line of a message', () => {
	test('gives the same message back, to the bit', () => {
		fc.assert(
			fc.property(fc.oneof(kept, json), message => {
				const line = lineOf(message);
				const {isJson: _, ...same} = message;
				expect(line).not.toMatch(/[\r\n]/);
				expect(JSON.parse(line)).toMatchObject({subject: message.subject});
				expect(messageIn(line)).toEqual(same);
			}),
			{numRuns: 2000},
		);
	});

	test.each(fixtureNames)('%s is written and read as it was', fixture => {
		for (const {at, subject, text} of messagesOf(fixture)) {
			const isJson = text.startsWith('{');
			expect(messageIn(lineOf({at, subject, text, isJson}))).toEqual({at, subject, text});
		}
	});

	test('has the payload as JSON where it is JSON, and numbers keep their digits', () => {
		const text = '{"seq":9007199254740993,\n "name":"a\\nb"}';
		const line = lineOf({at: 1_795_462_863_979.25, subject: '$SYS.SERVER.N1.STATSZ', text, isJson: true});
		expect(line).toBe(
			'{"at":"2026-11-23T19:41:03.979Z","us":250,"subject":"$SYS.SERVER.N1.STATSZ","data":{"seq":9007199254740993,  "name":"a\\nb"}}'.replace(
				'  ',
				'  ',
			),
		);
		expect(messageIn(line)?.text).toContain('9007199254740993');
	});

	test('of a capture by other means has epoch milliseconds', () => {
		expect(messageIn('{"at":1795462863979,"subject":"a","data":{"b":1}}')).toEqual({
			at: 1_795_462_863_979,
			subject: 'a',
			text: '{"b":1}',
		});
		expect(messageIn('{"at":1795462863979,"subject":"a","data":"b"}')?.text).toBe('b');
	});

	test.each([
		'',
		'{}',
		'null',
		'[]',
		'{"at":"yesterday","subject":"a"}',
		'{"at":1,"subject":2}',
		'{"at":1e999,"subject":"a"}',
	])('%j is none', line => {
		expect(messageIn(line)).toBeUndefined();
	});
});

test('times are RFC 3339 with milliseconds', () => {
	fc.assert(
		fc.property(fc.integer({min: 0, max: 4e12}), at => {
			expect(timeText(at)).toBe(new Date(at).toISOString());
		}),
	);
});
