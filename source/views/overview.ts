// The first minute of an incident on one screen: servers in brief, connects and disconnects, the clients that cause
// problems, and the newest events.
import type {Line} from '../screen/screen.ts';
import {defineView} from './define-view.ts';
import {divider} from './frame/divider.ts';
import {histogramLines} from './frame/histogram-lines.ts';
import {newestEventsPane} from './panes/newest-events.ts';
import {definePane} from './panes/pane.ts';
import {serverPane} from './servers.ts';
import {whoPane} from './panes/who.ts';

const overviewServers = definePane({...serverPane, id: 'overview-servers', compact: true});

type Heights = {readonly servers: number; readonly who: number; readonly events: number};

/** Divides the lines among the panes; the events take what is left. */
function heightsOf(lines: number, wanted: {readonly servers: number; readonly who: number}): Heights {
	const events = Math.max(2, Math.min(5, Math.floor(lines / 4)));
	const who = Math.max(2, Math.min(wanted.who, Math.floor(lines * 0.3)));
	const servers = Math.max(2, Math.min(wanted.servers, lines - who - events));
	return {servers, who, events: lines - servers - who};
}

export const overviewView = defineView({
	id: 'overview',
	key: '1',
	title: 'Overview',
	shortTitle: 'Overview',
	about: 'the whole system at a glance: servers, the last minute, clients that cause problems, the newest events',
	panes: [overviewServers, whoPane, newestEventsPane],
	draw(look, width, height, focus) {
		// On a low screen the headings are enough to separate the panes.
		const roomy = height >= 26;
		const rules = roomy ? 3 : height >= 16 ? 1 : 0;
		const histograms = histogramLines(look, width);
		const heights = heightsOf(height - histograms.length - rules, {
			servers: overviewServers.preferredHeight(look),
			who: whoPane.preferredHeight(look),
		});
		const servers = overviewServers.draw(look, width, heights.servers, focus === overviewServers.id);
		const who = whoPane.draw(look, width, heights.who, focus === whoPane.id);
		const events = newestEventsPane.draw(look, width, heights.events, focus === newestEventsPane.id);
		const ruled = (wantedRules: number): readonly Line[] => (rules >= wantedRules ? [divider(width)] : []);
		return {
			lines: [...servers.lines, ...ruled(3), ...histograms, ...ruled(1), ...who.lines, ...ruled(3), ...events.lines],
			panes: [servers, who, events],
		};
	},
});
