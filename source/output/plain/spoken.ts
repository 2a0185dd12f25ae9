// Signs that the screen uses for words, as words: somebody may listen to them.

/** The text as it is read aloud: ` · ` and `≤` are words. */
export function spoken(text: string): string {
	return text
		.replaceAll(' · ', '; ')
		.replaceAll(/ \u2192 (?=\d)/g, ', then ')
		.replaceAll(/ ?\u2192 ?/g, ' to ')
		.replaceAll(/\u2264 ?/g, 'at most ')
		.replaceAll(/\u2265 ?/g, 'at least ')
		.replaceAll(/ \u00D7(\d[\d,.]*[kMG]?)/g, ', $1 times')
		.replaceAll(/(\d[kMG]?)\/s\b/g, '$1 a second')
		.replaceAll(/(\d[kMG]?)\/min\b/g, '$1 a minute');
}
