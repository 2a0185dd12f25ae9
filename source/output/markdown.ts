// Tables of Markdown, in which strangers' texts are texts: they can neither format nor link, mention or break anything.

/** What is a sign of Markdown or HTML anywhere in a line; at the beginning of one no stranger's text stands. */
const signs = /[\\`*_[\]<>|~&$]/g;
/** What becomes an address, or a picture of a mood, by itself. */
const links = /:(?=\/\/|[a-z_+-][\w+-]*:|100:|1234:)|(?<=\bwww)\./gi;

/**
 * A text that reads as it is, whatever it holds. What would mention or mail somebody is shown as code: there nobody is
 * looked up, and the escapes hold all the same.
 */
export function plainMarkdown(text: string): string {
	const line = text.replaceAll(/\s+/g, ' ').trim();
	const escaped = line.replaceAll(signs, '\\$&').replaceAll(links, '\\$&');
	return line.includes('@') ? `<code>${escaped}</code>` : escaped;
}

/** A table; the texts of the cells are escaped here. */
export function markdownTable(titles: readonly string[], rows: readonly (readonly string[])[]): string {
	const lineOf = (cells: readonly string[]): string => `| ${cells.map(plainMarkdown).join(' | ')} |`;
	return [lineOf(titles), `|${titles.map(() => '--|').join('')}`, ...rows.map(lineOf)].join('\n');
}
