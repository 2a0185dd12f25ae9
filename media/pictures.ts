// Makes the pictures of the README from the demo, as it is so many seconds after its start: `npm run pictures`.
import {writeFileSync} from 'node:fs';
import type {Line, Screen, Style} from '../source/screen/screen.ts';
import {widthOf} from '../source/format/width.ts';
import {createSystem} from '../source/sources/simulate/system.ts';
import {createCore} from '../source/core/core.ts';

const startAt = Date.UTC(2026, 10, 23, 12, 2, 40);
const columns = 120;
const rows = 36;

type Picture = {readonly view: string; readonly afterSeconds: number; readonly about: string};

const pictures: readonly Picture[] = [
	{
		view: 'overview',
		afterSeconds: 64,
		about: 'a server silent, an application refused, another one in a reconnect loop',
	},
	{view: 'connects', afterSeconds: 64, about: 'who comes and goes, and why'},
	{view: 'auth-errors', afterSeconds: 64, about: 'whose logins are refused'},
];

/** The demo on the screen, as it is so many seconds after its start; what the program asks is answered. */
function demoAfter(seconds: number, view: string): Screen {
	const system = createSystem({seed: 7, startAt});
	const core = createCore({view, utc: true, label: 'demo'});
	core.draw(columns, rows);
	for (let at = startAt; at <= startAt + seconds * 1000; at += 100) {
		const outcomes = [...system.advance(at).map(core.hear), core.pass(at)];
		for (const request of outcomes.flatMap(({requests}) => requests)) system.ask(request, at).forEach(core.hear);
	}
	return core.draw(columns, rows, 1460).screen;
}

const colours: Readonly<Record<Style, string>> = {
	good: '#7fbf6a',
	warn: '#e0b050',
	bad: '#f0635a',
	dim: '#7d8590',
	strong: '#ffffff',
	accent: '#5fb7d9',
	title: '#10141a',
	match: '#10141a',
};
const plain = '#c9d1d9';
const paper = '#10141a';
const bar = '#c9d1d9';
const cellWidth = 8.4;
const lineHeight = 18;
const margin = 14;

function escaped(text: string): string {
	return text.replace(/[&<>]/g, character => ({'&': '&amp;', '<': '&lt;', '>': '&gt;'})[character] ?? '');
}

function lineOf(line: Line, row: number): string {
	const y = margin + row * lineHeight;
	const parts: string[] = [];
	let column = 0;
	if (line.selected === true) parts.push(rectangle(0, y, columns));
	for (const {text, style} of line.spans) {
		const width = widthOf(text);
		const inverse = style === 'title' || style === 'match';
		if (inverse) parts.push(rectangle(column, y, width));
		if (text.trim() !== '') {
			const colour = line.selected === true ? paper : style === undefined ? plain : colours[style];
			const weight = style === 'strong' || style === 'bad' ? ' font-weight="bold"' : '';
			const x = margin + column * cellWidth;
			parts.push(
				`<text x="${x.toFixed(1)}" y="${y + 13}" fill="${colour}"${weight} textLength="${(width * cellWidth).toFixed(1)}">${escaped(text)}</text>`,
			);
		}
		column += width;
	}
	return parts.join('');
}

function rectangle(column: number, y: number, width: number): string {
	return `<rect x="${(margin + column * cellWidth).toFixed(1)}" y="${y}" width="${(width * cellWidth).toFixed(1)}" height="${lineHeight}" fill="${bar}"/>`;
}

function svgOf(screen: Screen, about: string): string {
	const width = Math.round(columns * cellWidth + 2 * margin);
	const height = rows * lineHeight + 2 * margin;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(about)}">`,
		`<rect width="100%" height="100%" rx="8" fill="${paper}"/>`,
		'<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, DejaVu Sans Mono, monospace" font-size="14" xml:space="preserve">',
		...screen.lines.map(lineOf),
		'</g></svg>\n',
	].join('\n');
}

for (const {view, afterSeconds, about} of pictures) {
	const file = new URL(`${view}.svg`, import.meta.url);
	writeFileSync(file, svgOf(demoAfter(afterSeconds, view), about));
}
