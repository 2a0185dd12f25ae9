// The lines of a page fitted to the width: facts in two columns on a wide screen, and whatever is too long is continued.
import {fit, widthOf} from '../../format/width.ts';
import {type Line, type Style, textOf} from '../../screen/screen.ts';
import {cellsOf, wrapped} from '../frame/lines.ts';
import {type Graph, graphLines} from './graph.ts';
import type {PageLine} from './page.ts';

/** A line as it is painted, and what it opens. */
export type LaidOutLine = Line & Pick<PageLine, 'opens'>;

/** The narrowest screen with two columns. */
const leastColumns = 100;

/** Fewer facts than these stay below each other. */
const leastFacts = 4;

/** A column holds the 56 characters of a key; a wider one would take the second column far away from the first. */
const widestColumn = 80;

const gap = 2;

/** The parts of a text in lines of at most `room` cells; only parts that are longer than that are longer. */
function joined(parts: readonly string[], room: number, indent: string): readonly string[] {
	const lines: string[] = [];
	let current = '';
	for (const part of parts) {
		if (current.trim() !== '' && widthOf(current) + widthOf(part.trimEnd()) > room) {
			lines.push(current.trimEnd());
			current = indent;
		}
		current += part;
	}
	return [...lines, current];
}

function linesOf(
	text: string,
	style: Style | undefined,
	width: number,
	pattern: RegExp,
	indent: string,
): readonly Line[] {
	return joined(text.trimStart().split(pattern), width - 1, indent)
		.map(part => ({text: ` ${part}`}))
		.flatMap(span => wrapped({spans: [style === undefined ? span : {...span, style}]}, width));
}

function laidOutLine(line: PageLine, width: number): readonly LaidOutLine[] {
	const {opens, ...plain} = line;
	const lines = fittedLine(plain, width);
	// What is continued is opened by its first line.
	return opens === undefined ? lines : lines.map((part, index) => (index === 0 ? {...part, opens} : part));
}

function fittedLine(line: PageLine, width: number): readonly Line[] {
	const style = line.spans[0]?.style;
	if (line.is === 'paragraph') return linesOf(textOf(line), style, width, /(?<= )/, '');
	if (line.is === 'subject') return linesOf(textOf(line), style, width, /(?<=\.)/, '  ');
	if (line.graph !== undefined) return graphLines(line.graph, width);
	return wrapped(line, width);
}

/** Whether a column of this width holds it whole or broken between words. Long words, such as keys, get no chance to break. */
function fitsColumn({spans}: PageLine, width: number): boolean {
	const value = spans.at(-1)?.text ?? '';
	const room = width - cellsOf(spans.slice(0, -1));
	return widthOf(value) <= room || value.split(' ').every(word => widthOf(word) <= room / 2);
}

/** Two columns, the first of them so many cells wide. */
function inTwo(left: readonly Line[], right: readonly Line[], column: number): readonly Line[] {
	return Array.from({length: Math.max(left.length, right.length)}, (_, index): Line => {
		const [first, second] = [left[index]?.spans ?? [], right[index]?.spans ?? []];
		return {spans: second.length === 0 ? first : [...first, {text: fit('', column - cellsOf(first))}, ...second]};
	});
}

/** Down the first column, then down the second one; what no column holds stands below, over the whole width. */
function inColumns(facts: readonly PageLine[], width: number): readonly Line[] {
	const column = Math.min(Math.floor(width / 2), widestColumn);
	const short = facts.filter(fact => fitsColumn(fact, column - gap));
	if (short.length < leastFacts) return facts.flatMap(fact => wrapped(fact, width));
	const half = Math.ceil(short.length / 2);
	const left = short.slice(0, half).flatMap(fact => wrapped(fact, column - gap));
	const right = short.slice(half).flatMap(fact => wrapped(fact, column - gap));
	return [
		...inTwo(left, right, column),
		...facts.filter(fact => !short.includes(fact)).flatMap(fact => wrapped(fact, width)),
	];
}

/** Two graphs beside each other, as long as there are two. */
function inPairs(graphs: readonly Graph[], width: number): readonly Line[] {
	const column = Math.floor(width / 2);
	const lines: Line[] = [];
	for (let index = 0; index < graphs.length; index += 2) {
		const [left = [], right = []] = graphs.slice(index, index + 2).map(graph => graphLines(graph, column - gap));
		lines.push(...inTwo(left, right, column));
	}
	return lines;
}

/** The lines as they are shown at this width, one cell of which stays free. */
export function laidOut(lines: readonly PageLine[], columns: number): readonly LaidOutLine[] {
	const width = columns - 1;
	if (columns < leastColumns) return lines.flatMap(line => laidOutLine(line, width));
	const result: LaidOutLine[] = [];
	let facts: PageLine[] = [];
	let graphs: Graph[] = [];
	const settle = (): void => {
		result.push(...inColumns(facts, width), ...inPairs(graphs, width));
		facts = [];
		graphs = [];
	};
	for (const line of lines) {
		if (line.is === 'fact' ? graphs.length > 0 : line.graph === undefined || facts.length > 0) settle();
		if (line.is === 'fact') facts.push(line);
		else if (line.graph !== undefined) graphs.push(line.graph);
		else result.push(...laidOutLine(line, width));
	}
	settle();
	return result;
}
