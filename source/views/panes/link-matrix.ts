// Who is linked to whom: a small matrix for each cluster's routes, and one for the gateways between clusters. Rows tell,
// columns are told of. Matrices stand side by side where there is room.
import {cut, fit, widthOf} from '../../format/width.ts';
import {gatewayBetween} from '../../model/gateways.ts';
import {type Mesh, routeState} from '../../model/routes.ts';
import {shownName} from '../../model/server-names.ts';
import type {Line, Span, Style} from '../../screen/screen.ts';
import type {Target} from '../../ui/ui.ts';
import {styleOfState} from '../columns/link-columns.ts';
import {type LinkState, linksOf} from '../columns/link-rows.ts';
import {cellsOf} from '../frame/lines.ts';
import type {Look} from '../look.ts';

type MatrixCell = {readonly text: string; readonly style: Style | undefined};

type Matrix = {
	readonly title: string;
	readonly names: readonly string[];
	/** Of row and column, by their places; undefined where they are the same. */
	readonly cellAt: (row: number, column: number) => MatrixCell | undefined;
	/** Row and column of the link under the cursor. */
	readonly selected: readonly [row: number, column: number] | undefined;
};

/** What a cell shows: `◐→` where the row has the route and the column does not, `◐←` where it is the other way round. */
function signOf(state: LinkState, isTurned: boolean): string {
	switch (state) {
		case 'full':
			return '●';
		case 'only one':
			return isTurned ? '◐←' : '◐→';
		case 'only other':
			return isTurned ? '◐→' : '◐←';
		case 'partly':
			return '◐';
		case 'only outbound':
			return '◐→';
		case 'missing':
			return '✗';
		case 'unknown':
			return '–';
	}
}

function cellOf(state: LinkState, isTurned = false): MatrixCell {
	return {text: signOf(state, isTurned), style: styleOfState(state)};
}

function placeIn(places: readonly string[], one: string, other: string): Matrix['selected'] {
	const [row, column] = [places.indexOf(one), places.indexOf(other)];
	return row < 0 || column < 0 ? undefined : [row, column];
}

function routeMatrix({model}: Look, mesh: Mesh, target: Target | undefined): Matrix {
	const {cluster, servers} = mesh;
	return {
		title: cluster,
		names: servers.map(server => shownName(model, server)),
		cellAt(row, column) {
			const [from, to] = [servers[row], servers[column]];
			if (from === undefined || to === undefined || from === to) return undefined;
			// A route has one state, whichever end is asked for it.
			return row < column ? cellOf(routeState(model, mesh, from, to)) : cellOf(routeState(model, mesh, to, from), true);
		},
		selected:
			target?.kind === 'route'
				? placeIn(
						servers.map(({id}) => id),
						target.one,
						target.other,
					)
				: undefined,
	};
}

function gatewayMatrix(look: Look, target: Target | undefined): Matrix | undefined {
	const {clusters} = linksOf(look);
	if (clusters.size < 2) return undefined;
	const names = [...clusters.keys()];
	return {
		title: 'gateways',
		names,
		cellAt(row, column) {
			const [from, to] = [names[row], names[column]];
			if (from === undefined || to === undefined || from === to) return undefined;
			return cellOf(gatewayBetween(look.model, clusters, from, to).state);
		},
		selected: target?.kind === 'gateway' ? placeIn(names, target.from, target.to) : undefined,
	};
}

/** Names as short as this are heads of columns; others are numbered. */
const shortHead = 3;
/** Cells of a column, a blank included. */
const columnWidth = 4;
const longestName = 14;

/** A matrix as it will be drawn; what is not seen is not made. */
type Laid = {
	readonly width: number;
	readonly height: number;
	readonly isSelected: boolean;
	readonly lines: () => readonly Line[];
};

/** As many places as there is room for: the first ones, or those up to the selected one where that is further back. */
function placesShown(all: number, fitting: number, selected: number | undefined): readonly number[] {
	const shown = Math.min(all, Math.max(1, fitting));
	const from = Math.max(0, Math.min(all - shown, (selected ?? 0) - shown + 1));
	return Array.from({length: shown}, (_, index) => from + index);
}

