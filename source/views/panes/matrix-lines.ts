// Matrices as lines: beside each other where there is room, and no more of each than has room.
import {madeOnce} from '../../format/made-once.ts';
import {cut, fit, widthOf} from '../../format/width.ts';
import type {Line, Span} from '../../screen/screen.ts';
import {cellsOf} from '../frame/lines.ts';
import type {Matrix} from './matrices.ts';

/** Matrix, row and column, by their places. */
export type MatrixPlace = {readonly matrix: Matrix; readonly row: number; readonly column: number};

type Selected = (Pick<MatrixPlace, 'row' | 'column'> & {readonly isCursor: boolean}) | undefined;

/** Names as short as this are heads of columns; others are numbered. */
const shortHead = 3;
/** Cells of a column, a blank included. */
const columnWidth = 4;
const longestName = 14;

/** A matrix as it will be drawn; what is not seen is not made. */
type Laid = {
	readonly width: number;
	readonly height: number;
	readonly matrix: Matrix;
	readonly lines: () => readonly Line[];
};

/** As many places as there is room for. */
function shownOf(all: number, fitting: number): number {
	return Math.min(all, Math.max(1, fitting));
}

/** The first places, or those up to the selected one where that is further back. */
function placesShown(all: number, shown: number, selected: number | undefined): readonly number[] {
	const from = Math.max(0, Math.min(all - shown, (selected ?? 0) - shown + 1));
	return Array.from({length: shown}, (_, index) => from + index);
}

function padded(spans: readonly Span[], width: number): Line {
	return {spans: [...spans, {text: fit('', width - cellsOf(spans))}]};
}

function lineOfRow(
	{cellAt}: Matrix,
	selected: Selected,
	label: string,
	row: number,
	columns: readonly number[],
): readonly Span[] {
	const isRow = selected?.row === row;
	const spans: Span[] = [isRow ? {text: label, style: 'strong'} : {text: label}];
	for (const column of columns) {
		const cell = cellAt(row, column) ?? {text: '·', style: 'dim'};
		const isSelected = isRow && selected.column === column;
		const text = fit(isSelected ? `[${cell.text}]` : cell.text, columnWidth);
		const span: Span = cell.style === undefined ? {text} : {text, style: cell.style};
		spans.push(isSelected && selected.isCursor ? {...span, selected: true} : span);
	}
	return spans;
}

type Labels = {readonly isNumbered: boolean; readonly labels: readonly string[]; readonly width: number};

/** What stands before the rows; asked of all matrices, seen or not, whenever they are laid out. */
const labelsOf = madeOnce(({title, names}: Matrix): Labels => {
	const isNumbered = names.some(name => widthOf(name) > shortHead);
	const labels = names.map((name, index) => (isNumbered ? `${index + 1} ${cut(name, longestName)}` : name));
	return {isNumbered, labels, width: Math.max(widthOf(cut(title, longestName)), ...labels.map(widthOf)) + 1};
});

function laid(matrix: Matrix, selected: Selected, mostWidth: number, mostHeight: number): Laid {
	const {title, names} = matrix;
	const {isNumbered, labels, width: labelWidth} = labelsOf(matrix);
	const shownColumns = shownOf(names.length, Math.floor((mostWidth - labelWidth - 2) / columnWidth));
	const shownRows = shownOf(names.length, mostHeight - 1);
	const hidden = `${shownRows < names.length ? '↓' : ''}${shownColumns < names.length ? '→' : ''}`;
	const width = labelWidth + shownColumns * columnWidth + widthOf(hidden);
	return {
		width,
		height: shownRows + 1,
		matrix,
		lines() {
			const columns = placesShown(names.length, shownColumns, selected?.column);
			const rows = placesShown(names.length, shownRows, selected?.row);
			const heads = columns.map(column => (isNumbered ? String(column + 1) : (names[column] ?? '')));
			const head: readonly Span[] = [
				{text: fit(cut(title, longestName), labelWidth), style: 'strong'},
				{text: heads.map(text => fit(text, columnWidth)).join('') + hidden, style: 'dim'},
			];
			const labelOf = (row: number): string => fit(labels[row] ?? '', labelWidth);
			return [
				padded(head, width),
				...rows.map(row => padded(lineOfRow(matrix, selected, labelOf(row), row, columns), width)),
			];
		},
	};
}

