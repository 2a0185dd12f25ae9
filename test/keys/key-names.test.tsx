import fc from 'fast-check';
import {Text, useInput} from 'ink';
import {cleanup, render} from 'ink-testing-library';
import {afterAll, beforeAll, beforeEach, describe, expect, test, vi} from 'vitest';
import {keyNames} from '../../source/keys/key-names.ts';

/** What a terminal sends for a key, by the name we have for it. */
const sent: ReadonlyMap<string, string> = new Map([
	['up', '\u001b[A'],
	['down', '\u001b[B'],
	['right', '\u001b[C'],
	['left', '\u001b[D'],
	['page-up', '\u001b[5~'],
	['page-down', '\u001b[6~'],
	['home', '\u001b[H'],
	['end', '\u001b[F'],
	['shift-tab', '\u001b[Z'],
	['f1', '\u001bOP'],
	['enter', '\r'],
	['tab', '\t'],
	['space', ' '],
	['backspace', '\u007f'],
	['escape', '\u001b'],
	['ctrl-c', '\u0003'],
	['ctrl-d', '\u0004'],
	['ctrl-l', '\u000c'],
	['ctrl-u', '\u0015'],
	['ctrl-z', '\u001a'],
	...Array.from('jkGgqQ?!/<>[]1590eé日', character => [character, character] as const),
]);
const names = [...sent.keys()];
// After Escape these would be the beginning of another key, to every program.
const continues = (name: string | undefined): boolean =>
	name === '[' || (sent.get(name ?? '') ?? '').startsWith('\u001b');

function apart(list: readonly string[]): readonly string[] {
	const kept: string[] = [];
	for (const name of list) if (kept.at(-1) !== 'escape' || !continues(name)) kept.push(name);
	return kept;
}

function Probe({onKeys}: {readonly onKeys: (names: readonly string[]) => void}) {
	useInput((input, key) => onKeys(keyNames(input, key)));
	return <Text>keys</Text>;
}

const heard: string[] = [];
let stdin: {readonly write: (data: string) => void};

async function hears(expected: readonly string[]): Promise<void> {
	await vi.waitFor(() => expect(heard).toEqual(expected), {interval: 1});
}

beforeAll(async () => {
	stdin = render(<Probe onKeys={keys => heard.push(...keys)} />).stdin;
	// The first ones come before anybody listens.
	await vi.waitFor(
		() => {
			stdin.write('.');
			expect(heard).toContain('.');
		},
		{interval: 1},
	);
});

beforeEach(() => {
	heard.length = 0;
});

afterAll(cleanup);

describe('names of keys', () => {
	test.each(names)('%s', async name => {
		stdin.write(sent.get(name) ?? '');
		await hears([name]);
	});

	test.each([
		['\n', 'enter'],
		['\b', 'backspace'],
		['\u001b[1~', 'home'],
		['\u001b[4~', 'end'],
		['\u001b[11~', 'f1'],
		['\u001b[15~', 'f1'],
		['\u001bOA', 'up'],
		['\u001b[3~', 'backspace'],
	])('other terminals send %j for %s', async (bytes, name) => {
		stdin.write(bytes);
		await hears([name]);
	});

	test('are the same however the keys are cut into reads', async () => {
		const keys = fc.array(fc.constantFrom(...names), {minLength: 1, maxLength: 12}).map(apart);
		await fc.assert(
			fc.asyncProperty(keys, fc.infiniteStream(fc.boolean()), async (list, cuts) => {
				heard.length = 0;
				let read = '';
				for (const name of list) {
					read += sent.get(name) ?? '';
					if (cuts.next().value === true) {
						stdin.write(read);
						read = '';
					}
				}
				if (read !== '') stdin.write(read);
				await hears(list);
			}),
			{numRuns: 60},
		);
	});

	test('are those of a text that is pasted, character by character', async () => {
		stdin.write('acc:APP "slow consumer"\r');
		const spelled = Array.from('acc:APP "slow consumer"', character => (character === ' ' ? 'space' : character));
		await hears([...spelled, 'enter']);
	});
});
