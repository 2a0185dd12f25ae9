import {count, percent, rate, unknown} from '../format/number.ts';
import {clock} from '../format/time.ts';
import {attemptsPerSecond} from '../insight/auth-errors.ts';
import {entriesOf, forgottenOf} from '../model/journal.ts';
import type {RefusedLogin} from '../model/refused-login.ts';
import {sumOver} from '../model/tally.ts';
import type {Cell} from '../table/column.ts';
import {type Entry, entryColumns, eventFilterable} from './columns/connection-columns.ts';
import {defineView, stacked} from './define-view.ts';
import {asHeard} from '../model/model.ts';
import type {Look} from './look.ts';
import {definePane} from './panes/pane.ts';

const minute = 60_000;

function word(text: string): Cell {
	return text === '' ? {text: unknown, style: 'dim'} : {text};
}

function inLastMinute(look: Look, identity: RefusedLogin): number {
	return sumOver(identity.attempts, asHeard(look.model).now, minute);
}

const identities = definePane<RefusedLogin>({
	id: 'refused',
	title: 'WHO IS REFUSED',
	rows: look => [...look.model.refused.values()],
	idOf: identity => identity.key,
	defaultSort: {column: 'minute', descending: true},
	columns(look) {
		const model = asHeard(look.model);
		return [
			{
				id: 'user',
				title: 'USER',
				width: 12,
				grow: 1,
				most: 30,
				rank: 0,
				value: ({user}) => user,
				cell: identity => (identity.unfinished ? {text: 'no login', style: 'dim'} : word(identity.user)),
			},
			{
				id: 'client',
				title: 'CLIENT',
				width: 14,
				grow: 2,
				most: 34,
				rank: 1,
				value: ({name}) => name,
				cell: ({name}) => word(name),
			},
			{
				id: 'host',
				title: 'HOST',
				width: 13,
				grow: 1,
				most: 28,
				rank: 4,
				value: ({host}) => host,
				cell: ({host}) => word(host),
			},
			{
				id: 'rate',
				title: 'NOW/s',
				width: 6,
				align: 'right',
				rank: 2,
				value: identity => attemptsPerSecond(model, identity),
				cell: identity => {
					const now = attemptsPerSecond(model, identity);
					return now > 0 ? {text: rate(now), style: identity.unfinished ? 'warn' : 'bad'} : {text: '0', style: 'dim'};
				},
			},
			{
				id: 'minute',
				title: '1 MIN',
				width: 6,
				align: 'right',
				rank: 5,
				// Of two that are quiet now, the one that was refused last comes first.
				value: identity => inLastMinute(look, identity) + identity.lastSeenAt / 1e15,
				cell: identity => ({text: count(inLastMinute(look, identity))}),
			},
			{
				id: 'total',
				title: 'TOTAL',
				width: 6,
				align: 'right',
				rank: 7.5,
				value: ({attempts}) => attempts.total,
				cell: ({attempts}) => ({text: count(attempts.total)}),
			},
			{
				id: 'share',
				title: 'SHARE',
				width: 5,
				align: 'right',
				rank: 9,
				cell: identity => {
					if (identity.unfinished) return {text: ''};
					const all = sumOver(model.tallies.refusals, model.now, minute);
					return all === 0
						? {text: unknown, style: 'dim'}
						: {text: percent((inLastMinute(look, identity) / all) * 100)};
				},
			},
			{
				id: 'first',
				title: 'SINCE',
				width: 8,
				rank: 3,
				value: ({runSince}) => runSince,
				cell: ({runSince}) => ({text: clock(runSince, look.utc)}),
			},
			{
				id: 'last',
				title: 'LAST',
				width: 8,
				rank: 8,
				value: ({lastSeenAt}) => lastSeenAt,
				cell: ({lastSeenAt}) => ({text: clock(lastSeenAt, look.utc)}),
			},
			{
				id: 'servers',
				title: 'ON',
				width: 9,
				grow: 1,
				most: 24,
				rank: 7,
				cell: ({servers}) => ({text: [...servers].sort().join(' ')}),
			},
			{
				id: 'reason',
				title: 'REASON',
				width: 22,
				grow: 1,
				most: 40,
				rank: 10,
				value: ({lastReason}) => lastReason,
				cell: ({lastReason}) => ({text: lastReason, style: 'dim'}),
			},
			{
				id: 'library',
				title: 'LIBRARY',
				width: 14,
				rank: 11,
				cell: ({language, version, kind}) => ({
					text: kind === 'Client' ? `${language} ${version}`.trim() : kind.toLowerCase(),
					style: 'dim',
				}),
			},
		];
	},
	filterable: identity => ({
		text: () =>
			`${identity.user} ${identity.name} ${identity.host} ${identity.lastReason} ${[...identity.servers].join(' ')} ${identity.kind}`.toLowerCase(),
		field(name) {
			switch (name) {
				case 'user':
					return identity.user;
				case 'name':
				case 'client':
					return identity.name;
				case 'host':
					return identity.host;
				case 'reason':
					return identity.lastReason;
				case 'server':
					return [...identity.servers].join(' ');
				case 'kind':
					return identity.kind;
				case 'total':
					return identity.attempts.total;
				default:
					return undefined;
			}
		},
	}),
	isWrong: (identity, look) => inLastMinute(look, identity) > 0,
	target: identity => ({kind: 'refused', key: identity.key}),
	empty: () => 'nobody was refused since this program began to listen',
	note(look) {
		const model = asHeard(look.model);
		const refused = count(sumOver(model.tallies.refusals, model.now, minute));
		const unfinished = sumOver(model.tallies.unfinished, model.now, minute);
		const forgotten = model.forgotten.refused > 0 ? ` · ${count(model.forgotten.refused)} older ones let go` : '';
		const probes = unfinished > 0 ? ` · ${count(unfinished)} never finished a login` : '';
		return `last minute ${refused} refused${probes}${forgotten} · the account that was meant is not told`;
	},
});

const stream = definePane<Entry>({
	id: 'refusals',
	title: 'AS THEY COME',
	stream: true,
	rows: look => [...entriesOf(look.model.journals.refusals)],
	columns: look => entryColumns(look, 'refusals'),
	idOf: ([number]) => String(number),
	filterable: ([, {event}]) => eventFilterable(event),
	isWrong: () => true,
	target: ([number]) => ({kind: 'connection', journal: 'refusals', number}),
	message: ([, {event}]) => event.messageNumber,
	empty: () => 'none yet',
	note(look) {
		const forgotten = forgottenOf(look.model.journals.refusals);
		return forgotten > 0 ? `${count(forgotten)} older ones let go` : '';
	},
});

export const authErrorsView = defineView({
	id: 'auth-errors',
	title: 'Auth errors',
	shortTitle: 'Auth',
	about: 'whose logins are refused, by user, client name and host, and below it the refusals as they come',
	panes: [identities, stream],
	draw: (look, width, height, focus) =>
		stacked(look, width, height, focus, [
			{pane: identities, share: 0.55, least: 5},
			{pane: stream, share: 0.45, least: 4},
		]),
	isAlarming: look => look.problems.some(({rule}) => rule === 'auth-errors'),
});
