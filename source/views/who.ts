// The identities behind the trouble, ranked: refused logins, reconnect loops, slow consumers.
import {count, rate, unknown} from '../format/number.ts';
import {clock, duration} from '../format/time.ts';
import {attemptsPerSecond, calls} from '../insight/auth-errors.ts';
import {loopPerMinute} from '../insight/reconnect-loop.ts';
import {type Client, medianLifeMs} from '../model/client.ts';
import {sumOver} from '../model/tally.ts';
import type {Style} from '../screen.ts';
import type {Target} from '../ui.ts';
import {reasonStyle} from './connection-columns.ts';
import type {Look} from './look.ts';
import {definePane, type Pane} from './pane.ts';

type Suspect = {
	readonly key: string;
	readonly name: string;
	readonly identity: string;
	readonly host: string;
	readonly rate: string;
	readonly style: Style;
	readonly lives: string;
	readonly reason: string;
	readonly on: string;
	readonly since: number | undefined;
	/** Larger comes first. */
	readonly weight: number;
	readonly target: Target;
};

const minute = 60_000;

function refusedSuspects(look: Look): readonly Suspect[] {
	const {model} = look;
	const suspects: Suspect[] = [];
	for (const identity of model.refused.values()) {
		if (identity.unfinished || model.now - identity.lastSeenAt > minute) continue;
		const perMinute = sumOver(identity.attempts, model.now, minute);
		if (perMinute === 0) continue;
		const now = attemptsPerSecond(model, identity);
		suspects.push({
			key: `refused ${identity.key}`,
			name: calls(identity),
			identity: identity.user,
			host: identity.host,
			rate: now >= 1 ? `${rate(now)}/s refused` : `${count(perMinute)}/min refused`,
			style: perMinute >= 5 ? 'bad' : 'warn',
			lives: unknown,
			reason: identity.lastReason,
			on: [...identity.servers].sort().join(' '),
			since: identity.runSince,
			weight: 1e6 + perMinute,
			target: {kind: 'refused', key: identity.key},
		});
	}
	return suspects;
}

function identityOf(client: Client): string {
	return [client.account, client.user].filter(part => part !== '').join('/');
}

function clientSuspects(look: Look): readonly Suspect[] {
	const {model} = look;
	const suspects: Suspect[] = [];
	for (const client of model.clients.values()) {
		if (model.now - client.lastSeenAt > minute) continue;
		const loop = loopPerMinute(model, client);
		const slow = client.lastReason.startsWith('Slow Consumer');
		if (loop === undefined && !slow) continue;
		suspects.push({
			key: `client ${client.key}`,
			name: client.name || client.user || client.host,
			identity: identityOf(client),
			host: client.host,
			rate: loop === undefined ? 'slow consumer' : `${count(loop)}/min loop`,
			style: 'warn',
			lives: duration(medianLifeMs(client)),
			reason: client.lastReason,
			on: [...client.servers].sort().join(' '),
			since: client.firstSeenAt,
			weight: loop === undefined ? 1 : loop,
			target: {kind: 'client', key: client.key},
		});
	}
	return suspects;
}

export const whoPane: Pane = definePane<Suspect>({
	id: 'who',
	title: 'WHO',
	rows: look => [...refusedSuspects(look), ...clientSuspects(look)].sort((a, b) => b.weight - a.weight).slice(0, 100),
	idOf: suspect => suspect.key,
	columns: look => [
		{id: 'name', title: 'CLIENT', width: 14, grow: 1, most: 28, rank: 0, cell: ({name}) => ({text: name, style: 'strong'})},
		{
			id: 'rate',
			title: 'RATE',
			width: 15,
			rank: 0,
			cell: suspect => ({text: suspect.rate, style: suspect.style}),
		},
		{id: 'identity', title: 'ACCOUNT/USER', width: 16, grow: 1, most: 30, rank: 4, cell: ({identity}) => ({text: identity || unknown})},
		{id: 'host', title: 'HOST', width: 13, grow: 1, most: 26, rank: 5, cell: ({host}) => ({text: host})},
		{id: 'lives', title: 'LIVES', width: 7, align: 'right', rank: 6, cell: ({lives}) => ({text: lives})},
		{
			id: 'reason',
			title: 'LAST REASON',
			width: 18,
			grow: 2,
			most: 40,
			rank: 3,
			cell: ({reason}) => {
				const style = reasonStyle(reason);
				return style === undefined ? {text: reason, style: 'dim'} : {text: reason, style};
			},
		},
		{id: 'on', title: 'ON', width: 9, grow: 1, most: 24, rank: 2, cell: ({on}) => ({text: on})},
		{
			id: 'since',
			title: 'SINCE',
			width: 8,
			rank: 1,
			cell: ({since}) => ({text: since === undefined ? unknown : clock(since, look.utc)}),
		},
	],
	filterable: ({name, identity, host, reason, on}) => ({
		text: () => `${name} ${identity} ${host} ${reason} ${on}`.toLowerCase(),
		field: field => ({name, user: identity, host, reason, server: on})[field],
	}),
	isWrong: () => true,
	target: ({target}) => target,
	empty: () => 'nobody is refused, loops or is slow',
});
