import type {EndedConnection} from '../../connection/diagnosis/ended-connection.ts';
import {closedByServer} from '../../connection/dial/link.ts';
import type {LinkReport} from '../../wire/message.ts';

/** Keeps the last connection that a server ended without a reason. */
export function createEndedConnections(): {take(report: LinkReport): void; last(): EndedConnection | undefined} {
	let current: EndedConnection | undefined;
	let ended: EndedConnection | undefined;
	return {
		take(report) {
			if (report.state === 'up') current = {serverId: report.serverId, cid: report.cid};
			if (report.state === 'down') ended = report.reason === closedByServer ? current : undefined;
		},
		/** Returned once. */
		last() {
			const last = ended;
			ended = undefined;
			return last;
		},
	};
}
