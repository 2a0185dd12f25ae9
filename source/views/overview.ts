// The first minute of an incident on one screen: servers in brief, what came and went, who is behind the trouble, and
// the newest events.
import {count} from '../format/number.ts';
import {sparkline, squeezed} from '../format/sparkline.ts';
import {countsUpTo, type Tally} from '../model/tally.ts';
import type {Line, Span, Style} from '../screen.ts';
import {defineView} from './define-view.ts';
import type {Look} from './look.ts';
import {newestEventsPane} from './newest-events.ts';
import {definePane} from './pane.ts';
import {rule} from './rule.ts';
import {serverPane} from './servers.ts';
import {whoPane} from './who.ts';

const seconds = 60;

const overviewServers = definePane({...serverPane, id: 'overview-servers'});

/** `connects ▁▂▃ 4,412   disconnects …` of the last minute, as wide as there is room. */
function histogramLine(look: Look, width: number): Line {
	const {model} = look;
	const short = width < 100;
	const parts: readonly (readonly [word: string, tally: Tally, style: Style])[] = [
		[short ? '+' : 'connects', model.tallies.connects, 'good'],
		[short ? '−' : 'disconnects', model.tallies.disconnects, 'accent'],
		[short ? 'auth err' : 'auth errors', model.tallies.refusals, 'bad'],
	];
	const fixed = parts.reduce((sum, [word]) => sum + word.length + 11, 12);
	const room = Math.max(4, Math.min(seconds, Math.floor((width - fixed) / parts.length)));
	const spans: Span[] = [{text: ' LAST 60 s ', style: 'strong'}];
	for (const [word, tally, style] of parts) {
		const counts = countsUpTo(tally, model.now, seconds);
		const sum = counts.reduce((a, b) => a + b, 0);
		const bars = sparkline(squeezed(counts, room));
		spans.push(
			{text: ` ${word} `},
			sum === 0 ? {text: bars, style: 'dim'} : {text: bars, style},
			{text: ` ${count(sum).padEnd(7)} `, style: sum === 0 ? 'dim' : 'strong'},
		);
	}
	return {spans};
}

export const overviewView = defineView({
	id: 'overview',
	title: 'Overview',
	shortTitle: 'Overview',
	about: 'the whole system at a glance: servers, the last minute, who is behind the trouble, the newest events',
	panes: [overviewServers, whoPane, newestEventsPane],
	draw(look, width, height, focus) {
		const roomy = height >= 26;
		const rules = roomy ? 3 : 1;
		const rest = height - 1 - rules;
		const whoWanted = Math.min(whoPane.wanted(look), Math.max(4, Math.floor(rest * 0.25)));
		const whoHeight = Math.max(3, whoWanted);
		const serversHeight = Math.min(
			overviewServers.wanted(look),
			Math.max(4, Math.floor(rest * 0.5)),
			rest - whoHeight - 4,
		);
		const eventsHeight = rest - serversHeight - whoHeight;
		const servers = overviewServers.draw(look, width, serversHeight, focus === overviewServers.id);
		const who = whoPane.draw(look, width, whoHeight, focus === whoPane.id);
		const events = newestEventsPane.draw(look, width, eventsHeight, focus === newestEventsPane.id);
		const lines = [
			...servers.lines,
			...(roomy ? [rule(width)] : []),
			histogramLine(look, width),
			rule(width),
			...who.lines,
			...(roomy ? [rule(width)] : []),
			...events.lines,
		];
		while (lines.length < height) lines.push({spans: []});
		return {lines: lines.slice(0, height), panes: [servers, who, events]};
	},
});
