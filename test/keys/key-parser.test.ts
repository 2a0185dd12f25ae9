import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createKeyParser, type Input, mostPasted} from '../../source/keys/key-parser.ts';

const escape = '\u001b';

/** What a terminal sends for a key, by the name we have for it. */
const sent: ReadonlyMap<string, string> = new Map([
	['up', `${escape}[A`],
	['down', `${escape}[B`],
	['right', `${escape}[C`],
	['left', `${escape}[D`],
	['page-up', `${escape}[5~`],
	['page-down', `${escape}[6~`],
	['home', `${escape}[H`],
	['end', `${escape}[F`],
	['insert', `${escape}[2~`],
	['shift-tab', `${escape}[Z`],
	['f1', `${escape}OP`],
	['f2', `${escape}OQ`],
	['f5', `${escape}[15~`],
	['f12', `${escape}[24~`],
	['enter', '\r'],
	['tab', '\t'],
	['space', ' '],
	['backspace', '\u007f'],
	['escape', escape],
	['ctrl-c', '\u0003'],
	['ctrl-d', '\u0004'],
	['ctrl-l', '\u000c'],
	['ctrl-u', '\u0015'],
	['ctrl-z', '\u001a'],
	...Array.from('jkGgqQ?!/<>[]1590OeMé日🚀', character => [character, character] as const),
]);

const key = (name: string): Input => ({kind: 'key', name});
const paste = (text: string): Input => ({kind: 'paste', text});

/** What comes of these reads, and when nothing more comes after them. */
function inputsOf(...reads: readonly Uint8Array[]): Input[] {
	const parser = createKeyParser();
	const inputs = reads.flatMap(read => parser.push(read));
	return [...inputs, ...parser.flush()];
}

function heard(text: string): Input[] {
	return inputsOf(Buffer.from(text));
}

