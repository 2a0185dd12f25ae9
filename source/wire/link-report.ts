// What a source says of its own connection, read from the text in which it travels. Recordings may hold anything.
import {type Fields, number, text, wholeOrNothing} from './fields.ts';

export type LinkReportFields =
	| {
			readonly state: 'up';
			readonly address: string;
			readonly serverId: string;
			readonly serverName: string;
			/** Our own connection id on that server. */
			readonly cid: number | undefined;
	  }
	| {readonly state: 'down'; readonly reason: string}
	/** There is nothing more to tell. */
	| {readonly state: 'ended'}
	| {readonly state: 'trying'; readonly attempt: number; readonly address: string; readonly reason: string}
	| {readonly state: 'refused'; readonly operation: 'subscribe' | 'publish'; readonly subject: string}
	| {readonly state: 'note'; readonly text: string};

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
			};
		case 'down':
			return {state, reason: text(report['reason'])};
		case 'ended':
			return {state};
		case 'trying':
			return {
				state,
				attempt: number(report['attempt']),
				address: text(report['address']),
				reason: text(report['reason']),
			};
		case 'refused': {
			const operation = report['operation'] === 'publish' ? 'publish' : 'subscribe';
			return {state, operation, subject: text(report['subject'])};
		}
		case 'note':
			return {state, text: text(report['text'])};
		default:
			return undefined;
	}
}
