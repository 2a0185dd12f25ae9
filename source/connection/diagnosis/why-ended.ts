// A server that ends a connection because we were too slow, or because somebody had it ended, says nothing. It
// remembers why, though, and can be asked once we are back.
import type {NatsConnection} from 'nats';
import {tame} from '../../format/tame.ts';
import {fields, rawText} from '../../wire/fields.ts';

export type EndedConnection = {readonly serverId: string; readonly cid: number};

/** Why a server ended that connection, in words; undefined when it does not say or is gone. Never rejects. */
export async function whyEnded(
	connection: NatsConnection,
	{serverId, cid}: EndedConnection,
	waitMs: number,
): Promise<string | undefined> {
	try {
		const closed = 1;
		const question = JSON.stringify({cid, state: closed});
		const answer = await connection.request(`$SYS.REQ.SERVER.${serverId}.CONNZ`, question, {timeout: waitMs});
		const connections = fields(fields(answer.json<unknown>())['data'])['connections'];
		const reason = Array.isArray(connections) ? rawText(fields(connections[0])['reason']) : '';
		if (reason === '') return undefined;
		return /slow consumer/i.test(reason)
			? `too many events for this terminal, the server cut us off (${tame(reason)}): narrow the view`
			: `the server ended our last connection: ${tame(reason)}`;
	} catch {
		return undefined;
	}
}
