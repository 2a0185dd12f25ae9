// The first connection: every seed once, in random order, each with its own reason when none works. The client library
// would try them too, but tells only what the last one said.
import {isIP} from 'node:net';
import type {NatsConnection} from 'nats';
import {CannotStart} from '../cannot-start.ts';
import {type ConnectPlan, type DialHooks, OnlyThisServer} from './connect-plan.ts';
import {type Greeting, loginRefused} from './login-refused.ts';
import {type Finding, probe} from './probe.ts';
import {cannotStart, type Reason, reasonOf, reasonOfFinding} from './reason.ts';
import {addressOf, type ConnectionSettings, type Seed} from './settings.ts';

export type FirstConnectOptions = {
	readonly hooks: DialHooks;
	readonly now: () => number;
	/** 0 ≤ n < 1, for the order of the seeds. */
	readonly random: () => number;
};

/**
 * Connects to the first seed that lets us in; all seeds are in the client's pool afterwards.
 * @throws CannotStart with the reason, or with one reason for each seed
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
	{hooks, now}: FirstConnectOptions,
): Promise<NatsConnection | Reason> {
	let reason: Reason | 'login refused';
	try {
		return await connectOnce(seed, plan, hooks);
	} catch (error) {
		const known = hasOtherServers(error) ? 'look closer' : reasonOf(error, seed, settings);
		// A name may stand for several addresses, of which the library reports the last.
		const severalTried = !isIP(seed.host) && isConnectionRefused(error);
		reason =
			known === 'look closer' || severalTried
				? reasonOfFinding(await probe(seed, plan.probeOptions('log in', seed)), seed, settings)
				: known;
	}
	if (reason !== 'login refused') return reason;
	return loginRefused(seed, settings, plan.login, now(), await greetingOf(seed, plan));
}

async function connectOnce(seed: Seed, plan: ConnectPlan, hooks: DialHooks): Promise<NatsConnection> {
	try {
		return await plan.connect(seed, hooks, false);
	} catch (error) {
		// When the server alone asks for TLS, the library compares its certificate with "localhost" instead of the
		// address; with TLS asked for by us the address can be given.
		if (plan.tlsWanted || !isIP(seed.host) || codeOf(error) !== 'ERR_TLS_CERT_ALTNAME_INVALID') throw error;
		return await plan.connect(seed, hooks, true);
	}
}

async function greetingOf(seed: Seed, plan: ConnectPlan): Promise<Greeting | undefined> {
	const finding: Finding = await probe(seed, plan.probeOptions('greet only', seed));
	return finding.kind === 'fine' ? {nonce: typeof finding.info['nonce'] === 'string'} : undefined;
}

/** Then the library keeps the reason to itself. */
function hasOtherServers(error: unknown): boolean {
	return error instanceof Error && error.cause instanceof OnlyThisServer;
}

function isConnectionRefused(error: unknown): boolean {
	return error instanceof Error && (error.message === 'connection refused' || codeOf(error) === 'ECONNREFUSED');
}

function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function shuffled<Value>(values: readonly Value[], random: () => number): Value[] {
	const keyed = values.map(value => ({value, key: random()}));
	return keyed.sort((one, other) => one.key - other.key).map(({value}) => value);
}
