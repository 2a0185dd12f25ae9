import {count} from '../format/number.ts';
import {entriesOf, forgottenOf} from '../model/journal.ts';
import {inLastMinute} from '../model/tally.ts';
import {connectColumns, type Entry} from './columns/connection-columns.ts';
import {reasonStyle} from './columns/connection-event-words.ts';
import {defineView, onePane} from './define-view.ts';
import {definePane} from './panes/pane.ts';

const pane = definePane<Entry>({
	id: 'connects',
	title: 'CONNECTS AND DISCONNECTS',
	stream: true,
	rows: look => [...entriesOf(look.model.journals.connections)],
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

export const connectsView = defineView({
	id: 'connects',
	key: '3',
	title: 'Connects',
	shortTitle: 'Connects',
	about: 'who connects and disconnects, why, how long a connection lived and what it moved; newest at the end',
	...onePane(pane),
});
