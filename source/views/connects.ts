import {count} from '../format/number.ts';
import {forgottenOf} from '../model/journal.ts';
import {inLastMinute} from '../model/tally.ts';
import {connectColumns, type Entry} from './columns/connection-columns.ts';
import {reasonStyle} from './columns/connection-event-words.ts';
import {defineView} from './define-view.ts';
import {divider} from './frame/divider.ts';
import {endReasonsPane} from './panes/end-reasons-pane.ts';
import {journalRows} from './panes/journal-rows.ts';
import {definePane} from './panes/pane.ts';

const pane = definePane<Entry>({
	id: 'connects',
	title: 'CONNECTS AND DISCONNECTS',
	stream: true,
	rows: look => journalRows(look.model.journals.connections),
	columns: connectColumns,
	idOf: ([number]) => String(number),
	isWrong: ([, {event}]) => reasonStyle(event.reason) !== undefined,
	target: ([number]) => ({kind: 'connection', journal: 'connections', number}),
	message: ([, {event}]) => event.messageNumber,
	empty: () => 'no client has connected or disconnected since this program started',
	note({model}) {
		const connects = count(inLastMinute(model.tallies.connects, model.now));
		const disconnects = count(inLastMinute(model.tallies.disconnects, model.now));
		const forgotten = forgottenOf(model.journals.connections);
		const dropped = forgotten > 0 ? ` · ${count(forgotten)} older ones dropped` : '';
		return `last minute +${connects} −${disconnects}${dropped}`;
	},
});

/** Lower views have room for the stream only. */
const leastHeight = 12;
/** From this height on a rule separates the panes. */
const ruledFrom = 26;

export const connectsView = defineView({
	id: 'connects',
	key: '3',
	title: 'Connects',
	shortTitle: 'Connects',
	about: 'who connects and disconnects, why, how long a connection lived and what it moved; newest at the end',
	panes: [pane, endReasonsPane],
	draw(look, width, height, focus) {
		if (height < leastHeight) {
			const stream = pane.draw(look, width, height, focus === pane.id);
			return {lines: stream.lines, panes: [stream]};
		}
		const rule = height >= ruledFrom ? [divider(width)] : [];
		const most = Math.floor(height * 0.3);
		const reasonLines = Math.max(3, Math.min(endReasonsPane.preferredHeight(look, width), most));
		const stream = pane.draw(look, width, height - reasonLines - rule.length, focus === pane.id);
		const reasons = endReasonsPane.draw(look, width, reasonLines, focus === endReasonsPane.id);
		return {lines: [...stream.lines, ...rule, ...reasons.lines], panes: [stream, reasons]};
	},
});
