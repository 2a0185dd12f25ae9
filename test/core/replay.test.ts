// The same messages make the same model, to the byte: whenever the timer says how late it is, whatever is drawn or
// pressed meanwhile, and when they are replayed in one go.
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type Core, createCore} from '../../source/core/core.ts';
import {linkSubject, type Message} from '../../source/wire/message.ts';
import {linkMessage, linkUp, MadeServer, missed, noon} from '../events/made-server.ts';
import {fixtureNames, messagesOf} from '../helpers/replay.ts';
import {demoStage} from '../views/stage.ts';
import {jsonOf} from './json-of.ts';

function coreOf(view = 'overview'): Core {
	return createCore({view, utc: true, label: 'replay'});
}

/** What a recorder would have kept of a connection, from a link that is up. */
function recorded(fixture: string): readonly Message[] {
	const messages = messagesOf(fixture);
	const at = messages[0]?.at ?? 0;
	return [linkUp(at), ...messages];
}

const afterwardsMs = 7300;

function endOf(messages: readonly Message[]): number {
	return Math.max(...messages.map(({at}) => at)) + afterwardsMs;
}

function inOneGo(messages: readonly Message[]): string {
	const core = coreOf();
	for (const message of messages) core.hear(message);
	core.pass(endOf(messages));
	return jsonOf(core.model);
}

type Habit = {
	/** How often the timer goes, and when first. */
	readonly everyMs: number;
	readonly phaseMs: number;
	/** Every so many of its calls something is drawn. */
	readonly drawEvery: number;
	readonly keys: readonly string[];
	readonly view: string;
};

/** As it goes live: a timer with a phase of its own, a screen, and somebody at the keys. */
function live(messages: readonly Message[], {everyMs, phaseMs, drawEvery, keys, view}: Habit): string {
	const core = coreOf(view);
	let next = (messages[0]?.at ?? 0) - everyMs + phaseMs;
	let calls = 0;
	const timerUntil = (at: number): void => {
		for (; next < at; next += everyMs) {
			core.pass(next);
			if (calls % drawEvery === 0) {
				core.draw(80, 24);
				core.press(keys[calls % keys.length] ?? 'down', next);
			}
			calls++;
		}
	};
	for (const message of messages) {
		timerUntil(message.at);
		core.hear(message);
	}
	timerUntil(endOf(messages));
	core.pass(endOf(messages));
	return jsonOf(core.model);
}

const habit: fc.Arbitrary<Habit> = fc.record({
	everyMs: fc.constantFrom(97, 500, 1000, 1003, 2500, 60_000),
	phaseMs: fc.double({min: 0, max: 1000, noNaN: true}),
	drawEvery: fc.integer({min: 2, max: 9}),
	keys: fc.array(
		fc.constantFrom('down', 'enter', 'escape', '1', '2', '3', '4', '5', '0', 'tab', 'space', 'r', '!', '?'),
		{
			minLength: 1,
			maxLength: 12,
		},
	),
	view: fc.constantFrom('overview', 'servers', 'connects', 'accounts', 'messages'),
});

describe('a recording replayed', () => {
	test.each(fixtureNames)('makes the same model as %s did live', fixture => {
		const messages = recorded(fixture);
		const expected = inOneGo(messages);
		expect(expected.length).toBeGreaterThan(1000);
		fc.assert(
			fc.property(habit, one => {
				expect(live(messages, one) === expected).toBe(true);
			}),
			{numRuns: 6},
		);
	});

	test('makes the same model as the demo did live', () => {
		const {messages} = demoStage(60, 80, 24);
		const expected = inOneGo(messages);
		fc.assert(
			fc.property(habit, one => {
				expect(live(messages, one) === expected).toBe(true);
			}),
			{numRuns: 3},
		);
	});

	test('is told by the number: a message more is another model', () => {
		const messages = recorded('single-start');
		expect(inOneGo(messages.slice(0, -1))).not.toBe(inOneGo(messages));
	});
});

describe('time', () => {
	test('does not begin before the first message', () => {
		const core = coreOf();
		core.pass(noon - 5000);
		core.pass(noon);
		expect([core.model.now, core.model.lastTickAt]).toEqual([0, 0]);
		core.hear(linkUp(noon + 300));
		core.pass(noon + 999);
		expect([core.model.now, core.model.lastTickAt]).toEqual([noon + 300, 0]);
		core.pass(noon + 1001);
		expect([core.model.now, core.model.lastTickAt]).toEqual([noon + 1000, noon + 1000]);
	});

	test('that was missed passes at once: nobody falls silent by it', () => {
		const core = coreOf('servers');
		const n1 = new MadeServer('n1');
		for (const message of [linkUp(noon), n1.heartbeat(noon + 100)]) core.hear(message);
		core.pass(noon + 3200);
		core.hear(missed(noon + 3200, noon + 3_600_300));
		const {model} = core;
		expect([model.lastTickAt, model.now, model.listeningSince]).toEqual([
			noon + 3000,
			noon + 3_600_300,
			noon + 3_600_300,
		]);
		core.pass(noon + 3_601_000);
		expect([model.lastTickAt, model.servers.get(n1.id)?.silentSince]).toEqual([noon + 3_601_000, undefined]);
	});

	test('on the screen is that on the wall, also when that was set back', () => {
		const core = coreOf('servers');
		core.hear(linkUp(noon));
		core.pass(noon + 5000);
		const shown = (): string =>
			core
				.draw(80, 24)
				.screen.lines[0]?.spans.map(({text}) => text)
				.join('') ?? '';
		expect(shown()).toContain('12:00:05 UTC');
		core.hear({at: noon + 5000, subject: '(clock)', text: JSON.stringify({state: 'set back', byMs: 3_600_000})});
		core.pass(noon + 6000);
		expect(shown()).toContain('11:00:06 UTC');
		core.changeUi(ui => ({...ui, view: 'overview'}));
		const lines = core.draw(120, 40).screen.lines.map(({spans}) => spans.map(({text}) => text).join(''));
		expect(lines.find(line => line.includes('this machine'))).toContain('its clock was set back by 1h');
	});

	test('stands still when the source has ended: nobody falls silent, and nothing is asked', () => {
		const core = coreOf('servers');
		const n1 = new MadeServer('n1');
		core.draw(120, 30);
		for (const message of [linkUp(noon), n1.heartbeat(noon + 100), linkMessage(noon + 2500, {state: 'ended'})]) {
			core.hear(message);
		}
		const before = jsonOf(core.model);
		const {requests} = core.pass(noon + 600_000);
		const header = core
			.draw(120, 30)
			.screen.lines[0]?.spans.map(({text}) => text)
			.join('');
		expect(header).toContain('replay · ended');
		expect([jsonOf(core.model) === before, requests]).toEqual([true, []]);
		expect(core.model.servers.get(n1.id)?.silentSince).toBeUndefined();
		expect(core.hear({at: noon + 2500, subject: linkSubject, text: '{}'}).requests).toEqual([]);
	});
});
