// The theme of the screen, which a key changes.
import process from 'node:process';
import type {Rgb} from '../components/contrast.ts';
import {themeNamed, themeOn} from '../components/theme-named.ts';
import type {Theme} from '../components/theme.ts';
import type {Options} from '../options/options.ts';
import {themeChoices} from '../options/theme-choice.ts';
import {canTellBackground} from '../terminal/background.ts';
import {printedTheme, shownDepth} from './shown-colours.ts';

export type ScreenTheme = {
	/** The same object until it changes. */
	readonly current: () => Theme;
	/** Asks the terminal for its background, where that decides; resolves when that is over. */
	readonly begin: () => Promise<void>;
	/** Goes to the next theme; resolves to what to say of it. */
	readonly next: () => Promise<string>;
};

/** `background` asks the terminal. */
export function createScreenTheme(
	{color, theme: first}: Pick<Options, 'color' | 'theme'>,
	background: () => Promise<Rgb | undefined>,
): ScreenTheme {
	const depth = shownDepth({color});
	const {env, platform, stdin} = process;
	const isAsked = (depth === '256' || depth === 'truecolour') && stdin.isTTY && canTellBackground(env, platform);
	let choice = first;
	let theme = printedTheme({color, theme: choice});

	/** Changes the theme; resolves to what is known of why it looks as it does. */
	async function choose(): Promise<string> {
		const chosen = choice;
		if (chosen !== 'auto') {
			theme = themeNamed(chosen, depth);
			return '';
		}
		const told = isAsked ? await background() : undefined;
		// Another one was chosen meanwhile.
		if (choice !== 'auto') return '';
		const own = themeOn(told, depth);
		theme = own.theme;
		return own.name === 'palette' ? ' · the terminal’s own colours' : ` · ${own.name}, by the terminal’s background`;
	}

	return {
		current: () => theme,
		async begin() {
			// Every other theme is known without a question.
			if (choice === 'auto') await choose();
		},
		async next() {
			choice = themeChoices[(themeChoices.indexOf(choice) + 1) % themeChoices.length] ?? 'auto';
			const name = choice;
			const why = await choose();
			return `theme ${name}${depth === 'none' ? ' · no colours: --color never, NO_COLOR or the terminal’s kind' : why}`;
		},
	};
}