const between = 3;

/** As many beside each other as there is room for. */
function bandsOf(matrices: readonly Laid[], width: number): readonly (readonly Laid[])[] {
	const bands: Laid[][] = [];
	let used = 0;
	for (const matrix of matrices) {
		const band = bands.at(-1);
		if (band !== undefined && used + between + matrix.width <= width) {
			band.push(matrix);
			used += between + matrix.width;
		} else {
			bands.push([matrix]);
			used = matrix.width;
		}
	}
	return bands;
}

function heightOf(band: readonly Laid[]): number {
	return Math.max(...band.map(({height}) => height));
}

function linesOfBand(band: readonly Laid[]): readonly Line[] {
	const blocks = band.map(({lines, width}) => ({lines: lines(), width}));
	return Array.from({length: heightOf(band)}, (_, index) => ({
		spans: blocks.flatMap(({lines, width}, place): readonly Span[] => [
			{text: ' '.repeat(place === 0 ? 1 : between)},
			...(lines[index]?.spans ?? [{text: ' '.repeat(width)}]),
		]),
	}));
}

function heightOfAll(bands: readonly (readonly Laid[])[]): number {
	return bands.reduce((sum, band) => sum + heightOf(band), 0);
}

/** Where not all matrices have room, a line says so; of two lines one row of a matrix is worth more. */
function noteLines(height: number): number {
	return height < 3 ? 0 : 1;
}

function layout(
	matrices: readonly Matrix[],
	selectedIn: (matrix: Matrix) => Selected,
	width: number,
	height: number,
): readonly (readonly Laid[])[] {
	const within = (most: number): readonly (readonly Laid[])[] =>
		bandsOf(
			matrices.map(matrix => laid(matrix, selectedIn(matrix), width - 2, most)),
			width - 2,
		);
	const bands = within(height);
	return heightOfAll(bands) <= height ? bands : within(height - noteLines(height));
}

/** Which matrices stand beside each other, from top to bottom. */
export function bandsIn(matrices: readonly Matrix[], width: number, height: number): readonly (readonly Matrix[])[] {
	return layout(matrices, () => undefined, width, height).map(band => band.map(({matrix}) => matrix));
}

/** How many lines they take when all of them are seen whole. */
export function matricesHeight(matrices: readonly Matrix[], width: number): number {
	return heightOfAll(layout(matrices, () => undefined, width, Number.MAX_SAFE_INTEGER));
}

/** The matrices in `height` lines, from the one on that has the selected link where not all have room. */
export function matrixLines(
	matrices: readonly Matrix[],
	selected: MatrixPlace | undefined,
	hasKeys: boolean,
	width: number,
	height: number,
): readonly Line[] {
	const bands = layout(
		matrices,
		matrix => (selected?.matrix === matrix ? {...selected, isCursor: hasKeys} : undefined),
		width,
		height,
	);
	if (heightOfAll(bands) <= height) return bands.flatMap(linesOfBand);
	const first = Math.max(
		0,
		bands.findIndex(band => band.some(({matrix}) => matrix === selected?.matrix)),
	);
	const shown: Line[] = [];
	let left = bands.slice(first).flat().length;
	for (const band of bands.slice(first)) {
		if (shown.length + heightOf(band) > height - noteLines(height)) break;
		shown.push(...linesOfBand(band));
		left -= band.length;
	}
	while (shown.length < height - noteLines(height)) shown.push({spans: []});
	if (noteLines(height) === 0) return shown;
	const above = bands.slice(0, first).flat().length;
	const others = [above === 0 ? '' : `↑ ${above} more`, left === 0 ? '' : `↓ ${left} more`].filter(text => text !== '');
	return [...shown, {spans: [{text: ` ${others.join('   ')}`, style: 'dim'}]}];
}
