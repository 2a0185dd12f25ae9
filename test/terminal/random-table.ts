// Tables of made-up cells, as our views have them, for counting what their changes cost.
import type {Random} from './random-frames.ts';

const columns = 200;
const rows = 50;

const styles = ['', '31', '32', '1', '', '2', '38;5;99', ''];

/** A table like ours: names, numbers, colours by column; a rule above and below. */
export function table(random: Random) {
	const word = (length: number) =>
		Array.from({length}, () => random.pick([...'abcdefghijklmnopqrstuvwxyz0123456789'])).join('');
	const newRow = () => Array.from({length: 14}, () => word(4 + random.below(9)));
	return {
		newRow,
		newRows: () => Array.from({length: rows - 4}, newRow),
		changed: (cells: string[][], share: number) =>
			cells.map(row => row.map(cell => (random.next() < share ? word(cell.length) : cell))),
	};
}

/** Such rows as a frame, between a header and a footer. */
export function frameOf(cells: readonly string[][]): string {
	const rule = `\u001B[2m${'─'.repeat(columns)}\u001B[22m`;
	const lines = cells.map(row =>
		row
			.map((cell, column) => {
				const padded = column % 2 === 0 ? cell.padEnd(13) : cell.padStart(13);
				const style = styles[column % styles.length];
				return style === '' ? padded : `\u001B[${style}m${padded}\u001B[0m`;
			})
			.join(' '),
	);
	return ['a header', rule, ...lines, rule, 'a footer'].join('\n');
}
