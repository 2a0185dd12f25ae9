// The first connection: every seed once, in random order, each with its own reason when none works. The client library
// would try them too, but tells only what the last one said.
import {isIP} from 'node:net';
import {type NatsConnection, TimeoutError} from 'nats';
import {CannotStart} from '../../errors/cannot-start.ts';
import {tame} from '../../format/tame.ts';
import {type ConnectPlan, type DialHooks, OnlyThisServer} from './connect-plan.ts';
import {type Greeting, loginRefused} from '../diagnosis/login-refused.ts';
import {createPatience} from './patience.ts';
import {type Finding, probe} from '../diagnosis/probe.ts';
import {reasonOfError} from '../diagnosis/error-reason.ts';
import {reasonOfFinding} from '../diagnosis/finding-reason.ts';
import {cannotConnect, cannotStart, codeOf, type Reason} from '../diagnosis/reason.ts';
import {addressOf, type ConnectionSettings, type Seed} from '../settings/settings.ts';
import {abortable} from './abortable.ts';

export type FirstConnectOptions = {
	readonly hooks: DialHooks;
	readonly now: () => number;
	/** 0 ≤ n < 1, for the order of the seeds. */
	readonly random: () => number;
	/** Stops the attempt: nothing more is tried, and what is still opened by then is closed. */
	readonly signal: AbortSignal;
};

/**
 * Connects to the first seed that lets us in; all seeds are in the client's pool afterwards.
 * @throws CannotStart with the reason, or with one reason for each seed; as soon as it is stopped
 */
export async function firstConnect(
	plan: ConnectPlan,
	settings: ConnectionSettings,
	options: FirstConnectOptions,
): Promise<NatsConnection> {
	const failed: {seed: Seed; reason: Reason}[] = [];
	for (const seed of shuffled(settings.servers.value, options.random)) {
		const result = await connectTo(seed, plan, settings, options);
		if ('because' in result) failed.push({seed, reason: result});
		else {
			// The library forgets seeds that it did not reach.
			const pool = settings.servers.value.map(known => [addressOf(known), plan.inPool(known)] as const);
			const gossiped = result.getServers().map(server => [server.listen, server.src] as const);
			result.setServers([...new Map([...gossiped, ...pool]).values()]);
			return result;
		}
	}
	const order = settings.servers.value;
	failed.sort((one, other) => order.indexOf(one.seed) - order.indexOf(other.seed));
	const [first, ...others] = failed;
	if (first && others.length === 0) throw cannotStart(first.reason);
	const because = failed.map(({seed, reason}) => `${addressOf(seed)}: ${reason.because}`).join('; ');
	const advice = new Set(failed.map(({reason}) => reason.tryThis));
	throw new CannotStart(
		`cannot connect to any of ${failed.length} servers`,
		because,
		advice.size === 1 ? [...advice].join() : '',
	);
}

async function connectTo(
	seed: Seed,
	plan: ConnectPlan,
	settings: ConnectionSettings,
	{hooks, now, signal}: FirstConnectOptions,
): Promise<NatsConnection | Reason> {
	let error: unknown;
	const look = lookEarly(seed, plan, signal);
	try {
		return await connectOnce(seed, plan, hooks, look.signal);
	} catch (failure) {
		error = failure;
	} finally {
		look.end();
	}
	if (signal.aborted) throw error;
	const seen = look.seen();
	const known = seen || hasOtherServers(error) ? 'look closer' : reasonOfError(error, seed, settings);
	// A name may stand for several addresses, of which the library reports the last.
	const severalTried = !isIP(seed.host) && isConnectionRefused(error);
	const reason =
		known === 'look closer' || severalTried
			? reasonFound(seen ?? (await probing(seed, plan, 'log in', signal)), error, seed, settings)
			: known;
	if (reason !== 'login refused') return reason;
	return loginRefused(seed, settings, plan.login, now(), await greetingOf(seed, plan, signal));
}

