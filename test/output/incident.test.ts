// The incident snapshot: what it tells, and that no stranger's text can do anything in it.
import {createFlightRecorder} from '../../source/runtime/flight-recorder.ts';
import path from 'node:path';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type Core, createCore} from '../../source/core/core.ts';
import {incidentTexts} from '../../source/output/incident-texts.ts';
import {markdownTable, plainMarkdown} from '../../source/output/markdown.ts';
import type {Message} from '../../source/wire/message.ts';
import {linkMessage} from '../events/made-server.ts';
import {faultsOf, isTaken} from '../helpers/output-schema.ts';
import {fixtureNames, messagesOf} from '../helpers/replay.ts';
import {planted} from '../recording/secrets.ts';
import {hostileTexts, poisoned} from '../views/hostile.ts';
import {demoStage, recordingStage, startAt} from '../views/stage.ts';

const frames = path.join(import.meta.dirname, '../frames');

function textsOf(core: Core) {
	const incident = {look: core.look(), every: core.everyProblem(), writtenAt: core.look().now, program: '1.0.0'};
	return incidentTexts(incident);
}

function heard(messages: readonly Message[]): Core {
	const core = createCore({view: 'overview', utc: true, label: 'test', record: () => {}});
	for (const message of messages) core.hear(message);
	return core;
}

/** Cells of the lines of a table, as a reader of Markdown finds them. */
function cellsOf(line: string): number {
	return line.replaceAll(/\\./g, '').split('|').length;
}

