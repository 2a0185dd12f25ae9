// What connected, disconnected and was refused in the last minutes.
import {count} from '../../format/number.ts';
import {sparkline, squeezed} from '../../format/sparkline.ts';
import {widthOf} from '../../format/width.ts';
import {heardCounts} from '../../model/blind-spans.ts';
import {sumOver, type Tally} from '../../model/tally.ts';
import type {Line, Span, Style} from '../../screen/screen.ts';
import {windowInWords} from '../../ui/window.ts';
import type {Look} from '../look.ts';

/** More bars than this say no more. */
const mostBars = 60;
const shortBelow = 100;
/** Narrower than this each histogram has a line of its own. */
const stackedBelow = 60;
const leastBars = 4;

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
		{text: ` ${count(sum).padEnd(5)} `, style: sum === 0 ? 'dim' : 'strong'},
	];
}

/** `LAST 60 s  connects ▁▂▃ 4,412   disconnects …`, as wide as there is room. */
export function histogramLines(look: Look, width: number): readonly Line[] {
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
	return [{spans: [{text: title, style: 'strong'}, ...histograms.flatMap(one => spansOf(look, one, barCount))]}];
}