/** The bytes, cut into reads at these places. */
function cutAt(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
	const sorted = [...places.map(place => place % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
	return sorted.map((end, index) => bytes.subarray(sorted[index - 1] ?? 0, end));
}

describe('names of keys', () => {
	test.each([...sent])('%s', (name, bytes) => {
		expect(heard(bytes)).toEqual([key(name)]);
	});

	test.each([
		['\n', 'enter'],
		['\b', 'backspace'],
		[`${escape}OM`, 'enter'],
		[`${escape}[1~`, 'home'],
		[`${escape}[7~`, 'home'],
		[`${escape}[4~`, 'end'],
		[`${escape}OF`, 'end'],
		[`${escape}[11~`, 'f1'],
		[`${escape}[[A`, 'f1'],
		[`${escape}[[E`, 'f5'],
		[`${escape}OA`, 'up'],
		[`${escape}[1;5A`, 'up'],
		[`${escape}[a`, 'up'],
		[`${escape}[5$`, 'page-up'],
		[`${escape}[6^`, 'page-down'],
		[`${escape}[3~`, 'backspace'],
		[`${escape}[27u`, 'escape'],
		[`${escape}[99;5u`, 'ctrl-c'],
		[`${escape}[103;2u`, 'G'],
		[`${escape}[9;2u`, 'shift-tab'],
	])('other terminals send %j for %s', (bytes, name) => {
		expect(heard(bytes)).toEqual([key(name)]);
	});

	test.each([
		['of the mouse', `${escape}[<0;5;5M`],
		['of the focus', `${escape}[I`],
		['of a key that nobody knows', `${escape}[99~`],
		['of a paste that nobody began', `${escape}[201~`],
	])('reports %s are no keys', (_what, bytes) => {
		expect(heard(`j${bytes}k`)).toEqual([key('j'), key('k')]);
	});

	test.each([
		['of xterm', `${escape}]11;rgb:1111/2222/3333${escape}\\`],
		['that ends in BEL', `${escape}]11;rgb:1111/2222/3333\u0007`],
		['of a terminal that has much to tell', `${escape}[?65;1;2;4;6;7;9;14;15;16;17;18;21;22;23;24;28;32;42;52c`],
		['of a terminal that has little to tell', `${escape}[?6c`],
	])('an answer %s is a report and no key', (_what, sequence) => {
		expect(heard(`j${sequence}k`)).toEqual([key('j'), {kind: 'report', sequence}, key('k')]);
	});

	test.each([
		['Alt and a bracket', `${escape}]`, ['escape', ']']],
		['Alt and a bracket, and another key', `${escape}]x`, ['escape', ']', 'x']],
		['an answer that got lost on its way: nothing', `${escape}]11;rgb:11`, []],
		['an answer that lacks its end, and a key', `${escape}]11;rgb:11${escape}[A`, ['up']],
		['an answer longer than any', `${escape}]11;${'x'.repeat(70)}`, ['escape', ']', '1', '1', ';', ...'x'.repeat(70)]],
	])('%s', (_what, bytes, names) => {
		expect(heard(bytes)).toEqual(names.map(key));
	});

	test.each([
		['Alt and a key: Escape and that key', `${escape}x`, ['escape', 'x']],
		['Escape and an arrow', `${escape}${escape}[A`, ['escape', 'up']],
		['Escape three times', `${escape}${escape}${escape}`, ['escape', 'escape', 'escape']],
		['Escape and a bracket', `${escape}[`, ['escape', '[']],
		['a sequence that a key interrupts', `${escape}[1\r`, ['escape', '[', '1', 'enter']],
		['a sequence that got lost on its way: nothing', `${escape}[1;`, []],
		['a line in one read', 'ab c\r', ['a', 'b', 'space', 'c', 'enter']],
	])('%s', (_what, bytes, names) => {
		expect(heard(bytes)).toEqual(names.map(key));
	});
});

describe('what is pasted', () => {
	test('is one text, whatever is in it', () => {
		const text = `q\r\nQ ${escape}[A\u0003\t日\u001b[20`;
		expect(heard(`j${escape}[200~${text}${escape}[201~k`)).toEqual([key('j'), paste(text), key('k')]);
		expect(heard(`${escape}[200~${escape}[201~`)).toEqual([paste('')]);
	});

	test('is kept as far as a prompt could have room for it, and the keys after it are keys', () => {
		const bytes = Buffer.from(`${escape}[200~${'x'.repeat(mostPasted * 30)}${escape}[201~q`);
		const reads = Array.from({length: 100}, (_, index) => bytes.subarray(index * 4000, (index + 1) * 4000));
		expect(inputsOf(...reads)).toEqual([paste('x'.repeat(mostPasted)), key('q')]);
	});

	test('and lacks its end is ended when nothing more comes; Ctrl-C in it still means to leave', () => {
		const parser = createKeyParser();
		expect(parser.push(Buffer.from(`${escape}[200~abc${escape}[20`))).toEqual([]);
		expect(parser.waiting()).toBe('paste');
		expect(parser.flush()).toEqual([paste(`abc${escape}[20`)]);
		expect(parser.waiting()).toBe('nothing');
		expect(parser.push(Buffer.from('q'))).toEqual([key('q')]);
		expect(heard(`${escape}[200~abc\u0003`)).toEqual([paste('abc\u0003'), key('ctrl-c')]);
		expect(heard(`${escape}[200~\u0003${escape}[201~`)).toEqual([paste('\u0003')]);
	});
});

describe('however bytes are cut into reads', () => {
	const cuts = fc.array(fc.nat(), {maxLength: 8});
	const answers = [`${escape}]11;rgb:ffff/0/80${escape}\\`, `${escape}]11;rgb:f/f/f\u0007`, `${escape}[?62;4c`];
	const pieces = fc.constantFrom(
		...sent.values(),
		`${escape}[200~`,
		`${escape}[201~`,
		`${escape}[<0;1`,
		'text\r\n',
		...answers,
	);
	// The beginnings of sequences, and of characters of several bytes.
	const likely = fc.constantFrom(0x1b, 0x5b, 0x5d, 0x5c, 0x07, 0x4f, 0x31, 0x3b, 0x7e, 0x75, 0x41, 0xe6, 0x97);

	test('keys and pastes are the same', () => {
		fc.assert(
			fc.property(fc.array(pieces, {maxLength: 20}), cuts, (list, places) => {
				const bytes = Buffer.from(list.join(''));
				expect(inputsOf(...cutAt(bytes, places))).toEqual(inputsOf(bytes));
			}),
			{numRuns: 500},
		);
	});

	test('any bytes at all give the same, and never throw', () => {
		const bytes = fc.oneof(fc.uint8Array({maxLength: 60}), fc.array(likely, {maxLength: 60}));
		fc.assert(
			fc.property(bytes, cuts, (list, places) => {
				const whole = Uint8Array.from(list);
				expect(inputsOf(...cutAt(whole, places))).toEqual(inputsOf(whole));
			}),
			{numRuns: 500},
		);
	});

	test('what is typed comes out as it was typed', () => {
		// After Escape these would be the beginning of another key, to every program.
		const continues = (name: string): boolean =>
			name === '[' || name === 'O' || (sent.get(name) ?? '').startsWith(escape);
		const names = fc
			.array(fc.constantFrom(...sent.keys()), {maxLength: 12})
			.map(list => list.filter((name, index) => list[index - 1] !== 'escape' || !continues(name)));
		fc.assert(
			fc.property(names, cuts, (list, places) => {
				const bytes = Buffer.from(list.map(name => sent.get(name)).join(''));
				expect(inputsOf(...cutAt(bytes, places))).toEqual(list.map(key));
			}),
			{numRuns: 500},
		);
	});
});
