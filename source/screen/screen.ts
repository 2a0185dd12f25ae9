// What is painted: lines of styled text that fit the size. Styles are names for meanings; the theme has the colours.

export type Style = 'good' | 'warn' | 'bad' | 'dim' | 'strong' | 'accent' | 'title' | 'match';

export type Span = {
	readonly text: string;
	readonly style?: Style;
	/** Part of the row under the cursor, where that takes only a part of the line. */
	readonly selected?: true;
};

/** Colours that somebody has chosen for a system, so that it is known at first sight. */
export const accentColours = ['red', 'yellow', 'green', 'blue', 'magenta', 'cyan'] as const;

export type AccentColour = (typeof accentColours)[number];

export type Line = {
	readonly spans: readonly Span[];
	/** The row under the cursor: drawn as a bar over the whole width. */
	readonly selected?: boolean;
	/** Drawn as a bar of this colour over the whole width. */
	readonly accent?: AccentColour;
};

export type Screen = {
	readonly columns: number;
	readonly rows: number;
	/** As many lines as there are rows. */
	readonly lines: readonly Line[];
	/** Everything is old: the link is down. */
	readonly faded: boolean;
};

export const emptyLine: Line = {spans: []};

/** A line of one style. */
export function line(text: string, style?: Style): Line {
	return {spans: [span(text, style)]};
}

function span(text: string, style?: Style): Span {
	return style === undefined ? {text} : {text, style};
}

/** The line without its styles. */
export function textOf(painted: Line): string {
	return painted.spans.map(part => part.text).join('');
}
