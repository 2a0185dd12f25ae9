// The first minute of an incident on one screen: servers in brief, connects and disconnects, the clients that cause
// problems, and the newest events.
import type {Line} from '../screen/screen.ts';
import {overviewColumns} from './columns/server-columns.ts';
import {defineView} from './define-view.ts';
import {beside} from './frame/beside.ts';
import {divider} from './frame/divider.ts';
import {histogramLines} from './frame/histogram-lines.ts';
import type {Look} from './look.ts';
import {newestEventsPane} from './panes/newest-events.ts';
import {definePane, type Pane, type PaneDrawn} from './panes/pane.ts';
import {serverPane} from './servers.ts';
import {whoPane} from './panes/who.ts';

const overviewServers = definePane({
	...serverPane,
	id: 'overview-servers',
	columns: overviewColumns,
	compact: true,
});

/** From this width on, clients and events stand side by side, each as wide as on a small screen. */
const sideBySideFrom = 160;

type Part = {readonly lines: readonly Line[]; readonly panes: readonly PaneDrawn[]};

/** The clients that cause problems and the newest events, in `height` lines; the events take what is left. */
function clientsAndEvents(look: Look, width: number, height: number, focus: string, isRuled: boolean): Part {
	const draw = (pane: Pane, columns: number, lines: number): PaneDrawn =>
		pane.draw(look, columns, lines, focus === pane.id);
	if (width >= sideBySideFrom) {
		const left = Math.max(sideBySideFrom / 2, Math.floor(width * 0.45));
		const who = draw(whoPane, left, height);
		const events = draw(newestEventsPane, width - left - 1, height);
		return {lines: beside(who.lines, events.lines, left, width), panes: [who, events]};
	}
	const rule = isRuled ? [divider(width)] : [];
	const lines = height - rule.length;
	const least = fewestEvents(lines);
	const who = draw(whoPane, width, Math.max(2, Math.min(whoPane.preferredHeight(look, width), lines - least)));
	const events = draw(newestEventsPane, width, lines - who.lines.length);
	return {lines: [...who.lines, ...rule, ...events.lines], panes: [who, events]};
}

/** Lines of the newest events that the clients leave, heading included. */
function fewestEvents(lines: number): number {
	return Math.max(2, Math.min(5, Math.floor(lines / 2)));
}

/** Lines that the servers leave for what is below them: the clients that are wanted, and a few events. */
function leastBelow(look: Look, width: number, lines: number): number {
	const who = Math.max(2, Math.min(whoPane.preferredHeight(look, width), Math.floor(lines * 0.3)));
	const events = Math.max(2, Math.min(5, Math.floor(lines / 4)));
	return width >= sideBySideFrom ? Math.max(who, events) : who + events;
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
		const rules = height >= 26 ? 3 : height >= 16 ? 1 : 0;
		const ruled = (wantedRules: number): readonly Line[] => (rules >= wantedRules ? [divider(width)] : []);
		const histograms = [...ruled(3), ...histogramLines(look, width, rules >= 3), ...ruled(1)];
		const lines = height - histograms.length;
		const most = lines - ruled(3).length - leastBelow(look, width, lines - ruled(3).length);
		const forServers = Math.max(2, Math.min(overviewServers.preferredHeight(look, width), most));
		const servers = overviewServers.draw(look, width, forServers, focus === overviewServers.id);
		const rest = clientsAndEvents(look, width, lines - forServers, focus, rules >= 3);
		return {lines: [...servers.lines, ...histograms, ...rest.lines], panes: [servers, ...rest.panes]};
	},
});
