// A cursor by cell in square matrices, of which some stand side by side. A cursor's index counts cells through all of
// them, row after row.

/** Rows of matrices, and how many rows and columns each matrix has. */
export type Grid = readonly (readonly number[])[];

export type GridCell = {
	readonly band: number;
	/** In the band, from the left. */
	readonly place: number;
	readonly row: number;
	readonly column: number;
};

export type Direction = 'up' | 'down' | 'left' | 'right';

export function cellsIn(grid: Grid): number {
	return grid.flat().reduce((sum, size) => sum + size * size, 0);
}

/** The last cell when there are fewer; undefined when there is none. */
export function gridCellAt(grid: Grid, index: number): GridCell | undefined {
	let left = Math.min(Math.max(0, index), cellsIn(grid) - 1);
	for (const [band, sizes] of grid.entries()) {
		for (const [place, size] of sizes.entries()) {
			if (left < size * size) return {band, place, row: Math.floor(left / size), column: left % size};
			left -= size * size;
		}
	}
	return undefined;
}

export function gridIndexOf(grid: Grid, {band, place, row, column}: GridCell): number {
	const before = [...grid.slice(0, band).flat(), ...(grid[band] ?? []).slice(0, place)];
	return before.reduce((sum, size) => sum + size * size, 0) + row * (grid[band]?.[place] ?? 0) + column;
}

/** The cell at this place or the nearest one in the same matrix. */
function within(grid: Grid, band: number, place: number, row: number, column: number): GridCell | undefined {
	const sizes = grid[band];
	if (sizes === undefined) return undefined;
	const at = Math.min(place, sizes.length - 1);
	const size = sizes[at];
	if (size === undefined) return undefined;
	const clamped = (value: number): number => Math.min(Math.max(0, value), size - 1);
	return {band, place: at, row: clamped(row), column: clamped(column)};
}

/** From the last row or column on it goes to the next matrix. Undefined where there is no cell in that direction. */
function stepped(grid: Grid, cell: GridCell, direction: Direction): GridCell | undefined {
	const {band, place, row, column} = cell;
	const last = (grid[band]?.[place] ?? 1) - 1;
	switch (direction) {
		case 'up':
			return row > 0 ? {...cell, row: row - 1} : within(grid, band - 1, place, Number.MAX_SAFE_INTEGER, column);
		case 'down':
			return row < last ? {...cell, row: row + 1} : within(grid, band + 1, place, 0, column);
		case 'left':
			if (column > 0) return {...cell, column: column - 1};
			return place === 0 ? undefined : within(grid, band, place - 1, row, Number.MAX_SAFE_INTEGER);
		case 'right':
			if (column < last) return {...cell, column: column + 1};
			return place + 1 < (grid[band]?.length ?? 0) ? within(grid, band, place + 1, row, 0) : undefined;
	}
}

/** The index that a step leads to; undefined where there is no cell in that direction. */
export function gridStep(grid: Grid, index: number, direction: Direction): number | undefined {
	const cell = gridCellAt(grid, index);
	const next = cell && stepped(grid, cell, direction);
	return next && gridIndexOf(grid, next);
}

/** So many rows up or down inside the matrix, or to the one before or after it. */
export function gridJump(grid: Grid, index: number, unit: 'half' | 'page', by: number): number {
	const cell = gridCellAt(grid, index);
	if (cell === undefined) return 0;
	const {band, place, row, column} = cell;
	if (unit === 'half') {
		const half = Math.max(1, Math.floor((grid[band]?.[place] ?? 0) / 2));
		return gridIndexOf(grid, within(grid, band, place, row + Math.sign(by) * half, column) ?? cell);
	}
	const matrices = grid.flatMap((sizes, at) => sizes.map((_size, inBand) => ({band: at, place: inBand})));
	const at = matrices.findIndex(one => one.band === band && one.place === place);
	const next = matrices[at + Math.sign(by)];
	return gridIndexOf(grid, (next && within(grid, next.band, next.place, row, column)) ?? cell);
}
