import {oneOf} from './usage.ts';

/** `auto`: for the background that the terminal tells, if it does; else `palette`, the terminal's own colours. */
export const themeChoices = ['auto', 'palette', 'dark', 'light', 'high-contrast', 'color-blind', 'monochrome'] as const;

export type ThemeChoice = (typeof themeChoices)[number];

/** @throws CannotStart for a name that is none */
export function themeChoice(name: string | undefined): ThemeChoice {
	return name === undefined ? 'auto' : oneOf('--theme', name.replace('colour', 'color'), themeChoices);
}
