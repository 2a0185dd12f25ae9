// How many colours may be used, told from the environment alone.

export type ColourDepth = 'none' | '16' | '256' | 'truecolour';

type Environment = Readonly<Record<string, string | undefined>>;

/** FORCE_COLOR as Node and most tools read it. */
const forcedDepths: Readonly<Record<string, ColourDepth>> = {
	0: 'none',
	false: 'none',
	1: '16',
	true: '16',
	2: '256',
	3: 'truecolour',
};

/** Terminals that say who they are but not what they can. */
const depthsByProgram: Readonly<Record<string, ColourDepth>> = {
	Apple_Terminal: '256',
	ghostty: 'truecolour',
	'iTerm.app': 'truecolour',
	vscode: 'truecolour',
	WezTerm: 'truecolour',
};

/** The depth the terminal is able to show. */
function ability(env: Environment): ColourDepth {
	const {TERM: term = '', COLORTERM: colourTerm = ''} = env;
	if (term === 'dumb') {
		return 'none';
	}

	if (/^(?:truecolor|24bit)$/i.test(colourTerm) || /direct|truecolor|kitty|ghostty|alacritty|foot|wezterm/.test(term)) {
		return 'truecolour';
	}

	// Inside tmux and screen the program is that of another window, perhaps of another machine.
	const ofProgram = /^(?:tmux|screen)/.test(term) ? undefined : depthsByProgram[env['TERM_PROGRAM'] ?? ''];
	if (ofProgram !== undefined) {
		return ofProgram;
	}

	if (env['WT_SESSION'] !== undefined) {
		return 'truecolour';
	}

	if (/256/.test(term)) {
		return '256';
	}

	return term === '' && colourTerm === '' ? 'none' : '16';
}

/**
 * What may be used on the stream: FORCE_COLOR decides if set, then NO_COLOR (https://no-color.org: anything but empty),
 * then whether the stream is a terminal and which one.
 */
export function colourDepth(env: Environment, stream: {readonly isTTY?: boolean}): ColourDepth {
	const {FORCE_COLOR: forced, NO_COLOR: refused} = env;
	if (forced !== undefined) {
		const depth = forcedDepths[forced.toLowerCase()];
		if (depth !== undefined) {
			return depth;
		}

		const own = ability(env);
		return own === 'none' ? '16' : own;
	}

	if (refused !== undefined && refused !== '') {
		return 'none';
	}

	return stream.isTTY === true ? ability(env) : 'none';
}
