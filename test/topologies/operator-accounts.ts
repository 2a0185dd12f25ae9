// Topologies in operator mode: accounts are JWTs, found by a resolver of each kind.
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {OperatorLimits} from '@nats-io/jwt';
import {type ConnectionOptions, credsAuthenticator, type NatsConnection} from 'nats';
import {connectAs, type NatsServer, patientLogin} from '../helpers/nats-server.ts';
import {type AccountServer, startAccountServer} from './account-server.ts';
import {createOperatorMode, type OperatorMode} from './operator.ts';
import {type ServerPlan, startServers, whenComplete} from './servers.ts';
import {type AccountName, accountNames, type OperatorControls, type Topology} from './topology.ts';

async function connectWith(
	server: NatsServer,
	creds: string,
	options: ConnectionOptions = {},
): Promise<NatsConnection> {
	const authenticator = credsAuthenticator(new TextEncoder().encode(creds));
	return connectAs(server, undefined, {...options, authenticator});
}

const resolvers = {
	memory: 'resolver: MEMORY',
	full: 'resolver: { type: full, dir: "$folder/jwt", allow_delete: true, interval: "2m", timeout: "1.9s" }',
	cache: 'resolver: { type: cache, dir: "$folder/jwt", ttl: "1h", timeout: "1.9s" }',
};

function preload(tokens: ReadonlyMap<string, string>): string {
	return `resolver_preload: {\n${[...tokens].map(([id, token]) => `\t${id}: ${token}`).join('\n')}\n}`;
}

async function tokensOf(operator: OperatorMode): Promise<Map<string, string>> {
	const tokens = new Map<string, string>();
	for (const name of accountNames) {
		const limits = name === 'LIMITED' ? {conn: 100} : {};
		tokens.set(operator.account(name).id, await operator.account(name).token(limits));
	}
	return tokens;
}

type Made = {
	/** Some of its servers keep the accounts of all. */
	readonly keepsAccounts?: true;
	readonly plans: (operator: OperatorMode, tokens: ReadonlyMap<string, string>) => readonly ServerPlan[];
	readonly accountServer?: AccountServer;
};

async function start(
	operator: OperatorMode,
	{plans, accountServer, keepsAccounts}: Made,
	tokens: ReadonlyMap<string, string>,
): Promise<Topology> {
	const folder = mkdtempSync(join(tmpdir(), 'operator-'));
	const stop = async (): Promise<void> => {
		rmSync(folder, {recursive: true, force: true});
		await accountServer?.stop();
	};
	try {
		const servers = await startServers(plans(operator, tokens));
		const [first] = servers;
		const far = servers.at(-1);
		if (first === undefined || far === undefined) throw new Error('no server was started');
		const creds = await operator.account('SYS').creds('sys');
		const file = join(folder, 'sys.creds');
		writeFileSync(file, creds, {mode: 0o600});
		const system = await connectWith(first, creds);
		await whenComplete(system, servers.length);
		accountServer?.publishThrough((subject, token) => system.publish(subject, token));
		const requestBy = async (subject: string, token: string): Promise<void> => {
			const answer = await system.request(subject, token);
			const {data} = answer.json<{data?: {code: number}}>();
			if (data?.code !== 200) throw new Error(`the claims were refused: ${answer.string()}`);
		};
		const controls: OperatorControls = {
			id: operator.id,
			sign: (name, limits) => operator.account(name).token(limits),
			async push(name, limits) {
				const account = operator.account(name);
				const token = await account.token(limits);
				if (accountServer === undefined) system.publish(`$SYS.ACCOUNT.${account.id}.CLAIMS.UPDATE`, token);
				else await fetch(`${accountServer.url}${account.id}`, {method: 'POST', body: token});
				return token;
			},
			async request(name, limits) {
				const account = operator.account(name);
				await requestBy(`$SYS.REQ.ACCOUNT.${account.id}.CLAIMS.UPDATE`, await account.token(limits));
			},
			...(keepsAccounts
				? {
						requestOfKeepers: async (name: AccountName, limits: OperatorLimits) =>
							requestBy('$SYS.REQ.CLAIMS.UPDATE', await operator.account(name).token(limits)),
					}
				: {}),
			async pushForged(name, limits) {
				const account = operator.account(name);
				system.publish(`$SYS.ACCOUNT.${account.id}.CLAIMS.UPDATE`, await account.forgedToken(limits));
				await system.flush();
			},
		};
		return {
			servers,
			far,
			commandLine: ['-s', first.url, '--creds', file],
			accountId: account => operator.account(account).id,
			connect: async (server, account, options) =>
				connectWith(server, await operator.account(account).creds(account.toLowerCase()), options),
			async beRefused(server, name) {
				const foreign = await operator.stranger.creds('nobody');
				await connectWith(server, foreign, {name}).then(
					() => Promise.reject(new Error('a user of another operator was let in')),
					() => {},
				);
			},
			operator: controls,
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

function head(operator: OperatorMode): string {
	return `operator: ${operator.token}\nsystem_account: ${operator.account('SYS').id}\n${patientLogin}`;
}

/** One server; all accounts are in its configuration, and what is pushed lasts until it ends. */
export async function startMemoryResolver(): Promise<Topology> {
	const operator = await createOperatorMode(accountNames);
	const tokens = await tokensOf(operator);
	const accounts = `${head(operator)}\n${resolvers.memory}\n${preload(tokens)}`;
	return start(operator, {plans: () => [{name: 'memory', accounts}]}, tokens);
}

/** One server that keeps all accounts in files. */
export async function startFullResolver(): Promise<Topology> {
	const operator = await createOperatorMode(accountNames);
	const tokens = await tokensOf(operator);
	const plan: ServerPlan = {name: 'full', accounts: head(operator), config: `${resolvers.full}\n${preload(tokens)}`};
	return start(operator, {plans: () => [plan], keepsAccounts: true}, tokens);
}

/** A cluster of two servers that keep all accounts and one that keeps those it uses, which is the far one. */
export async function startFullAndCache(): Promise<Topology> {
	const operator = await createOperatorMode(accountNames);
	const tokens = await tokensOf(operator);
	const plan = (name: string, resolver: string): ServerPlan => ({
		name,
		cluster: 'east',
		accounts: head(operator),
		config: `${resolver}\n${preload(tokens)}`,
	});
	const plans = [plan('f1', resolvers.full), plan('f2', resolvers.full), plan('c3', resolvers.cache)];
	return start(operator, {plans: () => plans, keepsAccounts: true}, tokens);
}

/** One server that fetches accounts over HTTP; the system account, without which nothing begins, is preloaded. */
export async function startUrlResolver(): Promise<Topology> {
	const operator = await createOperatorMode(accountNames);
	const tokens = await tokensOf(operator);
	const accountServer = await startAccountServer(tokens);
	const plan: ServerPlan = {name: 'url', accounts: head(operator), config: `resolver: URL("${accountServer.url}")`};
	return start(operator, {plans: () => [plan], accountServer}, tokens);
}
