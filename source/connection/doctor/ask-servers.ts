// Who answers: all servers of the system with their versions and clocks.
import type {NatsConnection} from 'nats';
import {parsedJson} from '../../format/parsed-json.ts';
import {fields, text} from '../../wire/fields.ts';

export type HeardServer = {
	readonly name: string;
	readonly version: string;
	/** By how much its clock is ahead of ours, in milliseconds, and how wrong that may be. */
	readonly ahead: {readonly ms: number; readonly within: number} | undefined;
};

function serverIn(answer: string, sentAt: number, heardAt: number): HeardServer | undefined {
	const server = fields(fields(parsedJson(answer))['server']);
	const name = text(server['name']);
	if (name === '') return undefined;
	const time = Date.parse(text(server['time']));
	const half = (heardAt - sentAt) / 2;
	const ahead = Number.isFinite(time) ? {ms: time - sentAt - half, within: half} : undefined;
	return {name, version: text(server['ver']), ahead};
}

/** Those that answer PING within the time. Never rejects. */
export async function askServers(
	live: NatsConnection,
	waitMs: number,
	now: () => number,
): Promise<readonly HeardServer[]> {
	const found: HeardServer[] = [];
	const sentAt = now();
	try {
		const answers = await live.requestMany('$SYS.REQ.SERVER.PING', '', {
			strategy: 'stall',
			maxWait: waitMs,
			stall: 700,
		});
		for await (const answer of answers) {
			const server = serverIn(answer.string(), sentAt, now());
			if (server !== undefined) found.push(server);
		}
	} catch {
		// Nobody answers, or we may not ask: what came so far counts.
	}
	return found;
}
