// What a measurement says: figures, each with the bound it is judged by, if it has one.

export type Bound = {readonly atMost: number} | {readonly atLeast: number};

export type Figure = {
	readonly name: string;
	readonly value: number;
	/** Behind the number: `×` (a ratio), `µs`, `ms`, `events/s`, `B`, `MiB`, `%`. */
	readonly unit: string;
	readonly bound?: Bound;
	/** What is compared with what, when the name does not say it. */
	readonly note?: string;
};

/** Whether a figure holds its bound; undefined without one. */
export function holds({value, bound}: Figure): boolean | undefined {
	if (bound === undefined) return undefined;
	return 'atMost' in bound ? value <= bound.atMost : value >= bound.atLeast;
}

/** Three significant digits, thousands separated. */
function shown(value: number, unit: string): string {
	const size = Math.abs(value);
	const digits = size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : 2;
	const number = value.toLocaleString('en', {minimumFractionDigits: digits, maximumFractionDigits: digits});
	return unit === '×' ? `${number}×` : `${number} ${unit}`;
}

function boundText({bound, unit}: Figure): string {
	if (bound === undefined) return '';
	return 'atMost' in bound ? `≤ ${shown(bound.atMost, unit)}` : `≥ ${shown(bound.atLeast, unit)}`;
}

const marks = new Map([
	[true, 'holds'],
	[false, 'MISSED'],
]);

/** The figures of one group as lines: name, value, bound, mark, note. */
export function tableOf(figures: readonly Figure[]): string {
	const cells = figures.map(figure => {
		const held = holds(figure);
		return [
			figure.name,
			shown(figure.value, figure.unit),
			boundText(figure),
			held === undefined ? '' : (marks.get(held) ?? ''),
		];
	});
	const widths = [0, 1, 2, 3].map(column => Math.max(...cells.map(row => row[column]?.length ?? 0)));
	return cells
		.map((row, index) => {
			const [name = '', value = '', bound = '', mark = ''] = row;
			const [nameWidth = 0, valueWidth = 0, boundWidth = 0, markWidth = 0] = widths;
			const note = figures[index]?.note ?? '';
			const line = `  ${name.padEnd(nameWidth)}  ${value.padStart(valueWidth)}  ${bound.padEnd(boundWidth)}  ${mark.padEnd(markWidth)}`;
			return `${line}  ${note}`.trimEnd();
		})
		.join('\n');
}
