// The live source: one connection to a NATS system's system account. Everything that arrives, and everything about the
// connection itself, is delivered as a message; after the first connection it never gives up.
import type {NatsConnection, Status} from 'nats';
import {CannotStart} from '../../errors/cannot-start.ts';
import {allowBlankSubjects} from '../../connection/diagnosis/blank-subjects.ts';
import {type ConnectPlan, connectPlan} from '../../connection/dial/connect-plan.ts';
import {firstConnect} from '../../connection/dial/first-connect.ts';
import {loginRefused} from '../../connection/diagnosis/login-refused.ts';
import {probe} from '../../connection/diagnosis/probe.ts';
import {reasonOfFinding} from '../../connection/diagnosis/reason.ts';
import {type Machine, thisMachine} from '../../connection/files/machine.ts';
import {addressOf, type ConnectionSettings, seedAt} from '../../connection/settings/settings.ts';
import {type Certainty, requireSystemAccount, toldSystemAccount} from '../../connection/login/system-account.ts';
import type {EndedConnection} from '../../connection/diagnosis/why-ended.ts';
import {hidden, tame} from '../../format/tame.ts';
import {answerPrefix, type LinkReport, linkSubject} from '../../wire/message.ts';
import {captureConsole} from './captured-console.ts';
import {closedByServer, createLink} from '../../connection/dial/link.ts';
import {stoppedMeanwhile, abortable} from '../../connection/dial/abortable.ts';
import {createAfterwards} from './post-connect.ts';
import {createListening} from './listening.ts';
import {atMost, createPatience} from '../../connection/dial/patience.ts';
import {startWatchdog} from './watchdog.ts';
import type {Deliver, Source} from '../source.ts';

export type NatsSourceOptions = {
	/** Epoch milliseconds. */
	readonly now?: () => number;
	/** 0 ≤ n < 1; for the order of servers and the spread of reconnects. */
	readonly random?: () => number;
	/** A connection on which nothing arrives for so long, not even the answer to a ping, is made anew. */
	readonly silentMs?: number;
	/** Where variables and other programs' credentials are to be had. */
	readonly machine?: Machine;
};

/** Longest wait for a connection to close in good order. */
const closeMs = 500;
/** Longest wait for what a server answers at once. */
const promptMs = 2000;
/** Different mishaps that are told; more of them tell nothing new. */
const mostMishaps = 10;

