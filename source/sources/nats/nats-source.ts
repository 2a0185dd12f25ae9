// The live source: one connection to a NATS system's system account. Everything that arrives, and everything about the
// connection itself, is delivered as a message; after the first connection it never gives up.
import type {NatsConnection} from 'nats';
import {loginRefused} from '../../connection/diagnosis/login-refused.ts';
import {probe} from '../../connection/diagnosis/probe.ts';
import {reasonOfFinding} from '../../connection/diagnosis/finding-reason.ts';
import {type ConnectPlan, connectPlan} from '../../connection/dial/connect-plan.ts';
import {createLink, type LinkUp} from '../../connection/dial/link.ts';
import {answerMs, silentMs as silentMsOf} from '../../connection/dial/waits.ts';
import {type Machine, thisMachine} from '../../connection/files/machine.ts';
import type {Login} from '../../connection/login/login.ts';
import {requireSystemAccount, toldSystemAccount} from '../../connection/login/system-account.ts';
import {type ConnectionSettings, seedAt} from '../../connection/settings/settings.ts';
import {fields} from '../../wire/fields.ts';
import type {Source} from '../source.ts';
import {answersWithinMs} from './answers.ts';
import {createDelivery} from './delivery.ts';
import {createEndedConnections} from './ended-connections.ts';
import type {HistoryPlan} from './history-plan.ts';
import {createHistory} from './history.ts';
import {type KeptConnection, keepConnection} from './kept-connection.ts';
import {createListening} from './listening.ts';
import {askedOf, createPostConnect} from './post-connect.ts';
import {createRequestSender} from './request-sender.ts';
import {createStreamReader, type StreamReader} from './stream-reader.ts';
import {createUpkeep} from './upkeep.ts';

export type NatsSourceOptions = {
	/** Epoch milliseconds. */
	readonly now?: () => number;
	/** 0 ≤ n < 1; for the order of servers and to spread reconnects. */
	readonly random?: () => number;
	/** A connection on which nothing arrives for so long, not even the answer to a ping, is made anew. */
	readonly silentMs?: number;
	/** How often what was refused is tried again. */
	readonly tryAgainMs?: number;
	/** Environment variables, files and programs that know credentials. */
	readonly machine?: Machine;
	readonly history?: HistoryPlan | undefined;
};

/** How often refused subscriptions are tried again. */
const tryRefusedAgainMs = 60_000;

/** A source of the messages of the NATS system that the settings describe. */
export function natsSource(settings: ConnectionSettings, options: NatsSourceOptions = {}): Source {
	const {now = Date.now, random = Math.random, machine = thisMachine(process.env), history} = options;
	const {silentMs = silentMsOf(settings), tryAgainMs = tryRefusedAgainMs} = options;
	const waitMs = answerMs(settings);
	const stopping = new AbortController();
	let plan: ConnectPlan | undefined;
	let stopped = false;

	const delivery = createDelivery({now, withoutTokens: text => plan?.login.withoutTokens(text) ?? text});
	const ended = createEndedConnections();
	const link = createLink({
		settings,
		random,
		now,
		report(report) {
			ended.take(report);
			delivery.report(report);
		},
		whyRefused: () => whyRefused(settings, plan, now()),
		findOut: address => whyNoAnswer(address, plan, settings, stopping.signal),
	});
	const listening = createListening({
		hand: delivery.hand,
		handTooLarge: delivery.handTooLarge,
		now,
		answersWithinMs: Math.max(answersWithinMs, waitMs),
		...(settings.inboxPrefix ? {inboxPrefix: settings.inboxPrefix.value} : {}),
	});
	const sender = createRequestSender({link, listening, delivery, connection: () => kept.current(), waitMs});
	const postConnect = createPostConnect({
		settings,
		listening,
		delivery,
		sender,
		isCurrent: live => !stopped && live === kept.current(),
	});

	const openPlan = async (): Promise<ConnectPlan> => (plan ??= await connectPlan(settings, machine));

	async function connected(live: NatsConnection): Promise<void> {
		// The INFO that tells our account may come just after the answer to the login.
		if (toldSystemAccount(fields(live.info)) === undefined) await sender.roundTrip();
		link.up(upOf(live, plan?.login));
		listening.begin(live);
		for (const text of plan?.login.notes ?? []) delivery.note(text);
		const membership = await requireSystemAccount(askedOf(live, sender), settings);
		if (membership === 'unknown') {
			delivery.note('whether this is the system account cannot be told: it may not be asked');
		}
		postConnect.connected(live, ended.last());
	}

	function reconnected(live: NatsConnection): void {
		const before = ended.last();
		link.up(upOf(live, plan?.login));
		listening.renew(live);
		postConnect.connected(live, before);
		void postConnect.checkAccount(live);
	}

	const kept = keepConnection({
		settings,
		link,
		plan: openPlan,
		note: delivery.note,
		connected,
		reconnected,
		now,
		random,
	});

	const upkeep = createUpkeep({
		kept,
		link,
		listening,
		sender,
		delivery,
		postConnect,
		silentMs,
		tryAgainMs,
		signMs: waitMs / 4,
	});

	return {
		label: settings.label,
		contextName: settings.context?.name,
		history: history?.stream,

		async start(deliver) {
			const past = history === undefined ? undefined : createHistory({plan: history, deliver, now});
			delivery.begin(past?.live ?? deliver);
			upkeep.beforeConnecting();
			try {
				await kept.begin();
				if (history !== undefined) await past?.read(readerOf(history, settings, kept, () => stopped));
			} catch (error) {
				await this.stop();
				throw error;
			}
			upkeep.connected();
		},

		ask: request => sender.send(request),

		now,

		async stop() {
			if (stopped) return;
			stopped = true;
			stopping.abort();
			delivery.end();
			upkeep.end();
			await kept.end();
		},
	};
}

function readerOf(
	{stream, apiPrefix, from}: HistoryPlan,
	settings: ConnectionSettings,
	{current}: KeptConnection,
	isStopped: () => boolean,
): StreamReader {
	const inboxPrefix = settings.inboxPrefix?.value;
	return createStreamReader({
		stream,
		apiPrefix,
		from,
		connection: current,
		inboxPrefix,
		waitMs: answerMs(settings),
		isStopped,
	});
}

/** The report about a new connection. */
function upOf(live: NatsConnection, login: Login | undefined): LinkUp {
	const told = toldSystemAccount(fields(live.info));
	const loginUntil = login?.until();
	return {
		address: live.getServer(),
		serverId: live.info?.server_id ?? '',
		serverName: live.info?.server_name ?? '',
		cid: live.info?.client_id ?? 0,
		...(told === undefined ? {} : {systemAccount: told}),
		...(loginUntil === undefined ? {} : {loginUntil}),
	};
}

function whyRefused(settings: ConnectionSettings, plan: ConnectPlan | undefined, now: number): string {
	return plan ? loginRefused(settings.servers.value[0], settings, plan.login, now, undefined).because : '';
}

/** Why no NATS server answers at an address, in words; undefined when one does. */
async function whyNoAnswer(
	address: string,
	plan: ConnectPlan | undefined,
	settings: ConnectionSettings,
	signal: AbortSignal,
): Promise<string | undefined> {
	const seed = seedAt(address, settings);
	if (!plan || !seed) return undefined;
	const finding = await probe(seed, {...plan.probeOptions('greet only', seed), signal});
	const reason = finding.kind === 'fine' ? undefined : reasonOfFinding(finding, seed, settings);
	return typeof reason === 'object' ? reason.because : undefined;
}
