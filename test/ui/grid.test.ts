import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {cellsIn, type Direction, type Grid, gridCellAt, gridIndexOf, gridJump, gridStep} from '../../source/ui/grid.ts';

const grids = fc.array(fc.array(fc.integer({min: 1, max: 6}), {minLength: 1, maxLength: 4}), {
	minLength: 1,
	maxLength: 4,
});
const withCell = grids.chain(grid => fc.tuple(fc.constant(grid), fc.nat(cellsIn(grid) - 1)));
const opposite: Readonly<Record<Direction, Direction>> = {up: 'down', down: 'up', left: 'right', right: 'left'};
const directions = fc.constantFrom<Direction>('up', 'down', 'left', 'right');

describe('in any grid of matrices', () => {
	test('every index is a cell of its own', () => {
		fc.assert(
			fc.property(withCell, ([grid, index]) => {
				const cell = gridCellAt(grid, index);
				expect(cell && gridIndexOf(grid, cell)).toBe(index);
			}),
		);
	});

	test('a step inside a matrix and back leads to the same cell', () => {
		fc.assert(
			fc.property(withCell, directions, ([grid, index], direction) => {
				const next = gridStep(grid, index, direction);
				if (next === undefined) return;
				const [from, to] = [gridCellAt(grid, index), gridCellAt(grid, next)];
				expect(next).toBeLessThan(cellsIn(grid));
				if (from?.band !== to?.band || from?.place !== to?.place) return;
				expect(gridStep(grid, next, opposite[direction])).toBe(index);
			}),
		);
	});

	test('arrows reach every matrix', () => {
		fc.assert(
			fc.property(grids, grid => {
				const seen = new Set([0]);
				const open = [0];
				for (let index = open.pop(); index !== undefined; index = open.pop()) {
					for (const direction of ['up', 'down', 'left', 'right'] as const) {
						const next = gridStep(grid, index, direction);
						if (next !== undefined && !seen.has(next)) open.push(next);
						if (next !== undefined) seen.add(next);
					}
				}
				expect(seen.size).toBe(cellsIn(grid));
			}),
		);
	});
});

describe('a matrix of 2 beside one of 3, above one of 2', () => {
	const grid: Grid = [[2, 3], [2]];

	test.each<[Direction, number, number | undefined]>([
		['right', 1, 4],
		['right', 3, 7],
		['right', 6, undefined],
		['left', 7, 3],
		['left', 10, 3],
		['left', 0, undefined],
		['down', 2, 13],
		['down', 12, 14],
		['up', 14, 3],
		['up', 0, undefined],
	])('%s from %i', (direction, from, to) => {
		expect(gridStep(grid, from, direction)).toBe(to);
	});

	test('a page goes to the next matrix, half a page stays', () => {
		expect([gridJump(grid, 0, 'page', 1), gridJump(grid, 4, 'page', 1), gridJump(grid, 13, 'page', 1)]).toEqual([
			4, 13, 13,
		]);
		expect([gridJump(grid, 4, 'half', 1), gridJump(grid, 12, 'half', 1)]).toEqual([7, 12]);
	});
});
