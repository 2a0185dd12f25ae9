// Tables of what was seen: one line for each thing, one column for each row of the tutorial, and below them in words
// why something was not.

export type Mark = '✓' | '✗' | {readonly precheck: string};

export type Line = {readonly name: string; readonly marks: readonly Mark[]};

const letters = 'abcdefghijklmnopqrstuvwxyz';

/** The table as text; a `–` bears the letter of its reason. */
export function tableOf(titles: readonly string[], lines: readonly Line[]): string {
	const reasons: string[] = [];
	const textOf = (mark: Mark): string => {
		if (typeof mark === 'string') return mark;
		if (!reasons.includes(mark.precheck)) reasons.push(mark.precheck);
		return `– ${letters[reasons.indexOf(mark.precheck)] ?? '?'}`;
	};
	const first = Math.max(...lines.map(({name}) => name.length));
	const cells = lines.map(({name, marks}) => [
		name.padEnd(first),
		...marks.map((mark, index) => textOf(mark).padEnd(titles[index]?.length ?? 0)),
	]);
	const head = [' '.repeat(first), ...titles];
	const table = [head, ...cells].map(row => row.join('  ').trimEnd());
	return [...table, ...reasons.map((reason, index) => `– ${letters[index]}  ${reason}`)].join('\n');
}
