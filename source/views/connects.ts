import {count} from '../format/number.ts';
import {entriesOf, forgottenOf} from '../model/journal.ts';
import {sumOver} from '../model/tally.ts';
import {type Entry, entryColumns, eventFilterable, reasonStyle} from './columns/connection-columns.ts';
import {defineView, onePane} from './define-view.ts';
import {asHeard} from '../model/model.ts';
import {definePane} from './panes/pane.ts';

const pane = definePane<Entry>({
	id: 'connects',
	title: 'CONNECTS AND DISCONNECTS',
	stream: true,
	rows: look => [...entriesOf(look.model.journals.connections)],
	columns: look => entryColumns(look, 'connects'),
	idOf: ([number]) => String(number),
	filterable: ([, {event}]) => eventFilterable(event),
	isWrong: ([, {event}]) => reasonStyle(event.reason) !== undefined,
	target: ([number]) => ({kind: 'connection', journal: 'connections', number}),
	message: ([, {event}]) => event.messageNumber,
	empty: () => 'nobody has connected or disconnected since this program began to listen',
	note(look) {
		const model = asHeard(look.model);
		const minute = 60_000;
		const connects = count(sumOver(model.tallies.connects, model.now, minute));
		const disconnects = count(sumOver(model.tallies.disconnects, model.now, minute));
		const forgotten = forgottenOf(model.journals.connections);
		const dropped = forgotten > 0 ? ` · ${count(forgotten)} older ones let go` : '';
		return `last minute +${connects} −${disconnects}${dropped}`;
	},
});

export const connectsView = defineView({
	id: 'connects',
	title: 'Connects',
	shortTitle: 'Connects',
	about: 'who connects and who leaves, why, how long it lived and what it moved; newest at the end',
	...onePane(pane),
});