function padded(spans: readonly Span[], width: number): Line {
	return {spans: [...spans, {text: fit('', width - cellsOf(spans))}]};
}

function lineOfRow(
	{cellAt, selected}: Matrix,
	label: string,
	row: number,
	columns: readonly number[],
): readonly Span[] {
	const isRow = selected?.[0] === row;
	const spans: Span[] = [isRow ? {text: label, style: 'strong'} : {text: label}];
	for (const column of columns) {
		const cell = cellAt(row, column) ?? {text: '·', style: 'dim'};
		const text = fit(isRow && selected[1] === column ? `[${cell.text}]` : cell.text, columnWidth);
		spans.push(cell.style === undefined ? {text} : {text, style: cell.style});
	}
	return spans;
}

function laid(matrix: Matrix, mostWidth: number, mostHeight: number): Laid {
	const {title, names, selected} = matrix;
	const isNumbered = names.some(name => widthOf(name) > shortHead);
	const labels = names.map((name, index) => (isNumbered ? `${index + 1} ${cut(name, longestName)}` : name));
	const labelWidth = Math.max(widthOf(cut(title, longestName)), ...labels.map(widthOf)) + 1;
	const fitting = Math.floor((mostWidth - labelWidth - 2) / columnWidth);
	const columns = placesShown(names.length, fitting, selected?.[1]);
	const rows = placesShown(names.length, mostHeight - 1, selected?.[0]);
	const heads = columns.map(column => (isNumbered ? String(column + 1) : (names[column] ?? '')));
	const hidden = `${rows.length < names.length ? '↓' : ''}${columns.length < names.length ? '→' : ''}`;
	const width = labelWidth + columns.length * columnWidth + widthOf(hidden);
	const head: readonly Span[] = [
		{text: fit(cut(title, longestName), labelWidth), style: 'strong'},
		{text: heads.map(text => fit(text, columnWidth)).join('') + hidden, style: 'dim'},
	];
	return {
		width,
		height: rows.length + 1,
		isSelected: selected !== undefined,
		lines: () => [
			padded(head, width),
			...rows.map(row => padded(lineOfRow(matrix, fit(labels[row] ?? '', labelWidth), row, columns), width)),
		],
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

function layout(look: Look, target: Target | undefined, width: number, height: number): readonly (readonly Laid[])[] {
	const gateways = gatewayMatrix(look, target);
	const routes = linksOf(look).meshes.map(mesh => routeMatrix(look, mesh, target));
	const matrices = gateways === undefined ? routes : [gateways, ...routes];
	return bandsOf(
		matrices.map(matrix => laid(matrix, width - 2, height - 1)),
		width - 2,
	);
}

/** How many lines of at most `most` the matrices take. */
export function matrixHeight(look: Look, width: number, most: number): number {
	const bands = layout(look, undefined, width, most);
	return Math.min(
		most,
		bands.reduce((sum, band) => sum + heightOf(band), 0),
	);
}

/** The matrices in `height` lines, from the one on that has the link under the cursor where not all have room. */
export function matrixLines(look: Look, target: Target | undefined, width: number, most: number): readonly Line[] {
	const bands = layout(look, target, width, most);
	if (bands.reduce((sum, band) => sum + heightOf(band), 0) <= most) return bands.flatMap(linesOfBand);
	const selected = bands.findIndex(band => band.some(({isSelected}) => isSelected));
	const shown: Line[] = [];
	let left = bands.flat().length;
	for (const band of bands.slice(Math.max(0, selected))) {
		if (shown.length + heightOf(band) > most - 1) break;
		shown.push(...linesOfBand(band));
		left -= band.length;
	}
	while (shown.length < most - 1) shown.push({spans: []});
	const others = left === 0 ? '' : ` … ${left} more, each with the row of one of its links`;
	return [...shown, {spans: [{text: others, style: 'dim'}]}];
}
