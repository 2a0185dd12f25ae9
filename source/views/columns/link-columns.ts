// The columns of links. What is told by both ends of a link is shown of both, and of an end that is not heard nothing.
import {unknown} from '../../format/number.ts';
import {clock, duration} from '../../format/time.ts';
import {isTelling} from '../../model/routes.ts';
import type {Server} from '../../model/server.ts';
import {shownName} from '../../model/server-names.ts';
import {sumOrNothing} from '../../model/stats.ts';
import type {Style} from '../../screen/screen.ts';
import {type Cell, type Column, hiddenColumn} from '../../table/column.ts';
import type {Look} from '../look.ts';
import {isBroken, type LinkRow, type LinkState, stateOfRow} from './link-rows.ts';
import {numberWords} from './number-words.ts';
import {cell, nothing, secondsOf, stateText} from './server-cells.ts';

type LinkColumn = Column<LinkRow>;

export function styleOfState(state: LinkState): Style | undefined {
	switch (state) {
		case 'full':
			return 'good';
		case 'missing':
		case 'only one':
		case 'only other':
			return 'bad';
		case 'partly':
		case 'only outbound':
			return 'warn';
		case 'unknown':
			return 'dim';
	}
}

/** Why nothing is known of a server's end: `n4 silent 41 s`; undefined while it is heard. */
function untoldText(look: Look, server: Server): string | undefined {
	if (isTelling(look.model, server)) return undefined;
	return `${shownName(look.model, server)} ${stateText(look, server) || 'not heard yet'}`;
}

function unknownRouteText(look: Look, one: Server, other: Server): string {
	const untold = untoldText(look, one) ?? untoldText(look, other);
	return untold === undefined ? 'unknown: a name that is not unique' : `unknown: ${untold}`;
}

/** What holds of a link, in words. */
export function stateInWords(look: Look, row: LinkRow): string {
	const {model} = look;
	if (row.kind === 'route') {
		const {one, other, state} = row.route;
		switch (state) {
			case 'full':
				return 'full';
			case 'missing':
				return 'missing';
			case 'only one':
				return `only on ${shownName(model, one)}`;
			case 'only other':
				return `only on ${shownName(model, other)}`;
			case 'unknown':
				return unknownRouteText(look, one, other);
		}
	}
	const {having, without, untold, state, to} = row.gateway;
	const told = having.length + without.length;
	const silent = untold.length === 0 ? '' : `, ${untold.length} not heard`;
	switch (state) {
		case 'full':
			return silent === '' ? `full: ${having.length} of ${told} dial` : `${having.length} dial${silent}`;
		case 'partly':
			return `partly: ${having.length} of ${told} dial${silent}`;
		case 'only outbound':
			return `${to} counts none of ${having.length}`;
		case 'missing':
			return 'missing: none dials';
		case 'unknown':
			return 'unknown: no server is heard';
	}
}

/** What one end tells of its routes to the other: how many, and what waits on them. */
export function endOf({model}: Look, from: Server, to: Server) {
	if (!isTelling(model, from)) return undefined;
	const peer = from.stats?.peers.find(({name}) => name === to.name);
	return peer ?? {name: to.name, links: 0, pendingBytes: 0};
}

/** Connections of a link: as both ends tell, or `4, 3` where they do not agree. */
function connectionsText(look: Look, row: LinkRow): string {
	if (row.kind === 'gateway') {
		const {having, without, inbound} = row.gateway;
		return having.length + without.length === 0 ? unknown : `${having.length} out, ${inbound ?? unknown} in`;
	}
	const {one, other} = row.route;
	const [there, back] = [endOf(look, one, other)?.links, endOf(look, other, one)?.links];
	if (there === undefined || back === undefined || there === back) return String(there ?? back ?? unknown);
	return `${there}, ${back}`;
}

function connections(look: Look, row: LinkRow): number | undefined {
	if (row.kind === 'gateway') return row.gateway.having.length;
	const {one, other} = row.route;
	return endOf(look, one, other)?.links ?? endOf(look, other, one)?.links;
}

function pending(look: Look, row: LinkRow): number | undefined {
	if (row.kind === 'gateway') return undefined;
	const {one, other} = row.route;
	return sumOrNothing(endOf(look, one, other)?.pendingBytes, endOf(look, other, one)?.pendingBytes);
}

