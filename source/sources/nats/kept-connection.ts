// Keeps us connected: the first connection must succeed, later ones are tried for as long as it takes.
import type {NatsConnection, Status} from 'nats';
import {abortable, stoppedMeanwhile} from '../../connection/dial/abortable.ts';
import type {ConnectPlan} from '../../connection/dial/connect-plan.ts';
import {firstConnect} from '../../connection/dial/first-connect.ts';
import type {Link} from '../../connection/dial/link.ts';
import {atMost, createPatience} from '../../connection/dial/patience.ts';
import {addressOf, type ConnectionSettings} from '../../connection/settings/settings.ts';
import {CannotStart} from '../../errors/cannot-start.ts';
import {tame} from '../../format/tame.ts';

export type KeptConnection = {
	/** The connection that is used; undefined while there is none. */
	current(): NatsConnection | undefined;
	/** Connects for the first time. @throws CannotStart */
	begin(): Promise<void>;
	/** Makes the connection anew, for this reason. */
	makeAnew(reason: string): void;
	/** Ends it for good, also while it is being made. */
	end(): Promise<void>;
};

export type KeptConnectionOptions = {
	readonly settings: ConnectionSettings;
	readonly link: Link;
	/** Reads what the settings name; asked before each connection that the library does not make anew by itself. */
	readonly plan: () => Promise<ConnectPlan>;
	readonly note: (text: string) => void;
	/** Prepares a new connection; rejects when it cannot be used. */
	readonly connected: (live: NatsConnection) => Promise<void>;
	/** The library has made its connection anew. */
	readonly reconnected: (live: NatsConnection) => void;
	readonly now: () => number;
	/** 0 ≤ n < 1. */
	readonly random: () => number;
};

/** Longest wait for a connection to close in good order. */
const closeMs = 500;

export function keepConnection(options: KeptConnectionOptions): KeptConnection {
	const {settings, link, note, now, random} = options;
	const [firstSeed] = settings.servers.value;
	const patience = createPatience();
	const stopping = new AbortController();
	const {signal} = stopping;
	let connection: NatsConnection | undefined;

	async function connectNow(): Promise<void> {
		const plan = await abortable(signal, options.plan);
		const live = await firstConnect(plan, settings, {hooks: link.hooks, now, random, signal});
		// Taken before anything else, so that no status event is missed.
		const statuses = live.status();
		connection = live;
		try {
			if (signal.aborted) throw stoppedMeanwhile();
			void follow(live, statuses);
			await abortable(signal, () => options.connected(live));
		} catch (error) {
			connection = undefined;
			link.down(error instanceof CannotStart ? error.because : undefined);
			await closed(live);
			throw error;
		}
	}

	async function follow(live: NatsConnection, statuses: AsyncIterable<Status>): Promise<void> {
		for await (const status of statuses) {
			if (live !== connection) return;
			if (status.type === 'ldm') moveAway(live);
			else if (status.type !== 'reconnect') link.status(status);
			else if (!link.isUp && live.info) options.reconnected(live);
		}
		if (live !== connection) return;
		// The library gave up, which it does in rare cases in spite of its options.
		const error = await live.closed();
		connection = undefined;
		link.down(error instanceof Error ? tame(error.message) : undefined);
		await startAnew();
	}

	async function startAnew(): Promise<void> {
		while (!signal.aborted) {
			await patience.pause(link.hooks.delayMs());
			if (signal.aborted) return;
			link.trying(addressOf(firstSeed));
			try {
				await connectNow();
				return;
			} catch (error) {
				link.failed(error instanceof CannotStart ? error.because : 'the connection failed');
			}
		}
	}

	function moveAway(live: NatsConnection): void {
		if (!link.isUp) return;
		const address = live.getServer();
		const others = live.getServers().some(server => server.listen !== address);
		note(`${tame(live.info?.server_name ?? address)} is going away${others ? ', moving to another server' : ''}`);
		if (!others) return;
		link.avoid(address);
		makeAnew('the server is going away');
	}

	function makeAnew(reason: string): void {
		if (!link.isUp || !connection) return;
		link.expect(reason);
		// Rejects only when the connection is closed already.
		connection.reconnect().catch(() => {});
	}

	return {
		current: () => connection,
		begin: connectNow,
		makeAnew,
		async end() {
			stopping.abort();
			patience.end();
			const open = connection;
			connection = undefined;
			if (open) await closed(open);
		},
	};
}

/** Closes a connection at once: nothing that is in flight matters. */
async function closed(connection: NatsConnection): Promise<void> {
	await atMost(
		closeMs,
		connection.close().catch(() => {}),
	);
}
