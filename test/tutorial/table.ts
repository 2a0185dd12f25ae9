// Tables of what was seen: one line for each topology or version, one column for each message of the tutorial, and below
// the table the reasons for what was not seen.

export type Mark = '✓' | '✗' | {readonly whyAbsent: string};

export type Line = {readonly name: string; readonly marks: readonly Mark[]};

const letters = 'abcdefghijklmnopqrstuvwxyz';

/** The table as text; a `–` bears the letter of its reason. */
export function tableOf(titles: readonly string[], lines: readonly Line[]): string {
	const reasons: string[] = [];
	const textOf = (mark: Mark): string => {
		if (typeof mark === 'string') return mark;
		if (!reasons.includes(mark.whyAbsent)) reasons.push(mark.whyAbsent);
		return `– ${letters[reasons.indexOf(mark.whyAbsent)] ?? '?'}`;
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
