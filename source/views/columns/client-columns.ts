// The columns of clients: applications, with all their connections.
import {displayName} from '../../format/display-name.ts';
import {count} from '../../format/number.ts';
import {age, clock, duration} from '../../format/time.ts';
import {type ClientState, type ClientStates, clientStatesOf} from '../../insight/client-state.ts';
import type {Thresholds} from '../../insight/thresholds.ts';
import {paceInWords} from '../../insight/pace.ts';
import {type Client, medianLifeMs} from '../../model/client.ts';
import {oncePerMomentEach} from '../../model/once-per-moment.ts';
import {shownNameOf, shownNamesOf} from '../../model/server-names.ts';
import {toldAt} from '../../model/server-state.ts';
import {inLastMinute} from '../../model/tally.ts';
import type {Style} from '../../screen/screen.ts';
import {type Column, hiddenColumn} from '../../table/column.ts';
import type {Look} from '../look.ts';
import {libraryName, reasonStyle} from './connection-event-words.ts';
import {minuteColumn} from './minute-column.ts';
import {numberWords} from './number-words.ts';
import {cell, nothing, secondsOf} from './server-cells.ts';
import {textColumn} from './text-column.ts';

type ClientColumn = Column<Client>;

const statesIn = oncePerMomentEach(clientStatesOf);

/** Rows, columns and pages ask for the same, several times a picture. */
export function clientStates({model, thresholds}: Look): ClientStates {
	return statesIn(model, thresholds);
}

/** Whether it does what it should not. */
export function isTroubled({kind}: ClientState): boolean {
	return kind === 'refused' || kind === 'loop' || kind === 'flapping' || kind === 'slow' || kind === 'lost';
}

const ranks: Readonly<Record<ClientState['kind'], number>> = {
	refused: 9,
	loop: 8,
	flapping: 7,
	slow: 6,
	lost: 5,
	moved: 3,
	steady: 2,
	left: 1,
	gone: 0,
};

const styles: Readonly<Record<ClientState['kind'], Style | undefined>> = {
	refused: 'bad',
	loop: 'warn',
	flapping: 'warn',
	slow: 'warn',
	lost: 'warn',
	moved: 'accent',
	steady: undefined,
	left: 'dim',
	gone: 'dim',
};

/** `loop 118/min`, `moved n2→n3`, `steady`, `gone 41 s`. */
export function stateInWords({model}: Look, state: ClientState): string {
	switch (state.kind) {
		case 'refused':
		case 'loop':
			return `${state.kind} ${paceInWords(state.run)}`;
		case 'flapping':
		case 'slow':
			return `${state.kind} ×${count(state.run.total)}`;
		case 'lost':
			return `lost ${count(state.lost)}`;
		case 'moved':
			return `moved ${shownNameOf(model, state.from)}→${shownNameOf(model, state.to)}`;
		case 'gone':
		case 'left':
			return `${state.kind} ${duration(toldAt(model) - state.since)}`;
		case 'steady':
			return 'steady';
	}
}

function stateColumn(look: Look, {stateOf}: ClientStates): ClientColumn {
	return {
		id: 'state',
		title: 'STATE',
		width: 13,
		grow: 0.5,
		most: 24,
		rank: 0,
		value: client => stateInWords(look, stateOf(client)),
		cell(client) {
			const state = stateOf(client);
			return cell(stateInWords(look, state), styles[state.kind]);
		},
	};
}

function liveColumn({ui}: Look, {openOf, isAllKnown}: ClientStates): ClientColumn {
	return {
		id: 'live',
		aliases: ['conns'],
		title: 'LIVE',
		width: 6,
		align: 'right',
		rank: 1,
		value: openOf,
		caveat: client => (isAllKnown(client) ? undefined : 'at least'),
		cell: client => ({text: `${isAllKnown(client) ? '' : '≥'}${numberWords(ui).count(openOf(client))}`}),
	};
}

const clientColumn: ClientColumn = textColumn(
	{id: 'client', aliases: ['name'], title: 'CLIENT', width: 14, grow: 1.5, most: 36, rank: 0},
	displayName,
);

const livesColumn: ClientColumn = {
	id: 'lives',
	title: 'LIVES',
	width: 7,
	align: 'right',
	rank: 5,
	value: client => secondsOf(medianLifeMs(client)),
	cell: client => (client.lives === 0 ? nothing : {text: duration(medianLifeMs(client))}),
};

const reasonColumn: ClientColumn = {
	id: 'reason',
	title: 'LAST REASON',
	width: 15,
	grow: 2,
	most: 42,
	rank: 3,
	value: ({lastReason}) => lastReason,
	cell: ({lastReason}) => (lastReason === '' ? nothing : {text: lastReason, style: reasonStyle(lastReason) ?? 'dim'}),
};

/** What is sorted by at first: who is in trouble, then who connects most, then who has most connections. */
export const worstFirst = 'worst';

const howBad = oncePerMomentEach((model, thresholds: Thresholds) => {
	const {stateOf, openOf} = statesIn(model, thresholds);
	return (client: Client): number => {
		const {kind} = stateOf(client);
		const isNews = ranks[kind] > ranks.steady;
		const connects = Math.min(999_999, inLastMinute(client.connects, model.now));
		return (isNews ? ranks[kind] : 0) * 1e12 + connects * 1e6 + Math.min(999_999, openOf(client));
	};
});

export function clientColumns(look: Look): readonly ClientColumn[] {
	const {model, utc} = look;
	const states = clientStates(look);
	return [
		clientColumn,
		stateColumn(look, states),
		liveColumn(look, states),
		minuteColumn(look, {id: 'connects', width: 6, rank: 2}, '+', ({connects}) => connects),
		minuteColumn(look, {id: 'disconnects', width: 6, rank: 7}, '−', ({disconnects}) => disconnects),
		livesColumn,
		textColumn(
			{id: 'account', aliases: ['acc'], title: 'ACCOUNT', width: 9, grow: 0.5, most: 24, rank: 2.5},
			({account}) => account,
		),
		textColumn({id: 'user', title: 'USER', width: 10, grow: 0.5, most: 24, rank: 6.5}, ({user}) => user),
		textColumn({id: 'host', title: 'HOST', width: 13, grow: 0.5, most: 26, rank: 4}, ({host}) => host),
		{
			...textColumn({id: 'server', title: 'ON', width: 8, grow: 0.5, most: 24, rank: 3.5}, ({servers}: Client) =>
				shownNamesOf(model, servers).join(' '),
			),
			values: ({servers}) => shownNamesOf(model, servers),
		},
		reasonColumn,
		textColumn(
			{id: 'library', aliases: ['lib', 'version'], title: 'LIBRARY', width: 14, grow: 0.5, most: 30, rank: 8},
			libraryName,
		),
		{
			id: 'first',
			title: 'FIRST',
			width: 8,
			rank: 10,
			value: ({firstSeenAt}) => (model.now - firstSeenAt) / 1000,
			cell: ({firstSeenAt}) => ({text: clock(firstSeenAt, utc), style: 'dim'}),
		},
		{
			id: 'seen',
			aliases: ['last', 'age'],
			title: 'SEEN',
			width: 5,
			align: 'right',
			rank: 5.5,
			value: ({lastSeenAt}) => (model.now - lastSeenAt) / 1000,
			cell: ({lastSeenAt}) => ({text: age(model.now - lastSeenAt), style: 'dim'}),
		},
		hiddenColumn('kind', ({kind}) => kind, {searched: false}),
		hiddenColumn(worstFirst, howBad(model, look.thresholds), {isSteady: true}),
	];
}
