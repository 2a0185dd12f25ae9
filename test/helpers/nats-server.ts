// Real nats-servers for tests: on loopback, on ports the system hands out, in temporary folders. The program is named
// by the environment variable NATS_SERVER. Put `afterAll(stopServers)` into each test file that starts one; what is
// still alive when the process ends is killed.
import {type ChildProcess, spawn} from 'node:child_process';
import {createServer, type Server} from 'node:net';
import {accessSync, constants, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type ConnectionOptions, connect, type NatsConnection} from 'nats';

/**
 * Configuration that grants a login 30 s instead of 2 s, since a busy machine may need them. It is not part of every
 * server: beside `accounts` without a user for anonymous clients, an `authorization` block refuses those.
 */
export const patientLogin = 'authorization { timeout: 30 }';

/** Users `sys` and `app`, both with the password `pw`, in the accounts `SYS` (the system account) and `APP`. */
export const accounts = `accounts {
	SYS { users: [ { user: sys, password: pw } ] }
	APP { users: [ { user: app, password: pw } ] }
}
system_account: SYS
${patientLogin}
`;

export type ServerOptions = {
	readonly name?: string;
	/** The program to start; the one that NATS_SERVER names when absent. */
	readonly program?: string;
	/** The part of the configuration that says who may log in; `accounts` when absent. `$folder` as below. */
	readonly accounts?: string;
	/** More configuration. A port of -1 is chosen by the server, see `ports`; `$folder` is a folder of its own. */
	readonly config?: string;
};

/** The ports that the server has written down. */
type Ports = Partial<Record<'nats' | 'monitoring' | 'cluster' | 'websocket', number>>;

export type NatsServer = {
	readonly name: string;
	/** `nats://127.0.0.1:<port>` */
	readonly url: string;
	readonly port: number;
	readonly ports: Ports;
	/** The process id of the running server. */
	pid(): number;
	/** Everything it logged since it was started. */
	log(): string;
	/** The configuration that it was given besides `accounts`. */
	config(): string;
	/** Changes the configuration from the next `signal('SIGHUP')` or `restart` on. */
	configure(options: Omit<ServerOptions, 'name'>): void;
	/** Sends a signal and waits for nothing. */
	signal(signal: NodeJS.Signals): void;
	/** Ends the server with a signal, SIGKILL when absent, and waits until it is gone. */
	kill(signal?: NodeJS.Signals): Promise<void>;
	/** Starts it again on the same ports, after killing it when it still runs. */
	restart(): Promise<void>;
	/** Kills it and removes its folder; safe to call twice. */
	stop(): Promise<void>;
};

const running = new Set<NatsServer & {readonly killNow: () => void}>();
const connections = new Set<NatsConnection>();
let exitHooked = false;

function program(): string {
	const path = process.env['NATS_SERVER'] ?? '';
	if (path === '') {
		throw new Error('these tests need a nats-server: put the path of its binary into the variable NATS_SERVER');
	}
	try {
		accessSync(path, constants.X_OK);
	} catch {
		throw new Error(`the variable NATS_SERVER names "${path}", which is not a program that can be run`);
	}
	return path;
}

