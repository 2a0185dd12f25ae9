/** The words of a list on the command line: commas or spaces stand between them. */
export function wordsIn(text: string): readonly string[] {
	return text
		.toLowerCase()
		.split(/[ ,]+/)
		.filter(word => word !== '');
}
