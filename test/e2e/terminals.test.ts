// The program in terminals of several kinds: as many colours as there are, no other characters than they show, the
// clipboard by the way there is, and every mode as it was when the program ends.
import {describe, test} from 'vitest';
import {type ProgramInTerminal, type SpawnOptions, wholeModes} from '../helpers/terminal.ts';
import {terminals} from '../terminal/terminals.ts';
import {faultInFrame} from './frame.ts';
import {endProgramsAfterAll, runInTerminal} from './program.ts';

endProgramsAfterAll();

const [columns, rows] = [100, 30];

/** Variables by which a terminal is known; those of the terminal that the tests run in are taken away. */
const marks = ['COLORTERM', 'TERM_PROGRAM', 'VTE_VERSION', 'KONSOLE_VERSION', 'WT_SESSION', 'TMUX', 'STY', 'COLORFGBG'];

function run(name: string, options: string, more: SpawnOptions): ProgramInTerminal {
	const kind = terminals.find(one => one.name === name);
	if (kind === undefined) throw new Error(`there is no ${name}`);
	const env = {...Object.fromEntries(marks.map(mark => [mark, undefined])), ...kind.env};
	return runInTerminal(options, {columns, rows, ...more, env});
}

/** Waits for a whole screen, whatever it says of the demo by then. */
async function isDrawn(program: ProgramInTerminal): Promise<void> {
	await program.until(
		seen => /^ nats-top-sys .*\d+\/\d+ servers/.test(seen[0] ?? '') && seen[1] !== '' && seen.at(-1) !== '',
	);
}

/** Every colour on the screen. */
function coloursOn(program: ProgramInTerminal): Set<string | number> {
	const colours = new Set<string | number>();
	for (let row = 0; row < rows; row++) {
		for (let column = 0; column < columns; column++) {
			const {foreground, background} = program.cell(row, column);
			colours.add(foreground).add(background);
		}
	}
	colours.delete('default');
	return colours;
}

/** Private modes that were switched and are not as in a terminal that nobody touched. */
function modesLeft(received: string): string[] {
	const onByDefault = ['7', '25'];
	const isOn = new Map<string, boolean>();
	for (const [, modes = '', final] of received.matchAll(/\u001B\[\?([\d;]+)([hl])/g)) {
		for (const mode of modes.split(';')) isOn.set(mode, final === 'h');
	}
	return [...isOn].filter(([mode, on]) => on !== onByDefault.includes(mode)).map(([mode]) => mode);
}

/** Starts it until it has the colours: an answer that this process gives too late, because it is busy, is none. */
async function drawn(name: string, colours: RegExp, more: SpawnOptions): Promise<ProgramInTerminal> {
	for (let tried = 0; ; tried++) {
		const program = run(name, '--demo --view accounts', more);
		await isDrawn(program);
		const isInTime = [...coloursOn(program)].every(colour => colours.test(String(colour)));
		if (isInTime || more.background === undefined || tried > 8) return program;
		await program.dispose();
	}
}

const asked = '\u001B]11;?';
const copies = /\u001B\]52;c;[\w+/=]+\u0007/;

type Case = {
	readonly name: string;
	/** How each colour on the screen is written. */
	readonly colours: RegExp;
	readonly more?: SpawnOptions;
	/** Of the row that is copied. */
	readonly copied: RegExp;
};

const ofSixteen = /^(?:\d|1[0-5])$/;
const throughScreen = /\u001BP\u001B\]52;c;[\w+/=]+(?:\u001B\\\u001BP[\w+/=]+)*\u0007\u001B\\/;

const cases: readonly Case[] = [
	{name: 'xterm', colours: ofSixteen, copied: copies},
	{name: 'xterm with 16 colours', colours: ofSixteen, more: {background: 'rgb:ffff/ffff/ffff'}, copied: copies},
	{name: 'kitty', colours: /^#/, more: {background: 'rgb:0000/0000/0000'}, copied: copies},
	{name: 'iTerm2', colours: /^#/, more: {background: 'rgb:fdfd/f6f6/e3e3'}, copied: copies},
	{name: 'mosh', colours: /^\d{2,3}$/, more: {background: 'rgb:0/0/0'}, copied: copies},
	{name: 'PuTTY', colours: ofSixteen, more: {answersQueries: false}, copied: copies},
	{name: 'tmux, over ssh', colours: ofSixteen, copied: /\u001BPtmux;\u001B\u001B\]52;c;[\w+/=]+\u0007\u001B\\/},
	{name: 'screen', colours: ofSixteen, copied: throughScreen},
	{name: 'Linux console', colours: ofSixteen, copied: /this terminal has no clipboard/},
];

describe.concurrent('the screen in', () => {
	test.for(cases)('$name', async ({name, colours, more = {}, copied}, {expect}) => {
		const program = await drawn(name, colours, more);
		const kind = terminals.find(one => one.name === name);
		expect(program.received().includes(asked)).toBe(kind?.isAsked === true && kind.depth !== '16');
		const seen = [...coloursOn(program)].map(String);
		expect(seen.length).toBeGreaterThan(1);
		expect(seen.filter(colour => !colours.test(colour))).toEqual([]);
		const text = program.screen().join('\n');
		if (kind?.unicode) expect(faultInFrame(program.screen(), columns)).toBeUndefined();
		else expect(text).toMatch(/^[\n -~]*$/);

		// An answer that comes late, and in pieces, is no keys: these would lead to other views.
		program.keys('\u001B]11;rgb:1');
		program.keys('111/2222/3333\u001B\\y');
		await program.until(() => copied.test(program.received()));
		expect(program.screen()[5]).toMatch(/^ ACCOUNTS /);
		program.keys('q');
		expect(await program.exited).toEqual({code: 0, signal: undefined});
		expect(modesLeft(program.received())).toEqual([]);
		expect(program.modes()).toEqual(wholeModes);
		// Nothing of it is left behind, the terminal's answers among it.
		expect(program.screen().join('')).toBe('');
	});
});
