// A system of many servers on one machine: a real nats-server, and a client in its system account that speaks for all
// others, with the simulator's words.
import {connectAs, type NatsServer, startServer, stopServers} from '../helpers/nats-server.ts';
import {createSystem} from '../../source/sources/simulate/system.ts';
import type {Message} from '../../source/wire/message.ts';

const ping = '$SYS.REQ.SERVER.PING';
/** What is asked of all servers at once, and answered here for the others. */
const asked = [ping, '$SYS.REQ.ACCOUNT.PING.STATZ'] as const;
const answer = /^_INBOX\.[^.]+\./;

/** Longer than an answer of the simulator is underway. */
const longestWayMs = 150;

export type ManyServers = {readonly server: NatsServer; readonly end: () => Promise<void>};

const seed = 3;
const serverName = /"name":"([^"]+)"/;

/** The server in whose place the real one is: the one that would answer first. */
function replacedServer(servers: number): string {
	const system = createSystem({seed, servers, startAt: 0});
	const messages = [...system.ask({subject: ping, body: ''}, 0), ...system.advance(longestWayMs)];
	const answered = messages.find(({subject}) => answer.test(subject) && subject.endsWith(ping));
	const name = serverName.exec(answered?.text ?? '')?.[1];
	if (name === undefined) throw new Error('no server answers');
	return name;
}

export async function startManyServers(servers: number): Promise<ManyServers> {
	// Others have routes to the one that it replaces, which would be told as one that was not heard.
	const replaced = replacedServer(servers);
	const server = await startServer({name: replaced});
	const client = await connectAs(server, 'sys');
	const system = createSystem({seed, servers, startAt: Date.now()});
	let replyTo = '';
	let clock = 0;
	const say = (messages: readonly Message[]): void => {
		for (const {subject, text} of messages) {
			if (serverName.exec(text)?.[1] === replaced) continue;
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
