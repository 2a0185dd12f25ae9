import {bytesInWords, count, grouped, perSecond, unknown} from '../../format/number.ts';
import {duration, spanMs} from '../../format/time.ts';
import {fit} from '../../format/width.ts';
import type {LinkConnection} from '../../model/link-connections.ts';
import {isBehind} from '../columns/link-columns.ts';
import type {Look} from '../look.ts';
import type {PageLine} from './page.ts';

/** What a connection carries: one account that it is for, all that have none of their own, or what goes between clusters. */
function carries({kind, account}: LinkConnection): string {
	if (account !== '') return account;
	return kind === 'route' ? 'shared' : kind;
}

const shape = {cid: 7, carries: 14, address: 22, rtt: 8, pending: 9, rate: 9};

export const connectionHeads: PageLine = {
	spans: [
		{
			text: ` ${[
				fit('CID', shape.cid),
				fit('CARRIES', shape.carries),
				fit('ADDRESS', shape.address),
				fit('RTT', shape.rtt, 'right'),
				fit('PENDING', shape.pending, 'right'),
				fit('IN', shape.rate, 'right'),
				fit('OUT', shape.rate, 'right'),
			].join('')}`,
			style: 'dim',
		},
	],
};

/** A connection in two lines: who and how fast, then how much. */
export function connectionLines(
	look: Look,
	connection: LinkConnection,
	serverTime: number | undefined,
): readonly PageLine[] {
	const {cid, address, roundTripMs, pendingBytes, rates, sent, received, subscriptions, compression} = connection;
	const upMs = spanMs(connection.startedAt, serverTime);
	const more = [
		`bytes in ${rates?.bytesIn === undefined ? unknown : `${bytesInWords(rates.bytesIn)}/s`}`,
		`out ${rates?.bytesOut === undefined ? unknown : `${bytesInWords(rates.bytesOut)}/s`}`,
		`since the start ${count(received.messages)} in (${bytesInWords(received.bytes)})`,
		`${count(sent.messages)} out (${bytesInWords(sent.bytes)})`,
	].join(', ');
	const about = [
		`${grouped(subscriptions)} subscriptions`,
		...(compression === '' ? [] : [`compression ${compression}`]),
		`up ${duration(upMs)}`,
	].join(', ');
	return [
		{
			spans: [
				{text: ` ${fit(String(cid), shape.cid)}`, style: 'strong'},
				{text: `${fit(carries(connection), shape.carries - 1)} ${fit(address, shape.address)}`},
				{text: fit(duration(roundTripMs), shape.rtt, 'right')},
				{
					text: fit(bytesInWords(pendingBytes), shape.pending, 'right'),
					...(isBehind(look, pendingBytes ?? 0) ? {style: 'warn' as const} : {}),
				},
				{text: fit(perSecond(rates?.messagesIn), shape.rate, 'right')},
				{text: fit(perSecond(rates?.messagesOut), shape.rate, 'right')},
			],
		},
		{spans: [{text: `  ${more}`, style: 'dim'}]},
		{spans: [{text: `  ${about}`, style: 'dim'}]},
	];
}
