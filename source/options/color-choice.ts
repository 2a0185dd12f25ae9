/** `auto`: in a terminal, as FORCE_COLOR and NO_COLOR have it. */
export const colorChoices = ['auto', 'always', 'never'] as const;

export type ColorChoice = (typeof colorChoices)[number];
