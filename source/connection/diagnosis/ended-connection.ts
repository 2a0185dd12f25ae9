// A server that ends a connection because we were too slow, or because somebody had it ended, says nothing. It
// remembers why, though, and can be asked once we are back.
import {parsedJson} from '../../format/parsed-json.ts';
import {fields, list, text} from '../../wire/fields.ts';

export type EndedConnection = {readonly serverId: string; readonly cid: number};

/** The subject and the body that ask a server for a connection of its that was closed. */
export function endedConnectionRequest({serverId, cid}: EndedConnection): {subject: string; body: string} {
	const closed = 1;
	return {subject: `$SYS.REQ.SERVER.${serverId}.CONNZ`, body: JSON.stringify({cid, state: closed})};
}

/** Why the server ended the connection, as it says and in words, from its answer; undefined when it does not say. */
export function whyEnded(answer: string): {readonly reason: string; readonly text: string} | undefined {
	const [connection] = list(fields(fields(parsedJson(answer))['data'])['connections']);
	const reason = text(fields(connection)['reason']);
	if (reason === '') return undefined;
	const words = /slow consumer/i.test(reason)
		? `too many events for this terminal, the server cut us off (${reason}): narrow the view`
		: `the server ended our last connection: ${reason}`;
	return {reason, text: words};
}
