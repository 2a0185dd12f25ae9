import {count} from '../format/number.ts';
import {isTrouble} from '../insight/problem.ts';
import {forgottenOf} from '../model/journal.ts';
import {oncePerMoment} from '../model/once-per-moment.ts';
import type {RefusedLogin} from '../model/refused-login.ts';
import {inLastMinute} from '../model/tally.ts';
import {type Entry, refusalColumns} from './columns/connection-columns.ts';
import {refusedLoginColumns} from './columns/refused-login-columns.ts';
import {defineView, stacked} from './define-view.ts';
import {journalRows} from './panes/journal-rows.ts';
import {definePane} from './panes/pane.ts';

const lastRefusedFirst = oncePerMoment(({refused}) =>
	[...refused.values()].sort((a, b) => b.lastSeenAt - a.lastSeenAt),
);

const identities = definePane<RefusedLogin>({
	id: 'refused',
	title: 'WHO IS REFUSED',
	// Of those with equal counts, the one that was refused last comes first.
	rows: ({model}) => lastRefusedFirst(model),
	columns: refusedLoginColumns,
	idOf: ({key}) => key,
	defaultSort: {column: 'minute', descending: true},
	isWrong: ({attempts}, {model}) => inLastMinute(attempts.recent, model.now) > 0,
	target: ({key}) => ({kind: 'refused', key}),
	empty: () => 'no login was refused since this program started',
	note({model}) {
		const refused = count(inLastMinute(model.tallies.refusals, model.now));
		const unfinished = inLastMinute(model.tallies.unfinished, model.now);
		const forgotten = model.forgotten.refused > 0 ? ` · ${count(model.forgotten.refused)} older ones dropped` : '';
		const probes = unfinished > 0 ? ` · ${count(unfinished)} never finished a login` : '';
		return `last minute ${refused} refused${probes}${forgotten} · servers do not report the intended account`;
	},
});

const stream = definePane<Entry>({
	id: 'refusals',
	title: 'AS THEY COME',
	stream: true,
	rows: look => journalRows(look.model.journals.refusals),
	columns: refusalColumns,
	idOf: ([number]) => String(number),
	isWrong: () => true,
	target: ([number]) => ({kind: 'connection', journal: 'refusals', number}),
	message: ([, {event}]) => event.messageNumber,
	empty: () => 'none yet',
	note(look) {
		const forgotten = forgottenOf(look.model.journals.refusals);
		return forgotten > 0 ? `${count(forgotten)} older ones dropped` : '';
	},
});

export const authErrorsView = defineView({
	id: 'auth-errors',
	key: '4',
	title: 'Auth errors',
	shortTitle: 'Auth',
	about: 'whose logins are refused, by user, client name and host, and below it the refusals as they come',
	panes: [identities, stream],
	draw: (look, width, height, focus) =>
		stacked(look, width, height, focus, [
			{pane: identities, share: 0.55, least: 5},
			{pane: stream, share: 0.45, least: 4},
		]),
	isAlarming: look => look.problems.some(problem => problem.rule === 'auth-errors' && isTrouble(problem)),
});
