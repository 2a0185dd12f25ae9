// Pages of the past: what was not asked then cannot be asked now, and they say so.
import {createFlightRecorder} from '../../source/runtime/flight-recorder.ts';
import {describe, expect, test} from 'vitest';
import {type Core, createCore} from '../../source/core/core.ts';
import {textOf} from '../../source/screen/screen.ts';
import {demoStage} from './stage.ts';

const {messages} = demoStage(30, 80, 24);
const end = messages.at(-1)?.at ?? 0;

function looking(isReplay: boolean, ...keys: readonly string[]): string {
	const {tape, past} = createFlightRecorder(2 ** 26);
	const replay = isReplay ? {replay: {speed: 1, loops: false}} : {};
	const core: Core = createCore({view: 'servers', utc: true, label: 'demo', record: tape.keep, past, ...replay});
	for (const message of messages) core.hear(message);
	core.goTo(end - 5000, false);
	core.draw(120, 60);
	for (const key of keys) {
		core.press(key, end);
		core.draw(120, 60);
	}
	return core.draw(120, 60).screen.lines.map(textOf).join('\n');
}

describe.each([
	['the past', false, 'no answer to this is known of this moment: nobody had asked'],
	['a recording', true, 'the recording holds no answer to this up to here: nobody had asked'],
] as const)('of %s', (_name, isReplay, words) => {
	test('a page says that nobody had asked', () => {
		const page = looking(isReplay, 'enter');
		expect(page).toContain(words);
		expect(page).not.toMatch(/asking|not answered yet|no answer yet|costs/);
	});

	test('a list of connections says so too', () => {
		expect(looking(isReplay, 'C')).toContain(words);
	});
});
