// The columns of the list of systems: how we are connected, what is heard, what it costs, and the verdict.
import {count} from '../../format/number.ts';
import {widthOf} from '../../format/width.ts';
import type {Server} from '../../model/server.ts';
import {oncePerMoment} from '../../model/once-per-moment.ts';
import {hasNumbers} from '../../model/server-state.ts';
import {serversInOrder} from '../../model/servers.ts';
import {sumOfAll} from '../../model/stats.ts';
import {averagePerSecond, inLastMinute} from '../../model/tally.ts';
import type {Cell, Column} from '../../table/column.ts';
import {downFor, isUnreached, nextTry} from '../frame/link-words.ts';
import {summaryIn} from '../frame/summary.ts';
import {systemVerdict, systemWords} from '../frame/system-words.ts';
import type {Look, SystemNow} from '../look.ts';
import {numberColumn, zeroDim} from './number-column.ts';
import {numberWords} from './number-words.ts';
import {nothing} from './server-cells.ts';

/** Something of it has been heard. */
function isHeard({model}: SystemNow): boolean {
	return summaryIn({model}).newestMs !== undefined;
}

/** Each column sums over them. */
const heardServers = oncePerMoment(model => serversInOrder(model).filter(hasNumbers));

/** The sum over the servers that are heard; unknown where one of them does not tell its part, and before the first. */
function overServers(valueOf: (server: Server) => number | undefined): (system: SystemNow) => number | undefined {
	return ({model}) => {
		const heard = heardServers(model);
		return heard.length === 0 ? undefined : sumOfAll(heard, valueOf);
	};
}

function linkText({link, now}: SystemNow): string {
	switch (link.state) {
		case 'up':
			return 'up';
		case 'down':
			return `down ${downFor(link, now)}`;
		case 'connecting':
			return nextTry(link, now) || (isUnreached(link) ? 'none' : 'connecting');
		case 'ended':
			return 'ended';
	}
}

function linkCell(system: SystemNow): Cell {
	const text = linkText(system);
	if (system.link.state === 'up') return {text, style: 'good'};
	return {text, style: system.link.state === 'down' || isUnreached(system.link) ? 'bad' : 'dim'};
}

function serversCell(system: SystemNow): Cell {
	if (!isHeard(system)) return nothing;
	const {speaking, expected} = summaryIn(system);
	const text = `${count(speaking)}/${count(expected)}`;
	return speaking < expected && system.link.state === 'up' ? {text, style: 'warn'} : {text};
}

/** Answers in a second that we have caused. */
function answersPerSecond({model, now}: SystemNow): number {
	return averagePerSecond(model.tallies.answers, now);
}

function ofSystem({ui}: Look): readonly Column<SystemNow>[] {
	const words = numberWords(ui);
	const flow = (id: string, title: string, rank: number, valueOf: (server: Server) => number | undefined) =>
		numberColumn({id, title, width: Math.max(7, title.length), rank}, overServers(valueOf), words.rate);
	const bytes = (id: string, title: string, valueOf: (server: Server) => number | undefined) =>
		numberColumn({id, title, width: 10, rank: 7}, overServers(valueOf), words.bytes);
	const minute = (id: string, title: string, rank: number, tally: 'connects' | 'refusals') =>
		numberColumn(
			{id, title, width: 8, rank},
			(system: SystemNow) =>
				isHeard(system) ? inLastMinute(system.model.tallies[tally], system.model.now) : undefined,
			words.count,
			value => (tally === 'refusals' && value > 0 ? 'warn' : zeroDim(value)),
		);
	return [
		numberColumn(
			{id: 'conns', title: 'CONNS', width: 6, rank: 2},
			overServers(({stats}) => stats?.connections),
			words.count,
		),
		minute('connects', '+/MIN', 6, 'connects'),
		minute('auth', 'AUTH/MIN', 4, 'refusals'),
		flow('in', 'MSGS IN/s', 3, ({rates}) => rates?.messagesIn),
		flow('out', 'OUT/s', 5, ({rates}) => rates?.messagesOut),
		bytes('bytes-in', 'BYTES IN/s', ({rates}) => rates?.bytesIn),
		bytes('bytes-out', 'OUT/s', ({rates}) => rates?.bytesOut),
		numberColumn({id: 'answers', title: 'ANSWERS/s', width: 9, rank: 4.5}, answersPerSecond, words.rate, zeroDim),
	];
}

const leastName = 6;
const mostName = 18;
/** Of the columns SYSTEM and VERDICT together, on a narrow screen. */
const nameAndVerdict = 35;

/** What a system is called is not cut for what is wrong in it. */
function nameWidth({systems = []}: Look): number {
	return Math.min(mostName, Math.max(leastName, ...systems.map(({label}) => widthOf(label))));
}

export function systemColumns(look: Look): readonly Column<SystemNow>[] {
	const forName = nameWidth(look);
	return [
		{
			id: 'number',
			title: '#',
			width: 2,
			align: 'right',
			rank: 0,
			value: ({number}) => number,
			cell: ({number}) => ({text: String(number), style: 'dim'}),
		},
		{
			id: 'name',
			aliases: ['system', 'context'],
			title: 'SYSTEM',
			width: forName,
			grow: 0.5,
			most: 24,
			rank: 0,
			value: ({label}) => label,
			cell: ({label}) => ({text: label, style: 'strong'}),
		},
		{id: 'link', title: 'LINK', width: 13, rank: 1, value: ({link}) => link.state, cell: linkCell},
		{
			id: 'servers',
			title: 'SERVERS',
			width: 7,
			align: 'right',
			rank: 1.5,
			value: system => (isHeard(system) ? summaryIn(system).speaking : undefined),
			cell: serversCell,
		},
		...ofSystem(look),
		{
			id: 'verdict',
			title: 'VERDICT',
			width: nameAndVerdict - forName,
			grow: 4,
			rank: 0,
			value: system => systemWords(system).words,
			cell: systemVerdict,
		},
	];
}
