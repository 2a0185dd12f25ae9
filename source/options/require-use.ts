// Options that would have no effect.
import type {Options, OptionsOfSeveral} from './options.ts';
import {usage} from './usage.ts';

/** Whether nothing is asked for but a screen: where there can be none, what changes is told in its place. */
export function wantsScreen({output, view, rows, width, repeat}: Options): boolean {
	const isOfText = view !== undefined || width !== undefined || repeat?.count !== undefined;
	return output === 'screen' && !isOfText && Object.keys(rows).length === 0;
}

/**
 * Refuses options that have no effect on what will be shown, which depends on the terminal too.
 * @throws CannotStart
 */
export function requireUse(
	options: OptionsOfSeveral & Partial<Pick<Options, 'source'>>,
	shown: 'screen' | 'text',
): void {
	const {width, rows, forMs, repeat, allowsCommands, source} = options;
	if (shown === 'screen' && width !== undefined) {
		throw usage('--width', 'it is the width of text, and a screen is as wide as it is', 'add --once, or drop it');
	}
	const [name] = Object.keys(rows);
	if (shown === 'screen' && name !== undefined) {
		throw usage(`--${name}`, 'it is for what is printed, and a screen has keys for that', 'add --once, or drop it');
	}
	if (shown === 'screen' && (repeat !== undefined || forMs !== undefined)) {
		const flag = repeat === undefined ? '--for' : '--count or --every';
		throw usage(flag, 'it is for what is printed, and a screen goes on by itself', 'add --once, or drop it');
	}
	if (shown === 'text' && source?.kind === 'replay' && source.loops) {
		throw usage('--loop', 'it is for a screen: what is printed ends where the recording ends', 'drop it');
	}
	if (shown === 'text' && allowsCommands) {
		throw usage('--allow-actions', 'there is no terminal, and each action is confirmed by typing', 'drop it');
	}
}