/** What is left of a line when what is escaped is taken away: our own words and the signs of tables. */
function unguarded(line: string): string {
	return line.replaceAll(/\\[!-/:-@[-`{-~]/g, '').replaceAll(/<code>.*?<\/code>/g, '');
}

describe('an incident snapshot', () => {
	test('tells the story of an auth storm', async () => {
		const stage = recordingStage('auth-storm', 25, 120, 40);
		const {markdown} = textsOf(stage.core);
		await expect(markdown).toMatchFileSnapshot(path.join(frames, 'incident-auth-storm.md'));
		expect(markdown).toMatch(/^\| 20\d\d-\d\d-\d\d \d\d:\d\d:\d\d \| lasts \| bad \|/m);
	});

	test('has problems and markers in order of time, those that are over too', () => {
		const {core} = demoStage(185, 120, 40);
		core.hear({at: core.look().now, subject: '(marker)', text: '{"note":"called *Ann*"}'});
		const {markdown, json} = textsOf(core);
		const timeline = markdown.slice(markdown.indexOf('## Timeline'), markdown.indexOf('## Who'));
		const times = [...timeline.matchAll(/^\| (20\S+ \S+) \|/gm)].map(([, time]) => time);
		expect(times.length).toBeGreaterThan(4);
		expect(times).toEqual(times.toSorted());
		expect(timeline).toContain('| marker |  | called \\*Ann\\* |');
		expect(timeline).toMatch(/\| 20\S+ \S+ \| 20\S+ \S+ \(.+\) \| (bad|warn) \|/);
		const {timeline: entries} = JSON.parse(json) as {timeline: readonly {kind: string; over?: string | null}[]};
		expect(entries).toHaveLength(times.length);
		expect(entries.at(-1)).toMatchObject({kind: 'marker', note: 'called *Ann*'});
		expect(entries.some(({over}) => typeof over === 'string')).toBe(true);
	});

	test('lists every server with its state, and says what it does not know', () => {
		const {core} = demoStage(60, 120, 40);
		const {markdown, json} = textsOf(core);
		const rows =
			markdown.slice(markdown.indexOf('## Servers'), markdown.indexOf('## Connects')).match(/^\|.*$/gm) ?? [];
		expect(rows).toHaveLength(core.model.servers.size + 2);
		expect(markdown).toContain('Listening since 2026-11-23 12:00:00. What happened before is not known.');
		expect(markdown).toMatch(/\| connects \| [·▁▂▃▄▅▆▇█]{60} \| \d+ \| \d+ \|/);
		// Of the time before it began to listen nothing is known.
		expect(markdown).toMatch(/\| auth errors \| ·{50}/);
		expect((JSON.parse(json) as {counts: {connects: unknown[]}}).counts.connects.slice(0, 3)).toEqual([
			null,
			null,
			null,
		]);
	});

	test('tells of times in which nothing was heard, of one that lasts too', () => {
		const {core} = demoStage(20, 120, 40);
		core.hear(linkMessage(startAt + 21_000, {state: 'down', reason: 'no sign of life'}));
		core.pass(startAt + 40_000);
		expect(textsOf(core).markdown).toContain('| 2026-11-23 12:00:21 | lasts |  |');
	});

	test('of the past tells nothing of what came later', () => {
		const {messages} = demoStage(60, 80, 24);
		const {tape, past} = createFlightRecorder(2 ** 26);
		const core = createCore({view: 'overview', utc: true, label: 'demo', record: tape.keep, past});
		for (const message of messages) core.hear(message);
		const then = createCore({view: 'overview', utc: true, label: 'demo'});
		for (const message of messages) if (message.at <= startAt + 30_000) then.hear(message);
		then.pass(startAt + 30_000);
		core.goTo(startAt + 30_000, false);
		const [looked, at] = [textsOf(core), textsOf(then)];
		const told = ({markdown}: {markdown: string}): string => markdown.slice(markdown.indexOf('## Timeline'));
		expect(told(looked)).toBe(told(at));
		expect(looked.markdown).toContain('as it was known at 2026-11-23 12:00:30; written at 2026-11-23 12:01:00');
	});

	test('while the picture stands still is of what is seen', () => {
		const stage = demoStage(30, 120, 40);
		stage.press('space');
		const before = textsOf(stage.core);
		stage.hear(demoStage(60, 80, 24).messages.slice(stage.messages.length));
		expect(stage.core.everyProblem()).toEqual(demoStage(30, 120, 40).core.everyProblem());
		expect(textsOf(stage.core).json).not.toBe('');
		expect(textsOf(stage.core).markdown.replace(/written at \S+ \S+/, '')).toBe(
			before.markdown.replace(/written at \S+ \S+/, ''),
		);
	});

	test.each(fixtureNames)('with hostile names in %s is whole Markdown all the same', fixture => {
		for (const seed of [0, 5, 11]) {
			const {markdown, json} = textsOf(heard(poisoned(fixture, seed)));
			expect(markdown).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u202e\u2066]/);
			const lines = markdown.split('\n');
			for (const [index, line] of lines.entries()) {
				if (!line.startsWith('|')) continue;
				const before = lines[index - 1] ?? '';
				if (before.startsWith('|')) expect(cellsOf(line), line).toBe(cellsOf(before));
				expect(unguarded(line)).not.toMatch(/[*_[\]<>~&$@]|:\/\//);
			}
			expect(() => JSON.parse(json)).not.toThrow();
		}
	});

	test('holds no secret, wherever it stood', () => {
		fc.assert(
			fc.property(planted, ({message, secrets}) => {
				const {markdown, json} = textsOf(heard([message]));
				for (const secret of secrets) {
					expect(markdown.replaceAll('\\', '')).not.toContain(secret);
					expect(json).not.toContain(secret);
				}
			}),
			{numRuns: 500},
		);
	});
});

describe('text in Markdown', () => {
	test.each([
		['a*b_c', 'a\\*b\\_c'],
		['<script>', '\\<script\\>'],
		['[x](https://evil)', '\\[x\\](https\\://evil)'],
		['see www.evil.org', 'see www\\.evil.org'],
		['a|b', 'a\\|b'],
		['&amp; `x`', '\\&amp; \\`x\\`'],
		[':smile:', '\\:smile:'],
		['@admin', '<code>@admin</code>'],
		['`@a</code>`|x', '<code>\\`@a\\</code\\>\\`\\|x</code>'],
		['12:03:44 n1:4222', '12:03:44 n1:4222'],
		['two\nlines', 'two lines'],
		['n1 10.0.0.1 12 %', 'n1 10.0.0.1 12 %'],
	])('%j is written %j', (text, written) => {
		expect(plainMarkdown(text)).toBe(written);
	});

	test('is one cell of one line, whatever it is', () => {
		const text = fc.oneof(
			fc.string({unit: 'grapheme'}),
			fc.constantFrom(...hostileTexts),
			fc
				.array(fc.constantFrom('`', '``', '|', '\\', '@', '<', '*', 'x', ' ', '\n'), {maxLength: 12})
				.map(all => all.join('')),
		);
		fc.assert(
			fc.property(fc.array(text, {minLength: 2, maxLength: 4}), texts => {
				const lines = markdownTable(texts, [texts]).split('\n');
				expect(lines).toHaveLength(3);
				for (const line of lines) expect(cellsOf(line)).toBe(texts.length + 2);
			}),
			{numRuns: 1000},
		);
	});
});

test('its JSON is one of the forms of the schema, and no other', () => {
	const told = JSON.parse(textsOf(demoStage(60, 120, 40).core).json);
	expect(isTaken(told)).toBe(true);
	expect(faultsOf(JSON.parse(textsOf(demoStage(185, 120, 40).core).json))).toBe('');
	expect(told.not_kept).toMatchObject({servers: 0, messages_not_understood: 0});
	expect(isTaken({...told, format: 2})).toBe(false);
	expect(faultsOf({...told, timeline: [{kind: 'marker', since: 'noon', note: ''}]})).toContain('date-time');
	expect(faultsOf({...told, colour: 'red'})).toContain('must NOT have additional properties');
});

test('recordings of real servers make a snapshot', () => {
	for (const fixture of fixtureNames) {
		const {markdown, json} = textsOf(heard(messagesOf(fixture)));
		expect(faultsOf(JSON.parse(json))).toBe('');
		expect(markdown).toMatch(/^# Incident snapshot of test\n/);
		expect(markdown).not.toMatch(/undefined|NaN|\[object/);
	}
});
