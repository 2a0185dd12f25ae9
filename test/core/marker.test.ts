// Markers: from the key to the events, the time bar, the recording and back.
import {createFlightRecorder} from '../../source/runtime/flight-recorder.ts';
import {describe, expect, test} from 'vitest';
import {type Core, createCore} from '../../source/core/core.ts';
import {createModel, limits} from '../../source/model/model.ts';
import {keyframeOf} from '../../source/model/keyframe.ts';
import {messageIn} from '../../source/recording/recording-line.ts';
import {textOf} from '../../source/screen/screen.ts';
import {ingest} from '../../source/core/ingest.ts';
import {demoStage} from '../views/stage.ts';

const {messages} = demoStage(60, 80, 24);
const later = demoStage(90, 80, 24).messages.slice(messages.length);
const end = messages.at(-1)?.at ?? 0;

/** The demo, watched for a minute; `lines` are what a recording of it holds. */
function watched(settings: {readonly replay?: {speed: number; loops: boolean}} = {}) {
	const {tape, past} = createFlightRecorder(2 ** 26);
	const core = createCore({view: 'overview', utc: true, label: 'demo', record: tape.keep, past, ...settings});
	core.draw(120, 40);
	for (const message of messages) core.hear(message);
	core.draw(120, 40);
	return {core, lines: () => [...tape.texts()].join('').trim().split('\n')};
}

function pressed(core: Core, ...keys: readonly string[]): readonly string[] {
	for (const key of keys) {
		core.press(key, end + 500);
		core.draw(120, 40);
	}
	return core.draw(120, 40).screen.lines.map(textOf);
}

const typed = (text: string): readonly string[] => Array.from(text, sign => (sign === ' ' ? 'space' : sign));

describe('a marker', () => {
	test('is set with its note, and is the newest event', () => {
		const {core} = watched();
		expect(pressed(core, 'M', ...typed('deploy of 12:01')).at(-1)).toContain(
			' note: deploy of 12:01█   Enter marks this moment',
		);
		const drawn = pressed(core, 'enter');
		expect(drawn.at(-1)).toContain('marked: it is among the newest events, and in recordings');
		expect(drawn.find(text => text.includes('◆ marker'))).toMatch(/12:01:00 +◆ marker .*deploy of 12:01/);
		expect(core.model.markers).toEqual([{at: end + 500, note: 'deploy of 12:01'}]);
	});

	test('needs no note', () => {
		const {core} = watched();
		pressed(core, 'M', 'enter');
		expect(core.model.markers).toEqual([{at: end + 500, note: ''}]);
	});

	test('is not set by Esc', () => {
		const {core} = watched();
		pressed(core, 'M', ...typed('no'), 'escape');
		expect(core.model.markers).toEqual([]);
	});

	test('is in the recording, so that its replay has it', () => {
		const {core, lines} = watched();
		pressed(core, 'M', ...typed('"quoted" {note}'), 'enter');
		expect(lines().at(-1)).toMatch(/"subject":"\(marker\)","data":\{"note":"\\"quoted\\" \{note\}"\}\}$/);
		const model = createModel();
		for (const line of lines()) {
			const message = messageIn(line);
			if (message !== undefined) ingest(model, message);
		}
		expect(model.markers).toEqual(core.model.markers);
	});

	test('keeps no secret that was pasted', () => {
		const {core, lines} = watched();
		const seed = `SU${'A'.repeat(56)}`;
		pressed(core, 'M');
		core.press({pasted: `seed ${seed}`}, end);
		pressed(core, 'enter');
		expect(core.model.markers[0]?.note).toBe('seed [hidden]');
		expect(lines().join('')).not.toContain(seed);
	});

	test('is a tick of the time bar, at which { and } stop', () => {
		const {core} = watched();
		pressed(core, 'M', 'enter');
		for (const message of later) core.hear(message);
		pressed(core, ',');
		const stopsOf = (key: string): readonly unknown[] =>
			Array.from({length: 5}, () => {
				pressed(core, key);
				return core.look().travelled?.at;
			});
		const markedAt = Math.ceil((end + 500) / 1000) * 1000;
		expect(stopsOf('{')).toContain(markedAt);
		expect(pressed(core)[4]).toMatch(/^ 12:00:00 [─▲]*┃[─▲]*◆[─▲]* \d\d:\d\d:\d\d $/);
		expect(stopsOf('}')).toContain(markedAt);
		core.goTo(markedAt, false);
		expect(core.look().model.markers).toHaveLength(1);
	});

	test('is of now: in the past and in a recording M says so', () => {
		const {core} = watched();
		expect(pressed(core, ',', 'M').at(-1)).toContain('M: a marker is of now, and this is the past; Esc returns');
		const {core: replayed} = watched({replay: {speed: 1, loops: false}});
		replayed.goTo(end, false);
		replayed.draw(120, 40);
		expect(pressed(replayed, 'M').at(-1)).toContain('M: a marker is of now, and this is a recording');
		expect(replayed.model.markers).toEqual([]);
	});

	test('from a recording is tamed, and markers are bounded', () => {
		const model = createModel();
		const mark = (text: string): void => ingest(model, {at: 1000, subject: '(marker)', text});
		mark(JSON.stringify({note: '\u001b[31mred\u202e'}));
		for (const text of ['', 'x', '[]', '{"note":7}']) mark(text);
		expect(model.markers.map(({note}) => note)).toEqual(['�[31mred�', '', '', '', '']);
		for (let count = 0; count < limits.markers; count++) mark('{"note":"again"}');
		expect(model.markers).toHaveLength(limits.markers);
		expect(model.forgotten.markers).toBe(5);
		const copy = keyframeOf(model);
		mark('{"note":"later"}');
		expect(copy.markers.at(-1)?.note).toBe('again');
	});
});