/** Since when it is told as a problem, epoch milliseconds. */
export function brokenSince({problems}: Look, {id, kind}: Pick<LinkRow, 'id' | 'kind'>): number | undefined {
	return problems.find(({rule, key, overAt}) => rule === `missing-${kind}` && key === id && overAt === undefined)
		?.since;
}

function brokenForMs(look: Look, row: LinkRow): number | undefined {
	const since = brokenSince(look, row);
	return since === undefined ? undefined : look.model.now - since;
}

const mebibyte = 1_048_576;

/** Whether the other end of a route does not keep up: what waits for a moment is less. */
export function isBehind({thresholds}: Look, pendingBytes: number): boolean {
	return pendingBytes >= thresholds.routePendingMebibytes.value * mebibyte;
}

function pendingCell(look: Look, value: number | undefined, tell: (value: number) => string): Cell {
	if (value === undefined) return nothing;
	if (value === 0) return {text: '0', style: 'dim'};
	return cell(tell(value), isBehind(look, value) ? 'warn' : undefined);
}

function endColumns({model}: Look): readonly LinkColumn[] {
	const from = (row: LinkRow): string => (row.kind === 'route' ? shownName(model, row.route.one) : row.gateway.from);
	const to = (row: LinkRow): string => (row.kind === 'route' ? shownName(model, row.route.other) : row.gateway.to);
	return [
		{
			id: 'kind',
			title: 'KIND',
			width: 7,
			rank: 3,
			value: ({kind}) => kind,
			cell: ({kind}) => ({text: kind, style: 'dim'}),
		},
		{
			id: 'cluster',
			title: 'CLUSTER',
			width: 7,
			grow: 1,
			most: 16,
			rank: 4,
			value: row => (row.kind === 'route' ? row.route.mesh.cluster : ''),
			cell: row => (row.kind === 'route' ? {text: row.route.mesh.cluster, style: 'dim'} : {text: ''}),
		},
		{
			id: 'from',
			title: 'FROM',
			width: 8,
			grow: 2,
			most: 28,
			rank: 0,
			value: from,
			cell: row => ({text: from(row), style: 'strong'}),
		},
		{
			id: 'to',
			title: 'TO',
			width: 8,
			grow: 2,
			most: 28,
			rank: 0,
			value: to,
			cell: row => ({text: to(row), style: 'strong'}),
		},
	];
}

function endNames({model}: Look, row: LinkRow): readonly string[] | undefined {
	return row.kind === 'route' ? [row.route.one, row.route.other].map(server => shownName(model, server)) : undefined;
}

export function linkColumns(look: Look): readonly LinkColumn[] {
	const {bytes} = numberWords(look.ui);
	return [
		...endColumns(look),
		{
			id: 'state',
			title: 'STATE',
			width: 20,
			grow: 2,
			most: 44,
			rank: 0,
			value: row => stateInWords(look, row),
			cell(row) {
				const state = stateOfRow(row);
				return cell(stateInWords(look, row), state === 'full' ? undefined : styleOfState(state));
			},
		},
		{
			id: 'links',
			aliases: ['connections'],
			title: 'CONNS',
			width: 11,
			align: 'right',
			rank: 1,
			value: row => connections(look, row),
			cell(row) {
				const text = connectionsText(look, row);
				return text === unknown ? nothing : {text};
			},
		},
		{
			id: 'pending',
			title: 'PENDING',
			width: look.ui.rawUnits ? 14 : 7,
			align: 'right',
			rank: 2,
			value: row => pending(look, row),
			cell: row => pendingCell(look, pending(look, row), bytes),
		},
		{
			id: 'since',
			title: 'SINCE',
			width: 8,
			rank: 2.5,
			value: row => brokenSince(look, row),
			cell(row) {
				if (!isBroken(stateOfRow(row))) return {text: ''};
				const since = brokenSince(look, row);
				return since === undefined ? nothing : {text: clock(since, look.utc)};
			},
		},
		{
			id: 'for',
			title: 'FOR',
			width: 6,
			align: 'right',
			rank: 5,
			value: row => secondsOf(brokenForMs(look, row)),
			cell(row) {
				const brokenMs = brokenForMs(look, row);
				return {text: brokenMs === undefined ? '' : duration(brokenMs)};
			},
		},
		hiddenColumn('server', row => endNames(look, row)?.join(' '), {values: row => endNames(look, row) ?? []}),
	];
}
