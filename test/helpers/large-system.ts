// Messages of a system as large as one likes: servers with routes, clients each with one connection, refused logins.
import type {Message} from '../../source/wire/message.ts';
import {MadeServer, noon} from '../events/made-server.ts';

export class LargeSystem {
	readonly servers: readonly MadeServer[];

	constructor(servers: number) {
		this.servers = Array.from({length: servers}, (_, index) => new MadeServer(`s${index}`, {tags: ['az:a1']}));
	}

	/** Two heartbeats of each server, so that rates are known. */
	*heartbeats(): Generator<Message> {
		for (const [round, at] of [noon, noon + 10_000].entries()) {
			for (const [index, server] of this.servers.entries()) {
				const amount = {msgs: 1e6 + round * 777, bytes: 1e9 + round * 5000};
				const routes = [1, 2, 3].map(step => {
					const name = `s${(index + step) % this.servers.length}`;
					return {rid: step, name, sent: amount, received: amount, pending: 0};
				});
				yield server.heartbeat(at, {
					mem: 20_000_000 + index,
					cpu: 1.5 + round,
					sent: amount,
					received: amount,
					sent_to_clients: amount,
					received_from_clients: amount,
					active_servers: this.servers.length,
					routes,
				});
			}
		}
	}

	#of(index: number): MadeServer {
		const server = this.servers[index % this.servers.length];
		if (server === undefined) throw new Error('there are no servers');
		return server;
	}

	/** Clients that connect one after the other, each with a name and an address of its own. */
	*connects(from: number, to: number): Generator<Message> {
		for (let index = from; index < to; index++) {
			const host = `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`;
			yield this.#of(index).connect(noon + 11_000, index + 1, {name: `orders-service-${index}`, host});
		}
	}

	*refusals(from: number, to: number): Generator<Message> {
		for (let index = from; index < to; index++) {
			yield this.#of(index).authError(noon + 12_000, 1_000_000 + index, {user: `guest-${index}`});
		}
	}
}
