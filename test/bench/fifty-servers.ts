// A system of fifty servers on one machine: a real nats-server, and a client in its system account that speaks for
// forty-nine more, with the simulator's words.
import {connectAs, type NatsServer, startServer, stopServers} from '../helpers/nats-server.ts';
import {createSystem} from '../../source/sources/simulate/system.ts';
import type {Message} from '../../source/message.ts';

const ping = '$SYS.REQ.SERVER.PING';
const answer = /^_INBOX\.[^.]+\./;

export type FiftyServers = {readonly server: NatsServer; readonly end: () => Promise<void>};

export async function startFiftyServers(): Promise<FiftyServers> {
	const server = await startServer({name: 'n1'});
	const client = await connectAs(server, 'sys');
	const system = createSystem({seed: 3, servers: 49, startAt: Date.now()});
	let replyTo = '';
	const say = (messages: readonly Message[]): void => {
		for (const {subject, text} of messages) {
			if (answer.test(subject)) {
				if (replyTo !== '') client.publish(replyTo, text);
			} else if (subject.startsWith('$SYS.') && !subject.startsWith('$SYS.REQ.')) {
				client.publish(subject, text);
			}
		}
	};
	client.subscribe(ping, {
		callback: (_error, message) => {
			if (message.reply === undefined || message.reply === '') return;
			replyTo = message.reply;
			say(system.ask({subject: ping, body: ''}, Date.now()));
			// Far servers answer a little later than near ones.
			for (const ms of [2, 10, 40, 90]) setTimeout(() => say(system.advance(Date.now())), ms);
		},
	});
	const timer = setInterval(() => say(system.advance(Date.now())), 200);
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