/** A source of the events of the NATS system that the settings lead to. */
export function natsSource(settings: ConnectionSettings, options: NatsSourceOptions = {}): Source {
	const {now = Date.now, random = Math.random, silentMs = 6000, machine = thisMachine(process.env)} = options;
	const [firstSeed] = settings.servers.value;
	const waitMs = Math.min(promptMs, settings.timeoutMs.value);
	const patience = createPatience();
	const stopping = new AbortController();
	const {signal} = stopping;
	const mishaps = new Set<string>();
	const endings: (() => void)[] = [];
	let deliver: Deliver = () => {};
	let plan: ConnectPlan | undefined;
	let connection: NatsConnection | undefined;
	/** The last connection that ended without a reason. */
	let ended: EndedConnection | undefined;
	let current: EndedConnection | undefined;
	let stopped = false;

	/** Nothing may be thrown into the client's parser: it would never read again. */
	function hand(subject: string, text: string, reply?: string): void {
		try {
			deliver({at: now(), subject, text: withoutToken(text), reply});
		} catch (error) {
			const mishap = wordsOf(error);
			if (mishaps.has(mishap) || mishaps.size >= mostMishaps) return;
			mishaps.add(mishap);
			note(`a message could not be taken in: ${mishap}`);
		}
	}

	/** Servers before 2.10.28 tell who logged in with a token by telling the token. */
	function withoutToken(text: string): string {
		const token = plan?.login.token ?? '';
		return token === '' ? text : text.replaceAll(JSON.stringify(token), JSON.stringify(hidden));
	}

	function report(report: LinkReport): void {
		if (report.state === 'down') ended = report.reason === closedByServer ? current : undefined;
		hand(linkSubject, JSON.stringify(report));
	}

	function note(text: string): void {
		report({state: 'note', text});
	}

	const listening = createListening({
		hand,
		now,
		...(settings.inboxPrefix ? {inboxPrefix: settings.inboxPrefix.value} : {}),
	});
	const afterwards = createAfterwards({
		settings,
		listening,
		note,
		waitMs,
		isCurrent: live => !stopped && live === connection,
	});
	const link = createLink({
		settings,
		random,
		report,
		now,
		whyRefused: () => (plan ? loginRefused(firstSeed, settings, plan.login, now(), undefined).because : ''),
		async findOut(address) {
			const seed = seedAt(address, settings);
			if (!plan || !seed) return undefined;
			const finding = await probe(seed, {...plan.probeOptions('greet only', seed), signal});
			const reason = finding.kind === 'fine' ? undefined : reasonOfFinding(finding, seed, settings);
			return typeof reason === 'object' ? reason.because : undefined;
		},
	});

	/** Connects and makes sure that it is the system account. @throws CannotStart */
	async function connectNow(): Promise<void> {
		const isFirst = plan === undefined;
		plan ??= await abortable(signal, () => connectPlan(settings, machine));
		const live = await firstConnect(plan, settings, {hooks: link.hooks, now, random, signal});
		// From here on nothing that happens to the connection is missed.
		const statuses = live.status();
		let certainty: Certainty = 'told';
		try {
			certainty = await abortable(signal, () => requireSystemAccount(live, settings, waitMs));
			if (stopped) throw stoppedMeanwhile();
		} catch (error) {
			await closed(live);
			throw error;
		}
		connection = live;
		announce(live);
		listening.begin(live);
		void follow(live, statuses);
		if (isFirst) for (const text of plan.login.notes) note(text);
		if (certainty === 'unknown') note('whether this is the system account cannot be told: it may not be asked');
		afterwards.connected(live, ended);
		ended = undefined;
	}

	function announce(live: NatsConnection): void {
		const told = toldSystemAccount(live);
		current = {serverId: live.info?.server_id ?? '', cid: live.info?.client_id ?? 0};
		link.up({
			address: live.getServer(),
			serverId: current.serverId,
			serverName: live.info?.server_name ?? '',
			cid: current.cid,
			...(told === undefined ? {} : {systemAccount: told}),
		});
	}

	async function follow(live: NatsConnection, statuses: AsyncIterable<Status>): Promise<void> {
		for await (const status of statuses) {
			if (stopped) return;
			if (status.type === 'ldm') moveAway(live);
			else if (status.type !== 'reconnect') link.status(status);
			else if (!link.isUp && live.info) {
				announce(live);
				listening.renew(live);
				afterwards.connected(live, ended);
				ended = undefined;
			}
		}
		if (stopped) return;
		// The library gave up, which it does in rare cases whatever it was told.
		const error = await live.closed();
		connection = undefined;
		link.down(error instanceof Error ? tame(error.message) : undefined);
		await startAnew();
	}

	async function startAnew(): Promise<void> {
		while (!stopped) {
			await patience.pause(link.hooks.delayMs());
			if (stopped) return;
			link.trying(addressOf(firstSeed));
			try {
				await connectNow();
				return;
			} catch (error) {
				if (stopped) return;
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

	async function onConsole(text: string): Promise<void> {
		note(tame(text));
		const asked = connection;
		if (!text.startsWith('reader closed') || !asked) return;
		// It may be said of another connection in this process; ours is well when it answers.
		let answered = false;
		asked.flush().then(
			() => {
				answered = true;
			},
			() => {},
		);
		await patience.pause(promptMs / 4);
		if (!answered && asked === connection) makeAnew('the client library stopped reading');
	}

	return {
		label: settings.label,
		now,
		async start(to) {
			deliver = to;
			allowBlankSubjects();
			endings.push(captureConsole(text => void onConsole(text)));
			try {
				await connectNow();
			} catch (error) {
				await this.stop();
				throw error;
			}
			const watched = {
				received: () => connection?.stats().inMsgs ?? 0,
				roundTrip: () => connection?.flush() ?? Promise.resolve(),
				connected: () => link.isUp,
			};
			endings.push(startWatchdog(watched, silentMs, () => makeAnew(`no sign of life for ${silentMs / 1000} s`)));
		},

		ask({subject, body}) {
			if (!connection || !link.isUp || link.mayNotAsk(subject)) return;
			if (subject === '' || /[ \t\r\n]/.test(subject)) {
				note(`cannot ask ${JSON.stringify(tame(subject))}: a subject must not have blanks`);
				return;
			}
			const reply = listening.replyTo(subject);
			hand(subject, body, answerPrefix + reply.slice(reply.lastIndexOf('.') + 1));
			try {
				connection.publish(subject, body, {reply});
			} catch (error) {
				note(`cannot ask ${tame(subject)}: ${wordsOf(error)}`);
			}
		},

		async stop() {
			if (stopped) return;
			stopped = true;
			stopping.abort();
			deliver = () => {};
			patience.end();
			for (const end of endings) end();
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

function wordsOf(error: unknown): string {
	return tame(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
}
