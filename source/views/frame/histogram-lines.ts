// What connected, disconnected and was refused in the last minutes.
import {count} from '../../format/number.ts';
import {sparkline, squeezed} from '../../format/sparkline.ts';
import {widthOf} from '../../format/width.ts';
import {heardCounts} from '../../model/blind-spans.ts';
import {sumOver, type Tally} from '../../model/tally.ts';
import type {Line, Span, Style} from '../../screen/screen.ts';
import {windowInWords} from '../../ui/window.ts';
import type {Look} from '../look.ts';
import {type Marker, systemMarkers} from './markers.ts';

/** More bars than this say no more. */
const mostBars = 60;
const shortBelow = 100;
/** Narrower than this each histogram has a line of its own. */
const stackedBelow = 60;
const leastBars = 4;
/** Cells that a sum takes at least. */
const shortestSum = 5;

type Histogram = {readonly word: string; readonly tally: Tally; readonly style: Style};

function histogramsOf({model: {tallies}}: Look, isShort: boolean): readonly Histogram[] {
	return [
		{word: isShort ? '+' : 'connects', tally: tallies.connects, style: 'good'},
		{word: isShort ? '−' : 'disconnects', tally: tallies.disconnects, style: 'accent'},
		{word: isShort ? 'auth err' : 'auth errors', tally: tallies.refusals, style: 'bad'},
	];
}

function spansOf({model, ui}: Look, {word, tally, style}: Histogram, barCount: number): readonly Span[] {
	const seconds = ui.windowMinutes * 60;
	const sum = sumOver(tally, model.now, seconds * 1000);
	// Without the current second, which is incomplete.
	const bars = sparkline(squeezed(heardCounts(model, tally, model.now - 1000, seconds), barCount));
	return [
		{text: ` ${word} `},
		{text: bars, style: sum === 0 ? 'dim' : style},
		{text: ` ${count(sum).padEnd(shortestSum)} `, style: sum === 0 ? 'dim' : 'strong'},
	];
}

/** The signs under the bars of a histogram, which is the last one of its cell. */
function signsUnder({model, ui}: Look, markers: readonly Marker[], barCount: number): readonly Span[] {
	const seconds = ui.windowMinutes * 60;
	const by = Math.max(1, Math.ceil(seconds / barCount));
	const cells = Math.ceil(seconds / by);
	const last = Math.floor((model.now - 1000) / 1000);
	const signs = new Map<number, Marker>();
	for (const marker of markers) {
		// What happened in the current second stands under the last bar.
		const cell = cells - 1 - Math.floor(Math.max(0, last - Math.floor(marker.at / 1000)) / by);
		if (cell >= 0) signs.set(cell, marker);
	}
	return Array.from({length: cells}, (_, cell): Span => {
		const marker = signs.get(cell);
		return marker === undefined ? {text: ' '} : {text: marker.sign, style: marker.style};
	});
}

/** Below histograms that stand in one line: the axis of each with what happened in that time; nothing where nothing did. */
function axisLines(look: Look, histograms: readonly Histogram[], title: string, barCount: number): readonly Line[] {
	const from = look.model.now - look.ui.windowMinutes * 60_000;
	const markers = systemMarkers(look).filter(({at}) => at >= from);
	if (markers.length === 0) return [];
	const under = signsUnder(look, markers, barCount);
	const blank = (cells: number): Span => ({text: ' '.repeat(cells)});
	const spans = histograms.flatMap(({word}, index) => {
		const before = widthOf(word) + 2 + (index === 0 ? widthOf(title) : shortestSum + 2);
		return [blank(before), ...under];
	});
	return [{spans}];
}

/** `LAST 60 s  connects ▁▂▃ 4,412   disconnects …`, as wide as there is room; with an axis where there is room for that. */
export function histogramLines(look: Look, width: number, hasAxis: boolean): readonly Line[] {
	const histograms = histogramsOf(look, width < shortBelow);
	const title = ` LAST ${windowInWords(look.ui.windowMinutes)} `;
	if (width < stackedBelow) {
		const longest = Math.max(...histograms.map(({word}) => widthOf(word)));
		const barCount = Math.max(leastBars, Math.min(mostBars, width - longest - 10));
		const lines = histograms.map(one => ({spans: spansOf(look, {...one, word: one.word.padEnd(longest)}, barCount)}));
		return [{spans: [{text: title, style: 'strong'}]}, ...lines];
	}
	const fixed = histograms.reduce((sum, {word}) => sum + widthOf(word) + 9, widthOf(title));
	const barCount = Math.max(leastBars, Math.min(mostBars, Math.floor((width - fixed) / histograms.length)));
	const line = {
		spans: [{text: title, style: 'strong' as const}, ...histograms.flatMap(one => spansOf(look, one, barCount))],
	};
	return hasAxis ? [line, ...axisLines(look, histograms, title, barCount)] : [line];
}
