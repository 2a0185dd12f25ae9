// A value over a window of time, drawn as an area: what it is now, its range, the highest value and the times at the edges.
import {brailleArea} from '../../format/braille.ts';
import {clock} from '../../format/time.ts';
import {fit, widthOf} from '../../format/width.ts';
import type {Marker} from '../frame/markers.ts';
import type {Line, Span} from '../../screen/screen.ts';

export type Graph = {
	readonly title: string;
	/** Oldest first, each of the same time; NaN where nothing is known. */
	readonly values: readonly number[];
	/** Where the first one begins and the last one ends, epoch milliseconds. */
	readonly from: number;
	readonly to: number;
	/** The last one is still filling, up to here. */
	readonly until: number;
	readonly tell: (value: number) => string;
	readonly utc: boolean;
	readonly markers: readonly Pick<Marker, 'at' | 'sign' | 'style'>[];
};

const height = 4;
/** Cells for the numbers beside the area. */
const labelWidth = 9;
const widestArea = 120;
const narrowestArea = 15;

/** `now 15.6k · 14.1k … 17.0k`. */
function rangeInWords({values, tell}: Graph): string {
	const known = values.filter(value => !Number.isNaN(value));
	const last = values.at(-1) ?? Number.NaN;
	if (known.length === 0) return 'not known yet';
	const now = Number.isNaN(last) ? '–' : tell(last);
	return `now ${now} · ${tell(Math.min(...known))} … ${tell(Math.max(...known))}`;
}

/** The title and the range: what there is to say of it without drawing. */
export function graphTitle(graph: Graph): readonly Span[] {
	return [
		{text: ` ${fit(graph.title, 20)} `, style: 'strong'},
		{text: rangeInWords(graph), style: 'dim'},
	];
}

/** As wide as there is room for, so that each value gets the same number of dots. */
function areaWidth(values: number, room: number): number {
	// Two dots in a cell.
	const step = values % 2 === 0 ? values / 2 : values;
	return Math.max(narrowestArea, Math.floor(Math.min(room, widestArea) / step) * step);
}

/** The times at both ends, with the markers where they belong; a time that a marker would hit is left out. */
function axis({from, to, until, utc, markers}: Graph, width: number): Line {
	const signs = new Map(
		markers
			.filter(({at}) => at >= from && at <= to)
			.map(marker => [Math.min(width - 1, Math.floor(((marker.at - from) / (to - from)) * width)), marker] as const),
	);
	const plain = Array.from({length: width}, () => ' ');
	const write = (text: string, at: number): void => {
		const cells = Array.from(text, (character, index) => [at + index, character] as const);
		if (cells.every(([cell]) => !signs.has(cell))) for (const [cell, character] of cells) plain[cell] = character;
	};
	const [first, last] = [clock(from, utc), clock(Math.min(until, to), utc)];
	write(first, 0);
	if (width > widthOf(first) + widthOf(last)) write(last, width - widthOf(last));
	const cells = plain.map((text, cell): Span => {
		const marker = signs.get(cell);
		return marker === undefined ? {text, style: 'dim'} : {text: marker.sign, style: marker.style};
	});
	return {spans: [{text: ' '.repeat(labelWidth + 2)}, ...joined(cells)]};
}

/** Neighbours of one style as one span. */
function joined(cells: readonly Span[]): readonly Span[] {
	const spans: Span[] = [];
	for (const cell of cells) {
		const before = spans.at(-1);
		if (before !== undefined && before.style === cell.style) {
			spans[spans.length - 1] = {...before, text: before.text + cell.text};
		} else {
			spans.push(cell);
		}
	}
	return spans;
}

/** The graph in lines of at most `width` cells. */
export function graphLines(graph: Graph, width: number): readonly Line[] {
	const {values, tell} = graph;
	const known = values.filter(value => !Number.isNaN(value));
	const top = Math.max(0, ...known);
	const cells = areaWidth(values.length, width - labelWidth - 3);
	const label = (index: number): string => {
		if (known.length === 0) return '';
		if (index === 0) return top === 0 ? '' : tell(top);
		return index === height - 1 ? '0' : '';
	};
	const area = brailleArea(values, top, cells, height).map(
		(text, index): Line => ({
			spans: [
				{text: ` ${fit(label(index), labelWidth, 'right')} `, style: 'dim'},
				{text, style: 'accent'},
			],
		}),
	);
	return [{spans: graphTitle(graph)}, ...area, axis(graph, cells)];
}