/** Starts one server and resolves when it is ready for clients; rejects with its log when it does not start. */
export async function startServer(options: ServerOptions = {}): Promise<NatsServer> {
	const binary = options.program ?? program();
	const folder = mkdtempSync(join(tmpdir(), 'nats-server-'));
	const file = join(folder, 'server.conf');
	const name = options.name ?? 'solo';
	let ports: Ports = {};
	let child: ChildProcess | undefined;
	let log = '';
	let current = options;

	function configure(): void {
		const {accounts: who = accounts, config = ''} = current;
		const head = [`server_name: ${name}`, `listen: "127.0.0.1:${ports.nats ?? -1}"`, `ports_file_dir: "${folder}"`];
		// Ports chosen at the first start are kept at the next.
		const rest = config
			.replace(/(cluster\s*\{[^}]*?listen:\s*"?127\.0\.0\.1:)-1/, `$1${ports.cluster ?? -1}`)
			.replace(/(http:\s*"?127\.0\.0\.1:)-1/, `$1${ports.monitoring ?? -1}`);
		writeFileSync(file, `${head.join('\n')}\n${who}\n${rest}\n`.replaceAll('$folder', folder));
	}

	async function launch(): Promise<void> {
		log = '';
		const started = spawn(binary, ['-c', file], {stdio: ['ignore', 'ignore', 'pipe']});
		child = started;
		await new Promise<void>((resolve, reject) => {
			started.stderr.setEncoding('utf8');
			started.stderr.on('data', (text: string) => {
				log += text;
				if (log.includes('Server is ready')) resolve();
			});
			started.once('error', reject);
			started.once('exit', () => reject(new Error(`nats-server ${name} did not start:\n${log}`)));
		});
		try {
			ports = await portsOf(join(folder, `nats-server_${started.pid}.ports`));
		} catch (error) {
			throw new Error(`nats-server ${name} did not say its ports:\n${log}`, {cause: error});
		}
	}

	async function kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
		const ending = child;
		if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
		const gone = new Promise(resolve => ending.once('exit', resolve));
		ending.kill(signal);
		await gone;
	}

	const server = {
		name,
		get url() {
			return `nats://127.0.0.1:${ports.nats}`;
		},
		get port() {
			return ports.nats ?? 0;
		},
		get ports() {
			return ports;
		},
		pid: () => child?.pid ?? 0,
		log: () => log,
		config: () => current.config ?? '',
		configure: (changed: Omit<ServerOptions, 'name'>) => {
			current = {...current, ...changed};
			configure();
		},
		signal: (signal: NodeJS.Signals) => {
			child?.kill(signal);
		},
		kill,
		killNow: () => {
			child?.kill('SIGKILL');
			rmSync(folder, {recursive: true, force: true});
		},
		async restart() {
			await kill();
			configure();
			await launch();
		},
		async stop() {
			running.delete(server);
			await kill();
			rmSync(folder, {recursive: true, force: true});
		},
	};
	running.add(server);
	if (!exitHooked) {
		exitHooked = true;
		process.once('exit', () => {
			for (const each of running) each.killNow();
		});
	}
	try {
		configure();
		await launch();
	} catch (error) {
		await server.stop();
		throw error;
	}
	return server;
}

/**
 * Starts servers n1, n2, … as one cluster called `east` and resolves when each of them sees all the others.
 * With `jetstream` they have a meta group, which may have no leader yet.
 */
export async function startCluster(
	size = 3,
	{jetstream = false, config = '', accounts: who = accounts} = {},
): Promise<NatsServer[]> {
	const servers: NatsServer[] = [];
	const routePorts = await freePorts(size);
	const routes = routePorts.map(port => `"nats://127.0.0.1:${port}"`).join(', ');
	const store = jetstream ? 'jetstream { store_dir: "$folder/jetstream", max_mem: 16MB, max_file: 64MB }' : '';
	for (const [index, port] of routePorts.entries()) {
		const cluster = `cluster { name: east, listen: "127.0.0.1:${port}", routes: [ ${routes} ] }`;
		servers.push(await startServer({name: `n${index + 1}`, accounts: who, config: `${store}\n${cluster}\n${config}`}));
	}
	const [first] = servers;
	if (first) await whenActive(first, size);
	return servers;
}

/** Resolves when all of `size` servers answer a PING and each of them counts `size` servers. */
async function whenActive(server: NatsServer, size: number, deadlineMs = 30_000): Promise<void> {
	const end = Date.now() + deadlineMs;
	const client = await connectAs(server, 'sys');
	try {
		for (;;) {
			const seen = new Set<string>();
			const answers = await client.requestMany('$SYS.REQ.SERVER.PING', '', {
				strategy: 'count',
				maxMessages: size,
				maxWait: 500,
			});
			for await (const answer of answers) {
				const {server, statsz} = answer.json<{server: {name: string}; statsz: {active_servers: number}}>();
				if (statsz.active_servers === size) seen.add(server.name);
			}
			if (seen.size === size) return;
			if (Date.now() > end) throw new Error(`only ${[...seen].join(', ') || 'no server'} of ${size} see each other`);
		}
	} finally {
		await client.close();
	}
}

/**
 * An ordinary client of a test server; the password is `pw`, and without a user the options say how it logs in. Closed
 * by `stopServers` at the latest.
 */
export async function connectAs(
	server: NatsServer,
	user: string | undefined,
	options: ConnectionOptions = {},
): Promise<NatsConnection> {
	const login = user === undefined ? {} : {user, pass: 'pw'};
	const client = await connect({servers: [server.url], ...login, reconnect: false, ...options});
	connections.add(client);
	void client.closed().then(() => connections.delete(client));
	return client;
}

/** Below those that operating systems assign, so that none is assigned to another program before it is used. */
const lowestPort = 10_000;
const portsBelow = 32_000 - lowestPort;

/** Ports nothing listens on at the moment, for what a server does not choose itself (leafnodes, gateways). */
export async function freePorts(count: number): Promise<number[]> {
	const holders: Server[] = [];
	for (let tries = 0; holders.length < count; tries += 1) {
		if (tries > 1000) throw new Error('there are no free ports');
		const holder = createServer();
		const isFree = await new Promise<boolean>(resolve => {
			holder.once('error', () => resolve(false));
			holder.listen(lowestPort + Math.floor(Math.random() * portsBelow), '127.0.0.1', () => resolve(true));
		});
		if (isFree) holders.push(holder);
	}
	const ports = holders.map(holder => {
		const address = holder.address();
		return typeof address === 'object' && address ? address.port : 0;
	});
	await Promise.all(holders.map(holder => new Promise(resolve => holder.close(resolve))));
	return ports;
}

/** Closes all clients and kills all servers that were started here. */
export async function stopServers(): Promise<void> {
	await Promise.all([...connections].map(client => client.close()));
	await Promise.all([...running].map(server => server.stop()));
}

/** The ports a server wrote down just before it said that it is ready. */
async function portsOf(file: string): Promise<Ports> {
	const end = Date.now() + 30_000;
	for (;;) {
		try {
			const listed: Record<string, readonly string[] | undefined> = JSON.parse(readFileSync(file, 'utf8'));
			const port = (kind: string) => Number(/:(\d+)$/.exec(listed[kind]?.[0] ?? '')?.[1]);
			const kinds = ['nats', 'monitoring', 'cluster', 'websocket'] as const;
			return Object.fromEntries(kinds.map(kind => [kind, port(kind)]).filter(([, number]) => number));
		} catch (error) {
			if (Date.now() > end) throw error;
			await new Promise(resolve => setTimeout(resolve, 5));
		}
	}
}
