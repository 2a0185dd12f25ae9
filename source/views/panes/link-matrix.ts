// The matrices of links with a cursor that goes from cell to cell, and below them what both ends of that link tell.
import {fit, widthOf} from '../../format/width.ts';
import type {Line, Span} from '../../screen/screen.ts';
import {type Grid, gridCellAt, gridIndexOf} from '../../ui/grid.ts';
import {paneOf} from '../../ui/ui.ts';
import type {Target} from '../../ui/target.ts';
import {linksOf, linkTarget} from '../columns/link-rows.ts';
import type {Look} from '../look.ts';
import {type Detail, detailsOf} from './link-details.ts';
import {type Matrix, matricesOf} from './matrices.ts';
import {bandsIn, matricesHeight, type MatrixPlace, matrixLines} from './matrix-lines.ts';
import type {Pane, PaneDrawn} from './pane.ts';

const id = 'link-matrix';
const detailLines = 2;
/** Below the matrices: what is known of one link, and a legend. */
const linesBelow = detailLines + 1;

/** In 80 columns. */
const legend = (hasGateways: boolean): readonly Span[] => [
	{text: ' ● both ends', style: 'good'},
	{text: '  ◐→ only the row has it', style: 'bad'},
	...(hasGateways ? [{text: '  ◐ not all servers', style: 'warn'} as const] : []),
	{text: '  ✗ missing', style: 'bad'},
	{text: '  – not heard', style: 'dim'},
];

function placeOf(matrices: readonly Matrix[], key: string, from: string, to: string): MatrixPlace | undefined {
	const matrix = matrices.find(one => one.key === key);
	const [row, column] = [matrix?.places.indexOf(from) ?? -1, matrix?.places.indexOf(to) ?? -1];
	return matrix === undefined || row < 0 || column < 0 ? undefined : {matrix, row, column};
}

/** Where the link of a row of the table is. */
function placeOfTarget(matrices: readonly Matrix[], target: Target | undefined): MatrixPlace | undefined {
	if (target?.kind === 'gateway') return placeOf(matrices, 'gateways', target.from, target.to);
	if (target?.kind !== 'route') return undefined;
	const mesh = matrices.find(({key, places}) => key !== 'gateways' && places.includes(target.one));
	return mesh && placeOf(matrices, mesh.key, target.one, target.other);
}

function idOf({matrix, row, column}: MatrixPlace): string {
	return [matrix.key, matrix.places[row], matrix.places[column]].join('\n');
}

/** The cell of the cursor; before anybody has moved it, the link that is in the worst state. */
function placeOfCursor(look: Look, bands: readonly (readonly Matrix[])[], grid: Grid): MatrixPlace | undefined {
	const matrices = bands.flat();
	const {cursor, held} = paneOf(look.ui, id);
	const [worst] = linksOf(look).rows;
	if (!held && worst !== undefined) return placeOfTarget(matrices, linkTarget(worst));
	const [key = '', from = '', to = ''] = cursor.id?.split('\n') ?? [];
	const known = placeOf(matrices, key, from, to);
	if (known !== undefined) return known;
	const cell = gridCellAt(grid, cursor.index);
	const matrix = cell && bands[cell.band]?.[cell.place];
	return cell && matrix && {matrix, row: cell.row, column: cell.column};
}

function indexOf(bands: readonly (readonly Matrix[])[], grid: Grid, {matrix, row, column}: MatrixPlace): number {
	const band = bands.findIndex(one => one.includes(matrix));
	return gridIndexOf(grid, {band, place: bands[band]?.indexOf(matrix) ?? 0, row, column});
}

function detailLine({title, parts, style}: Detail, titleWidth: number): Line {
	return {
		spans: [
			{text: ` ${fit(title, titleWidth)}  `, style: 'strong'},
			style === undefined ? {text: parts.join(' · ')} : {text: parts.join(' · '), style},
		],
	};
}

/** `below` is the link that the table has its cursor on: shown here while the keys are there. */
export function drawLinkMatrix(
	look: Look,
	width: number,
	height: number,
	focused: boolean,
	below?: Target | undefined,
): PaneDrawn {
	const matrices = matricesOf(look);
	const room = Math.max(2, height - linesBelow);
	const bands = bandsIn(matrices, width, room);
	const grid = bands.map(band => band.map(({places}) => places.length));
	const cursor = placeOfCursor(look, bands, grid);
	const selected = focused ? cursor : placeOfTarget(matrices, below);
	const target = selected?.matrix.targetAt(selected.row, selected.column);
	const {lines: details, polls} = detailsOf(look, target);
	const titleWidth = Math.max(0, ...details.map(({title}) => widthOf(title)));
	const paneUi = paneOf(look.ui, id);
	const detailed = details.map(detail => detailLine(detail, titleWidth));
	while (detailed.length < detailLines) detailed.push({spans: []});
	const lines = [
		...matrixLines(matrices, selected, focused, width, room),
		...detailed,
		{spans: legend(linksOf(look).clusters.size > 1)},
	];
	return {
		lines: lines.slice(0, height),
		shown: {
			id,
			stream: false,
			cursor: {
				index: cursor === undefined ? 0 : indexOf(bands, grid, cursor),
				id: cursor === undefined ? undefined : idOf(cursor),
			},
			top: paneUi.top,
			rows: matrices.reduce((sum, {places}) => sum + places.length ** 2, 0),
			height: room,
			columnOffset: paneUi.columnOffset,
			hiddenColumns: 0,
			hiddenRight: 0,
			needs: paneUi.needs,
			focused,
			sort: undefined,
			sorts: [],
			totals: false,
			units: true,
			target: cursor?.matrix.targetAt(cursor.row, cursor.column),
			grid,
		},
		message: undefined,
		copy: {
			what: details.map(({title}) => title).join(', '),
			text: details.map(({title, parts}) => `${title}  ${parts.join(' · ')}`).join('\n'),
		},
		polls: focused ? polls : [],
	};
}

export const linkMatrixPane: Pane = {
	id,
	isStream: false,
	/** With what stands below the matrices. */
	preferredHeight: (look, width) => matricesHeight(matricesOf(look), width) + linesBelow,
	draw: (look, width, height, focused) => drawLinkMatrix(look, width, height, focused),
};
