import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {widthOf} from '../../../source/format/width.ts';
import {textOf} from '../../../source/screen/screen.ts';
import {type Graph, graphLines} from '../../../source/views/pages/graph.ts';

const noon = Date.UTC(2026, 10, 23, 12);

function graph(values: readonly number[], more: Partial<Graph> = {}): Graph {
	return {
		title: 'messages/s',
		values,
		from: noon,
		to: noon + 60_000,
		until: noon + 58_000,
		tell: value => value.toFixed(0),
		utc: true,
		markers: [],
		...more,
	};
}

function drawn(one: Graph, width: number): readonly string[] {
	return graphLines(one, width).map(line => textOf(line).trimEnd());
}

describe('a graph', () => {
	test('says what it is now, its range, the highest value and the times', () => {
		const values = Array.from({length: 30}, (_, index) => (index < 10 ? 10 : index < 20 ? Number.NaN : index));
		expect(drawn(graph(values), 60)).toEqual([
			' messages/s           now 29 · 10 … 29',
			'        29                                   ⢀⣀⣀⣠⣤⣤⣴⣶⣶⣾⣿',
			'                                         ⣶⣾⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿',
			'           ⣤⣤⣤⣤⣤⣤⣤⣤⣤⣤⣤⣤⣤⣤⣤               ⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿',
			'         0 ⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿               ⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿',
			'           12:00:00                             12:00:58',
		]);
	});

	test('has a dash for now, or nothing at all, where it is not known', () => {
		expect(drawn(graph([1, 2, Number.NaN]), 40)[0]).toBe(' messages/s           now – · 1 … 2');
		expect(drawn(graph([Number.NaN, Number.NaN]), 40)).toEqual([
			' messages/s           not known yet',
			'',
			'',
			'',
			'',
			'           12:00:00            12:00:58',
		]);
	});

	test('has markers where they belong, and no time that one of them would hit', () => {
		const markers = [
			{at: noon + 30_000, sign: '▲', style: 'bad'},
			{at: noon + 59_000, sign: '↻', style: 'warn'},
			{at: noon - 1, sign: 'x', style: 'dim'},
		] as const;
		expect(
			drawn(
				graph(
					Array.from({length: 30}, () => 1),
					{markers},
				),
				45,
			).at(-1),
		).toBe('           12:00:00       ▲             ↻');
	});

	test('fits whatever width there is', () => {
		const values = fc.array(fc.oneof(fc.double({min: 0, max: 1e12, noNaN: true}), fc.constant(Number.NaN)), {
			minLength: 1,
			maxLength: 30,
		});
		fc.assert(
			fc.property(values, fc.integer({min: 48, max: 200}), (some, width) => {
				const lines = graphLines(graph(some), width);
				expect(lines).toHaveLength(6);
				for (const line of lines.slice(1)) expect(widthOf(textOf(line))).toBeLessThanOrEqual(width);
			}),
		);
	});
});
