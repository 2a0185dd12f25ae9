// The first minute of an incident on one screen: servers in brief, what came and went, who is behind the trouble, and
// the newest events.
import {count} from '../format/number.ts';
import {sparkline, squeezed} from '../format/sparkline.ts';
import {heardCounts} from '../model/blind-spans.ts';
import {sumOver, type Tally} from '../model/tally.ts';
import type {Line, Span, Style} from '../screen/screen.ts';
import {defineView} from './define-view.ts';
import type {Look} from './look.ts';
import {newestEventsPane} from './panes/newest-events.ts';
import {definePane} from './panes/pane.ts';
import {divider} from './frame/divider.ts';
import {serverPane} from './servers.ts';
import {whoPane} from './panes/who.ts';

const seconds = 60;

const overviewServers = definePane({...serverPane, id: 'overview-servers', compact: true});

type Heights = {readonly servers: number; readonly who: number; readonly events: number};

/** Shares lines out: the servers as far as half of them, then the suspects, then the events, which take what is left. */
function heightsOf(lines: number, wanted: {readonly servers: number; readonly who: number}): Heights {
	const events = Math.max(2, Math.min(5, Math.floor(lines / 4)));
	const who = Math.max(2, Math.min(wanted.who, Math.floor(lines * 0.3)));
	const servers = Math.max(2, Math.min(wanted.servers, lines - who - events));
	return {servers, who, events: lines - servers - who};
}

/** `connects ▁▂▃ 4,412   disconnects …` of the last minute, as wide as there is room. */
function histogramLine(look: Look, width: number): Line {
	const {model} = look;
	const short = width < 100;
	const parts: readonly (readonly [word: string, tally: Tally, style: Style])[] = [
		[short ? '+' : 'connects', model.tallies.connects, 'good'],
		[short ? '−' : 'disconnects', model.tallies.disconnects, 'accent'],
		[short ? 'auth err' : 'auth errors', model.tallies.refusals, 'bad'],
	];
	const fixed = parts.reduce((sum, [word]) => sum + word.length + 9, 11);
	const room = Math.max(4, Math.min(seconds, Math.floor((width - fixed) / parts.length)));
	const spans: Span[] = [{text: ' LAST 60 s ', style: 'strong'}];
	for (const [word, tally, style] of parts) {
		const sum = sumOver(tally, model.now, seconds * 1000);
		// The second that has only begun would look like an end.
		const bars = sparkline(squeezed(heardCounts(model, tally, model.now - 1000, seconds), room));
		spans.push({text: ` ${word} `}, sum === 0 ? {text: bars, style: 'dim'} : {text: bars, style}, {
			text: ` ${count(sum).padEnd(5)} `,
			style: sum === 0 ? 'dim' : 'strong',
		});
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
		// With little room the headings alone keep the regions apart.
		const roomy = height >= 26;
		const rules = roomy ? 3 : height >= 16 ? 1 : 0;
		const heights = heightsOf(height - 1 - rules, {
			servers: overviewServers.preferredHeight(look),
			who: whoPane.preferredHeight(look),
		});
		const servers = overviewServers.draw(look, width, heights.servers, focus === overviewServers.id);
		const who = whoPane.draw(look, width, heights.who, focus === whoPane.id);
		const events = newestEventsPane.draw(look, width, heights.events, focus === newestEventsPane.id);
		const ruled = (wantedRules: number): readonly Line[] => (rules >= wantedRules ? [divider(width)] : []);
		return {
			lines: [
				...servers.lines,
				...ruled(3),
				histogramLine(look, width),
				...ruled(1),
				...who.lines,
				...ruled(3),
				...events.lines,
			],
			panes: [servers, who, events],
		};
	},
});
