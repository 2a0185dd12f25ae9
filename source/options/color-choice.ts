/** `auto`: in a terminal, as FORCE_COLOR and NO_COLOR have it. */
export const colorChoices = ['auto', 'always', 'never'] as const;

export type ColorChoice = (typeof colorChoices)[number];

/** What decides `auto` before the terminal does, the first before the second. */
export function colourVariable({
	FORCE_COLOR: force,
	NO_COLOR: no,
}: Readonly<Record<string, string | undefined>>): string | undefined {
	return force ? 'FORCE_COLOR' : no ? 'NO_COLOR' : undefined;
}
