// Tries what the program needs of a connection, one step after the other, each within a time of its own. Where a step
// fails, those that need it are told as not tried.
import {type NatsConnection, NoRespondersError, RequestError} from 'nats';
import {CannotStart} from '../../errors/cannot-start.ts';
import {tame} from '../../format/tame.ts';
import {fields} from '../../wire/fields.ts';
import {type ConnectPlan, connectPlan, type DialHooks} from '../dial/connect-plan.ts';
import {firstConnect} from '../dial/first-connect.ts';
import {atMost} from '../dial/patience.ts';
import {roundTrip} from '../dial/round-trip.ts';
import {answerMs} from '../dial/waits.ts';
import type {Machine} from '../files/machine.ts';
import {type AskedConnection, membershipOf, whoAmI} from '../login/system-account.ts';
import type {Level, Stream} from '../permissions/permissions.ts';
import {addressOf, type ConnectionSettings, loginInWords} from '../settings/settings.ts';
import {askServers, type HeardServer} from './ask-servers.ts';
import {type Checked, notOk, notTried, ok, unknown} from './checked.ts';
import {examineWay} from './examine-way.ts';
import {tryPermissions} from './try-permissions.ts';

export type ExamineOptions = {
	readonly settings: ConnectionSettings;
	readonly machine: Machine;
	readonly level: Level;
	readonly history?: Stream | undefined;
	/** Epoch milliseconds. */
	readonly now: () => number;
};

export type Examined = {
	readonly checks: readonly Checked[];
	/** The servers that answered; undefined where they were not asked. */
	readonly servers: readonly HeardServer[] | undefined;
	/** Median of some round trips to the server we are connected to, in milliseconds. */
	readonly roundTripMs: number | undefined;
};

const dayMs = 86_400_000;
const roundTrips = 5;
/** Each dial has its own limit; this is for all of them, as where a server is slow at each step. */
const slack = 3;

const hooks: DialHooks = {choose: pool => pool[0], delayMs: () => 0, pauseMs: () => 0};

function nothingMore(because: string, checks: readonly Checked[]): Examined {
	const steps = ['system account', 'permissions'];
	return {
		checks: [...checks, ...steps.map(step => notTried(step, because))],
		servers: undefined,
		roundTripMs: undefined,
	};
}

function askedOn(live: NatsConnection, {login}: ConnectPlan, waitMs: number): AskedConnection {
	return {
		info: () => fields(live.info),
		roundTrip: () => roundTrip(live, waitMs),
		async answerTo(subject, body) {
			try {
				return login.withoutTokens((await live.request(subject, body, {timeout: waitMs})).string());
			} catch (error) {
				const isNobodyThere =
					error instanceof NoRespondersError || (error instanceof RequestError && error.isNoResponders());
				return isNobodyThere ? '' : undefined;
			}
		},
	};
}

async function accountOf(live: NatsConnection, plan: ConnectPlan, waitMs: number): Promise<Checked> {
	const step = 'system account';
	const asked = askedOn(live, plan, waitMs);
	const membership = await membershipOf(asked);
	const {user, account} = await whoAmI(asked);
	const who = [user === '' ? '' : `user ${tame(user)}`, account === '' ? '' : `account ${tame(account)}`];
	const shown = who.filter(part => part !== '').join(' in ');
	switch (membership) {
		case 'told':
		case 'answered':
			return ok(step, shown === '' ? 'we are in it' : shown);
		case 'unknown':
			return unknown(
				step,
				'the server does not tell, and it may not be asked',
				'let the user publish $SYS.REQ.SERVER.PING',
			);
		case 'elsewhere':
			return notOk(
				step,
				`we are in another account${shown === '' ? '' : `: ${shown}`}`,
				'connect with a user of the system account (--creds, --user)',
			);
	}
}

function loggedIn(
	live: NatsConnection,
	plan: ConnectPlan,
	settings: ConnectionSettings,
	now: number,
): readonly Checked[] {
	const until = plan.login.until();
	const at = `${loginInWords(settings)} at ${tame(live.info?.server_name ?? live.getServer())}`;
	const login =
		until !== undefined && until - now < dayMs
			? notOk(
					'login',
					`${at}, until ${new Date(until).toISOString()}`,
					'have the credentials renewed: they expire within a day',
				)
			: ok('login', `${at}${until === undefined ? '' : `, until ${new Date(until).toISOString()}`}`);
	return [login, ...plan.login.notes.map(note => notOk('files', note, ''))];
}

async function roundTripOf(live: NatsConnection, waitMs: number): Promise<number | undefined> {
	const times: number[] = [];
	for (let count = 0; count < roundTrips; count++) {
		const from = performance.now();
		if (await roundTrip(live, waitMs)) times.push(performance.now() - from);
	}
	return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
}

async function examineConnection(live: NatsConnection, plan: ConnectPlan, options: ExamineOptions): Promise<Examined> {
	const {settings, level, history, now} = options;
	const waitMs = answerMs(settings);
	const account = await accountOf(live, plan, waitMs);
	if (account.state === 'not ok') {
		const permissions = notTried('permissions', 'they are those of another account');
		return {checks: [account, permissions], servers: undefined, roundTripMs: await roundTripOf(live, waitMs)};
	}
	const byJwt = settings.creds !== undefined || settings.jwt !== undefined;
	const inboxPrefix = settings.inboxPrefix?.value;
	const servers = await askServers(live, waitMs, now);
	const roundTripMs = await roundTripOf(live, waitMs);
	const permissions = await tryPermissions(live, {level, byJwt, history, inboxPrefix, withinMs: waitMs});
	return {checks: [account, ...permissions], servers, roundTripMs};
}

async function connected(plan: ConnectPlan, {settings, now}: ExamineOptions): Promise<NatsConnection> {
	const stopping = new AbortController();
	const {length} = settings.servers.value;
	const timer = setTimeout(() => stopping.abort(), settings.timeoutMs.value * (length + slack));
	try {
		return await firstConnect(plan, settings, {hooks, now, random: Math.random, signal: stopping.signal});
	} finally {
		clearTimeout(timer);
	}
}

/** Never rejects because of what it finds. */
export async function examine(options: ExamineOptions): Promise<Examined> {
	const {settings, machine, now} = options;
	let plan: ConnectPlan;
	try {
		plan = await connectPlan(settings, machine);
	} catch (error) {
		if (!(error instanceof CannotStart)) throw error;
		const settled = notOk('settings', `${error.what}: ${error.because}`, error.tryThis);
		const ways = settings.servers.value.map(seed =>
			notTried(`reach ${addressOf(seed)}`, 'the settings cannot be used'),
		);
		return nothingMore('there is no connection', [settled, ...ways, notTried('login', 'the settings cannot be used')]);
	}
	const ways: Checked[] = [];
	for (const seed of settings.servers.value) ways.push(...(await examineWay(seed, plan, settings, now())));
	if (!ways.some(({step, state}) => step.startsWith('reach ') && state === 'ok')) {
		return nothingMore('there is no connection', [...ways, notTried('login', 'no server was reached')]);
	}
	let live: NatsConnection;
	try {
		live = await connected(plan, options);
	} catch (error) {
		if (!(error instanceof CannotStart)) throw error;
		return nothingMore('there is no connection', [...ways, notOk('login', error.because, error.tryThis)]);
	}
	try {
		const {checks, ...more} = await examineConnection(live, plan, options);
		return {checks: [...ways, ...loggedIn(live, plan, settings, now()), ...checks], ...more};
	} finally {
		await atMost(
			500,
			live.close().catch(() => {}),
		);
	}
}
