import {createFlightRecorder} from '../../source/runtime/flight-recorder.ts';
import {describe, expect, test} from 'vitest';
import {type Core, createCore} from '../../source/core/core.ts';
import {textOf} from '../../source/screen/screen.ts';
import {linkMessage} from '../events/made-server.ts';
import {demoStage, startAt} from '../views/stage.ts';

const {messages} = demoStage(60, 80, 24);
const end = messages.at(-1)?.at ?? 0;

/** The demo, watched for a minute with a flight recorder. */
function watchedCore(
	settings: {readonly isOff?: boolean; readonly replay?: {speed: number; loops: boolean}} = {},
): Core {
	const {tape, past} = createFlightRecorder(2 ** 26);
	const {isOff = false, replay} = settings;
	const recorded = isOff ? {} : {record: tape.keep, past};
	const core = createCore({view: 'overview', utc: true, label: 'demo', ...recorded, ...(replay && {replay})});
	core.draw(80, 24);
	for (const message of messages) core.hear(message);
	core.draw(80, 24);
	return core;
}

function pressed(core: Core, ...keys: readonly string[]): readonly string[] {
	for (const key of keys) {
		core.press(key, end);
		core.draw(80, 24);
	}
	return core.draw(80, 24).screen.lines.map(textOf);
}

describe('in the past', () => {
	test('the whole picture is of one moment, and says so', () => {
		const core = watchedCore();
		const lines = pressed(core, ...Array.from({length: 40}, () => ','));
		// The demo ends at 12:01:00.
		expect(lines[0]).toContain(' BACK 0:40 · 12:00:20 UTC');
		const {model, problems} = core.look();
		expect(model.now).toBe(startAt + 20_000);
		expect(problems.every(({since}) => since <= model.now)).toBe(true);
		expect(lines[3]).toMatch(/^ 12:00:00 [─▲]*┃[─▲]* 12:01:00 $/);
	});

	test('begins where the picture was frozen', () => {
		const core = watchedCore();
		pressed(core, 'space');
		core.pass(end + 30_000);
		expect(pressed(core, ',')[0]).toContain(' BACK 0:31 · 12:00:59 UTC');
	});

	test('is compared with later when the baseline is set there', () => {
		const core = watchedCore();
		pressed(core, '2', ...Array.from({length: 30}, () => ','), 'B', 'escape');
		expect(core.look().baseline?.now).toBe(startAt + 30_000);
	});

	test('Esc returns to now, from the same row and view', () => {
		const core = watchedCore();
		const before = pressed(core, '2', 'down', 'down');
		expect(pressed(core, ',', ',', 'escape')).toEqual(before);
	});

	test('forward steps lead back to where one was', () => {
		const core = watchedCore();
		const once = pressed(core, ',', ',', ',');
		expect(pressed(core, ',', ',', '.', '.')).toEqual(once);
	});

	test('a wider window makes longer steps', () => {
		const core = watchedCore();
		pressed(core, ',');
		const {at} = core.look().travelled ?? {at: 0};
		pressed(core, '+', ',');
		expect(core.look().travelled?.at).toBe(at - 5000);
	});

	test('{ and } go to where problems begin', () => {
		const core = watchedCore();
		expect(pressed(core, '{').at(-1)).toMatch(/^ \S.*: .* begins here$/);
		const last = core.look();
		expect(last.problems.some(({since, severity}) => severity !== 'note' && last.model.now - since < 1000)).toBe(true);
		pressed(core, '{', '}');
		expect(core.look().travelled?.at).toBe(last.travelled?.at);
		expect(pressed(core, '}').at(-1)).toContain('no problem begins after this');
	});

	test('nothing is asked but what the present needs', () => {
		const core = watchedCore();
		pressed(core, ',');
		const {requests} = core.pass(end + 60_000);
		expect(new Set(requests.map(({subject}) => subject))).toEqual(new Set(['$SYS.REQ.SERVER.PING']));
		expect(pressed(core, 'r').at(-1)).toContain('the past is looked at, of which nothing can be asked');
	});

	test('the beginning is the end of the way', () => {
		const core = watchedCore();
		const lines = pressed(core, ...Array.from({length: 62}, () => ','));
		expect(lines.at(-1)).toContain('this is the first moment that is kept');
		expect(core.look().travelled?.at).toBe(messages[0]?.at);
	});

	test('what goes on meanwhile changes nothing of it', () => {
		const core = watchedCore();
		const at = core.look().model.now;
		const drawn = pressed(core, ',', ',').slice(4, -1);
		core.pass(at + 30_000);
		expect(pressed(core).slice(4, -1)).toEqual(drawn);
		expect(pressed(core)[0]).toContain(' BACK 0:3');
	});

	test('Space plays from there', () => {
		const core = watchedCore();
		pressed(core, ',', ',', ',', 'space');
		const {at} = core.look().travelled ?? {at: 0};
		expect(core.play(1500)).toBe('turn');
		expect(core.look().travelled?.at).toBe(at + 1500);
		pressed(core, 'space');
		expect(core.play(1500)).toBe('none');
	});

	test('without a flight recorder says why not', () => {
		const core = watchedCore({isOff: true});
		expect(pressed(core, ',').at(-1)).toContain('no past is kept: the flight recorder is off');
	});
});

describe('a recording that is replayed', () => {
	test('plays at its speed, to its end', () => {
		const core = watchedCore({replay: {speed: 10, loops: false}});
		core.hear(linkMessage(end, {state: 'ended'}));
		core.goTo(startAt + 10_000, true);
		core.play(1000);
		expect(pressed(core)[0]).toContain(' REPLAY 0:20 of 1:00 ▶ 10× · 12:00:20 UTC');
		core.play(60_000);
		expect(pressed(core)[0]).toContain(' REPLAY 1:00 of 1:00 ⏸ ');
		expect(core.isPlaying()).toBe(false);
	});

	test('waits at the end of what was read so far', () => {
		const core = watchedCore({replay: {speed: 10, loops: false}});
		core.goTo(startAt + 10_000, true);
		core.play(60_000);
		expect(core.isPlaying()).toBe(true);
	});

	test('begins again when it loops', () => {
		const core = watchedCore({replay: {speed: 1, loops: true}});
		core.hear(linkMessage(end, {state: 'ended'}));
		core.goTo(startAt + 59_000, true);
		core.play(5000);
		expect(core.look().travelled?.at).toBe(messages[0]?.at);
		expect(core.isPlaying()).toBe(true);
	});
});
