// What a source says of its own connection, read from the text in which it travels. Recordings may hold anything.
import {type Fields, text, wholeOrNothing} from './fields.ts';

export type LinkReportFields =
	| {
			readonly state: 'up';
			readonly address: string;
			readonly serverId: string;
			readonly serverName: string;
			/** Our own connection id on that server. */
			readonly cid: number | undefined;
			/** Undefined when the server does not tell. */
			readonly systemAccount: boolean | undefined;
			/** Until when our credentials are good, epoch milliseconds. */
			readonly loginUntil: number | undefined;
			/** What came before this was heard too, as it was read from a stream. */
			readonly continues: boolean;
	  }
	| {readonly state: 'down'; readonly reason: string}
	/** There is nothing more to tell. */
	| {readonly state: 'ended'}
	| {
			readonly state: 'trying';
			/** 0 when it is not told. */
			readonly attempt: number;
			readonly address: string;
			readonly reason: string;
			/** When the next try begins; undefined while this one goes on. */
			readonly againAt: number | undefined;
	  }
	| {
			/** Refused, or allowed after it was refused. */
			readonly state: 'refused' | 'granted';
			readonly operation: 'subscribe' | 'publish';
			readonly subject: string;
	  }
	/** Our user has left the system account, or come back; the account's name is empty when it is not told. */
	| {readonly state: 'account'; readonly systemAccount: boolean; readonly account: string}
	/** A connection of this program from before it watched this system, which may end only now. */
	| {readonly state: 'own'; readonly serverId: string; readonly cid: number | undefined}
	/** `lostBecause` says why the last connection was lost; empty where it is about something else. */
	| {readonly state: 'note'; readonly text: string; readonly lostBecause: string};

/** The report in a `(link)` message; undefined when its state is none that is known. */
export function linkReportOf(report: Fields): LinkReportFields | undefined {
	const {state} = report;
	switch (state) {
		case 'up':
			return {
				state,
				address: text(report['address']),
				serverId: text(report['serverId']),
				serverName: text(report['serverName']),
				cid: wholeOrNothing(report['cid']),
				systemAccount: typeof report['systemAccount'] === 'boolean' ? report['systemAccount'] : undefined,
				loginUntil: wholeOrNothing(report['loginUntil']),
				continues: report['continues'] === true,
			};
		case 'down':
			return {state, reason: text(report['reason'])};
		case 'ended':
			return {state};
		case 'trying':
			return {
				state,
				attempt: wholeOrNothing(report['attempt']) ?? 0,
				address: text(report['address']),
				reason: text(report['reason']),
				againAt: wholeOrNothing(report['againAt']),
			};
		case 'account':
			return {state, systemAccount: report['systemAccount'] === true, account: text(report['account'])};
		case 'refused':
		case 'granted': {
			const operation = report['operation'] === 'publish' ? 'publish' : 'subscribe';
			return {state, operation, subject: text(report['subject'])};
		}
		case 'own':
			return {state, serverId: text(report['serverId']), cid: wholeOrNothing(report['cid'])};
		case 'note':
			return {state, text: text(report['text']), lostBecause: text(report['lostBecause'])};
		default:
			return undefined;
	}
}
