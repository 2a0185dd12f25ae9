// What the terminal can show and take, as far as it is known without asking it.
import process from 'node:process';
import type {DoctorCheck} from '../output/doctor-report.ts';
import {betweenUsAndTheTerminal} from '../terminal/clipboard.ts';
import {colourDepth} from '../terminal/colour-depth.ts';
import {supportsUnicode} from '../terminal/supports-unicode.ts';

type Environment = Readonly<Record<string, string | undefined>>;
type Stream = {readonly isTTY?: boolean; readonly columns?: number; readonly rows?: number};

const leastColumns = 80;
const leastRows = 24;

function sizeCheck({columns = 0, rows = 0}: Stream): DoctorCheck {
	const step = 'terminal: size';
	const text = `${columns}×${rows}`;
	if (columns >= leastColumns && rows >= leastRows) return {step, state: 'ok', text, tryThis: ''};
	return {step, state: 'not ok', text, tryThis: `views are made for ${leastColumns}×${leastRows} and more`};
}

const clipboards = {
	nothing: 'y copies by OSC 52, where the terminal takes it',
	tmux: 'y copies into the buffer of tmux, and by OSC 52 where tmux has set-clipboard on',
	'distant tmux': 'y copies by OSC 52 through tmux, where it has allow-passthrough on',
	screen: 'y copies by OSC 52 through screen, where the terminal takes it',
	console: 'y copies nothing: this terminal has no clipboard',
} as const;

export function terminalChecks(
	env: Environment = process.env,
	stdout: Stream = process.stdout,
): readonly DoctorCheck[] {
	if (stdout.isTTY !== true || env['TERM'] === 'dumb') {
		const text = stdout.isTTY === true ? 'TERM is dumb: no screen is opened' : 'the output is no terminal';
		return [{step: 'terminal', state: 'not tried', text, tryThis: ''}];
	}
	const depth = colourDepth(env, stdout);
	const unicode = supportsUnicode(env);
	return [
		sizeCheck(stdout),
		{
			step: 'terminal: colours',
			state: 'ok',
			text:
				depth === 'none' ? 'none: weight, lines and inversion instead' : depth === 'truecolour' ? 'true colour' : depth,
			tryThis: '',
		},
		{
			step: 'terminal: Unicode',
			state: 'ok',
			text: unicode ? 'yes' : 'no: signs are drawn as ASCII',
			tryThis: '',
		},
		{step: 'terminal: clipboard', state: 'ok', text: clipboards[betweenUsAndTheTerminal(env)], tryThis: ''},
	];
}
