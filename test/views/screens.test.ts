// What holds for every screen, whatever came in, wherever the person is, however large the terminal is.
import fc from 'fast-check';
import stringWidth from 'string-width';
import {describe, expect, test} from 'vitest';
import {bindings} from '../../source/ui/bindings.ts';
import {linkSubject, type Message} from '../../source/wire/message.ts';
import {textOf} from '../../source/screen/screen.ts';
import {views} from '../../source/views/catalogue.ts';
import {mutatedStretch} from '../wire/mutations.ts';
import {hostileTexts, poisoned} from './hostile.ts';
import {demoStage, Stage} from './stage.ts';

const viewIds = views.map(({id}) => id);
const keyNames = bindings.flatMap(({keys}) => Object.keys(keys));

/** Everything but what the taming lets through; half of a pair is no character. */
const untamed =
	/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

function check(stage: Stage, {screen, shown, panes} = stage.draw()): void {
	expect(screen.lines).toHaveLength(stage.rows);
	for (const line of screen.lines) {
		const text = textOf(line);
		// A failure is easier to read than in the words of the matcher.
		if (stringWidth(text) > stage.columns || untamed.test(text)) expect(text).toBe('a line that fits and does no harm');
	}
	for (const pane of panes) {
		expect(pane.cursor.index).toBeGreaterThanOrEqual(0);
		expect(pane.cursor.index).toBeLessThan(Math.max(1, pane.rows));
		expect(pane.top).toBeGreaterThanOrEqual(0);
		expect(pane.top).toBeLessThanOrEqual(Math.max(0, pane.rows - 1));
	}
	expect(stage.ui.layers.length).toBeLessThanOrEqual(8);
	expect(shown.copy?.text ?? '').not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
}

function stageOf(messages: readonly Message[], columns = 80, rows = 24): Stage {
	const at = messages[0]?.at ?? 0;
	const last = messages.at(-1)?.at ?? at;
	const up = {state: 'up', address: '127.0.0.1:4222', serverId: 'X', serverName: hostileTexts[0], cid: 1};
	const stage = new Stage(columns, rows, 'overview', {label: 'poisoned'});
	return stage.hear([{at, subject: linkSubject, text: JSON.stringify(up)}, ...messages]).passTo(last + 1000);
}

const stories: readonly Stage[] = [
	demoStage(60, 80, 24),
	stageOf(poisoned('client-churn')),
	stageOf(poisoned('auth-storm', 3)),
	stageOf(poisoned('supercluster', 5)),
	stageOf(poisoned('leafnode-flap', 7)),
	stageOf(poisoned('mixed-versions', 9)),
	stageOf(poisoned('claims-update', 11)),
	new Stage(80, 24),
];

/** The same story, looked at by somebody else. */
function again(told: number | Stage, columns: number, rows: number, view: string): Stage {
	const story = typeof told === 'number' ? (stories[told] ?? new Stage(columns, rows)) : told;
	return new Stage(columns, rows, view, {model: story.model, label: story.core.label}).passTo(story.now);
}

const columns = fc.oneof(fc.constantFrom(60, 80, 100, 120, 200), fc.integer({min: 60, max: 260}));
const rows = fc.oneof(fc.constantFrom(15, 24, 36, 50), fc.integer({min: 15, max: 90}));
const anySize = fc.oneof(
	{weight: 9, arbitrary: fc.tuple(columns, rows)},
	{weight: 1, arbitrary: fc.tuple(fc.integer({min: 1, max: 70}), fc.integer({min: 1, max: 20}))},
);
// By number: a story is too long to be printed.
const story = fc.nat(stories.length - 1);
const view = fc.constantFrom(...viewIds);

const typing = fc
	.tuple(
		fc.oneof(
			fc.constantFrom(...hostileTexts, 'conns>100', 'acc:app !x', '"', '(', '\\', '.*'),
			fc.string({maxLength: 12}),
		),
		fc.constantFrom('enter', 'escape', 'ctrl-u'),
	)
	.map(([text, end]) => ['/', ...Array.from(text.slice(0, 12)), end]);
const presses = fc
	.array(
		fc.oneof({weight: 12, arbitrary: fc.constantFrom(...keyNames).map(key => [key])}, {weight: 1, arbitrary: typing}),
		{maxLength: 12},
	)
	.map(parts => parts.flat());

describe('every screen', () => {
	test.each(viewIds)('of %s fits, at any size and with any names', id => {
		fc.assert(
			fc.property(story, anySize, (told, [width, height]) => {
				check(again(told, width, height, id));
			}),
			{numRuns: 25},
		);
	});

	test('can be reached by any keys', () => {
		fc.assert(
			fc.property(story, view, anySize, presses, (told, id, [width, height], keys) => {
				const stage = again(told, width, height, id);
				for (const key of keys) {
					stage.press(key);
					check(stage, stage.drawn);
				}
				check(stage);
			}),
			{numRuns: 30},
		);
	});

	test('can be made smaller and larger', () => {
		fc.assert(
			fc.property(story, view, presses, fc.array(anySize, {minLength: 1, maxLength: 5}), (told, id, keys, sizes) => {
				const stage = again(told, 120, 36, id).press(...keys);
				for (const [width, height] of sizes) {
					stage.resize(width, height);
					check(stage);
				}
			}),
			{numRuns: 20},
		);
	});

	test('can be made of messages that are wrong', () => {
		fc.assert(
			fc.property(mutatedStretch, view, presses, (messages, id, keys) => {
				const stage = stageOf(messages);
				for (const each of viewIds) check(again(stage, 200, 50, each));
				check(again(stage, 80, 24, id).press(...keys));
			}),
			{numRuns: 30},
		);
	});

	test('says so when it is too small', () => {
		fc.assert(
			fc.property(fc.integer({min: 1, max: 59}), fc.integer({min: 1, max: 40}), (width, height) => {
				const stage = again(0, width, height, 'overview');
				check(stage);
				const [first = '', ...rest] = stage.text().split('\n');
				expect(`too small: ${width}×${height}, needs 60×15`).toContain(first);
				expect(rest.join('')).toBe('');
			}),
			{numRuns: 20},
		);
	});

	test('shows the same thing twice when nothing has changed', () => {
		fc.assert(
			fc.property(story, view, presses, (told, id, keys) => {
				const stage = again(told, 120, 36, id).press(...keys);
				expect(stage.text()).toBe(stage.text());
			}),
			{numRuns: 10},
		);
	});
});
