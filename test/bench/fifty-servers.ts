// A system of fifty servers on one machine: a real nats-server, and a client in its system account that speaks for
// forty-nine more, with the simulator's words.
import {connectAs, type NatsServer, startServer, stopServers} from '../helpers/nats-server.ts';
import {createSystem} from '../../source/sources/simulate/system.ts';
import type {Message} from '../../source/wire/message.ts';

const ping = '$SYS.REQ.SERVER.PING';
/** What is asked of all servers at once, and answered here for the others. */
const asked = [ping, '$SYS.REQ.ACCOUNT.PING.STATZ'] as const;
const answer = /^_INBOX\.[^.]+\./;

/** Longer than an answer of the simulator is underway. */
const longestWayMs = 150;

export type FiftyServers = {readonly server: NatsServer; readonly end: () => Promise<void>};

export async function startFiftyServers(): Promise<FiftyServers> {
	const server = await startServer({name: 'n1'});
	const client = await connectAs(server, 'sys');
	// In the place of one of them is the real one.
	const system = createSystem({seed: 3, servers: 50, startAt: Date.now()});
	const names = new Set<string>();
	let replyTo = '';
	let clock = 0;
	const say = (messages: readonly Message[]): void => {
		for (const {subject, text} of messages) {
			const name = /"name":"([^"]+)"/.exec(text)?.[1];
			if (subject.endsWith(ping) && name !== undefined) names.add(name);
			if (name !== undefined && name === names.values().next().value) continue;
			if (answer.test(subject)) {
				if (replyTo !== '') client.publish(replyTo, text);
			} else if (subject.startsWith('$SYS.') && !subject.startsWith('$SYS.REQ.')) {
				client.publish(subject, text);
			}
		}
	};
	const advanceTo = (at: number): void => {
		clock = Math.max(clock, at);
		say(system.advance(clock));
	};
	for (const subject of asked) {
		client.subscribe(subject, {
			callback: (_error, message) => {
				if (message.reply === undefined || message.reply === '') return;
				replyTo = message.reply;
				clock = Math.max(clock, Date.now());
				say(system.ask({subject, body: message.string()}, clock));
				// All are on this machine: none is farther than another, so all answers go out at once.
				advanceTo(clock + longestWayMs);
			},
		});
	}
	const timer = setInterval(() => advanceTo(Date.now()), 200);
	await client.flush();
	return {
		server,
		async end() {
			clearInterval(timer);
			await client.close();
			await stopServers();
		},
	};
}
