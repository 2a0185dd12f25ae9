// Rows of cells as SVG: text in the reader's own fixed-width font, stretched so that every run begins and ends on its
// cells, whatever font that is.
import type {Run} from './cells.ts';
import {cellHeight, cellWidth, classesOf, paper, rulesFor} from './palette.ts';

const fonts = 'ui-monospace,SFMono-Regular,Menlo,Consolas,DejaVu Sans Mono,monospace';
const fontSize = 10;
/** From the top of a cell to the line that letters stand on. */
const baseline = 10;
/** How large a unit is drawn, in pixels. */
const scale = 1.4;

export function escaped(text: string): string {
	return text.replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`);
}

/** One row of cells; its top is at `top`. */
export function rowInSvg(runs: readonly Run[], top: number): string {
	return [...backgroundsOf(runs, top), ...runs.map(run => textOf(run, top))].join('');
}

/** What lies behind the texts: one piece where neighbours are alike, so that no seam shows. */
function backgroundsOf(runs: readonly Run[], top: number): string[] {
	const pieces: {name: string; column: number; width: number}[] = [];
	for (const {column, width, look} of runs) {
		const name = classesOf(look).behind;
		const before = pieces.at(-1);
		if (before?.name === name) before.width += width;
		else pieces.push({name, column, width});
	}
	return pieces.flatMap(({name, column, width}) => {
		if (name === '') return [];
		return `<rect class="${name}" x="${column * cellWidth}" y="${top}" width="${width * cellWidth}" height="${cellHeight}"/>`;
	});
}

function textOf({column, text, width, look}: Run, top: number): string {
	const shown = text.trim();
	if (shown === '') return '';
	const before = text.length - text.trimStart().length;
	const cells = width - (text.length - shown.length);
	const name = classesOf(look).text;
	const attributes = name === '' ? '' : ` class="${name}"`;
	// A single cell has nothing between which it could be stretched.
	const length = cells > 1 ? ` textLength="${cells * cellWidth}"` : '';
	return `<text${attributes} x="${(column + before) * cellWidth}" y="${top + baseline}"${length}>${escaped(shown)}</text>`;
}

/** A key as it looks on a keyboard, if there is one, and what it is for. */
export function captionInSvg(key: string, text: string, top: number): string {
	const width = (key.length + 2) * cellWidth;
	const cap =
		key === ''
			? ''
			: `<rect class="bc9d1d9" x="${cellWidth}" y="${top}" width="${width}" height="${cellHeight}" rx="2"/><text class="t10141a-bold" x="${2 * cellWidth}" y="${top + baseline}">${escaped(key)}</text>`;
	const x = key === '' ? cellWidth : width + 2 * cellWidth;
	return `${cap}<text x="${x}" y="${top + baseline}">${escaped(text)}</text>`;
}

export type Drawing = {
	readonly columns: number;
	readonly rows: number;
	/** For whoever cannot see it. */
	readonly about: string;
	/** Rules for classes beside those of the colours. */
	readonly rules?: string;
	/** The colour around the cells, where it is not that of the terminal. */
	readonly around?: string;
	/** Drawn with the first cell at 0, 0. */
	readonly content: string;
};

/** A whole file. */
export function svgOf({columns, rows, about, rules = '', around = paper, content}: Drawing): string {
	const [left, top] = [cellWidth, cellHeight / 2];
	const [width, height] = [columns * cellWidth + 2 * left, rows * cellHeight + 2 * top];
	const size = `width="${Math.round(width * scale)}" height="${Math.round(height * scale)}"`;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="${-left} ${-top} ${width} ${height}" role="img" aria-label="${escaped(about)}">`,
		`<title>${escaped(about)}</title>`,
		`<style>text{font:${fontSize}px ${fonts};white-space:pre}${rulesFor(content)}${rules}</style>`,
		`<rect x="${-left}" y="${-top}" width="${width}" height="${height}" rx="6" fill="${around}"/>`,
		`<g xml:space="preserve">${content}</g>`,
		'</svg>\n',
	].join('\n');
}