/** A willing server answers sooner. */
const lookAfterMs = 1000;
const lookWithinMs = 2000;

/** Findings that more waiting cannot change. */
const hopeless: ReadonlySet<Finding['kind']> = new Set([
	'monitoring port',
	'websocket port',
	'HTTPS port',
	'stranger',
	'peer port',
	'handshake first',
]);

type EarlyLook = {
	/** Aborts when the attempt is stopped, and when the probe found that it cannot succeed. */
	readonly signal: AbortSignal;
	/** Why it cannot succeed; undefined while that is not known. */
	readonly seen: () => Finding | undefined;
	readonly end: () => void;
};

/** Probes the address without a login while the library waits: the library always waits for its whole time-out. */
function lookEarly(seed: Seed, plan: ConnectPlan, stopping: AbortSignal): EarlyLook {
	const ending = new AbortController();
	const signal = AbortSignal.any([stopping, ending.signal]);
	const patience = createPatience();
	let seen: Finding | undefined;
	const look = async (): Promise<void> => {
		await patience.pause(lookAfterMs);
		if (signal.aborted) return;
		const options = plan.probeOptions('greet only', seed);
		const finding = await probe(seed, {...options, withinMs: Math.min(lookWithinMs, options.withinMs), signal});
		if (signal.aborted || !hopeless.has(finding.kind)) return;
		seen = finding;
		ending.abort();
	};
	void look();
	return {
		signal,
		seen: () => seen,
		end() {
			ending.abort();
			patience.end();
		},
	};
}

async function connectOnce(
	seed: Seed,
	plan: ConnectPlan,
	hooks: DialHooks,
	signal: AbortSignal,
): Promise<NatsConnection> {
	// The library cannot be cancelled: a connection that it opens late is closed.
	const dial = (forceTls: boolean): Promise<NatsConnection> =>
		abortable(
			signal,
			() => plan.connect(seed, hooks, forceTls),
			late => void late.close().catch(() => {}),
		);
	try {
		return await dial(false);
	} catch (error) {
		// When the server alone asks for TLS, the library compares its certificate with "localhost" instead of the
		// address; with TLS asked for by us the address can be given.
		if (signal.aborted || plan.tlsWanted || !isIP(seed.host) || codeOf(error) !== 'ERR_TLS_CERT_ALTNAME_INVALID') {
			throw error;
		}
		return await dial(true);
	}
}

/** The reason that a probe found; where it finds nothing wrong, what the client library said. */
function reasonFound(
	finding: Finding,
	error: unknown,
	seed: Seed,
	settings: ConnectionSettings,
): Reason | 'login refused' {
	if (finding.kind !== 'fine' || error instanceof TimeoutError) return reasonOfFinding(finding, seed, settings);
	const said = tame(error instanceof Error ? error.message : String(error));
	return cannotConnect(seed, `the NATS client library gave up: ${said}`, 'try again');
}

function probing(seed: Seed, plan: ConnectPlan, how: 'log in' | 'greet only', signal: AbortSignal): Promise<Finding> {
	return abortable(signal, () => probe(seed, {...plan.probeOptions(how, seed), signal}));
}

async function greetingOf(seed: Seed, plan: ConnectPlan, signal: AbortSignal): Promise<Greeting | undefined> {
	const finding = await probing(seed, plan, 'greet only', signal);
	return finding.kind === 'fine' ? {nonce: typeof finding.info['nonce'] === 'string'} : undefined;
}

/** The error then is about another server than the one that was tried first. */
function hasOtherServers(error: unknown): boolean {
	return error instanceof Error && error.cause instanceof OnlyThisServer;
}

function isConnectionRefused(error: unknown): boolean {
	return error instanceof Error && (error.message === 'connection refused' || codeOf(error) === 'ECONNREFUSED');
}

function shuffled<Value>(values: readonly Value[], random: () => number): Value[] {
	const keyed = values.map(value => ({value, key: random()}));
	return keyed.sort((one, other) => one.key - other.key).map(({value}) => value);
}
