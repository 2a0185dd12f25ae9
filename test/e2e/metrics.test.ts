// `--metrics` of a real server, scraped as Prometheus does.
import {type ChildProcess, spawn} from 'node:child_process';
import {request} from 'node:http';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {connectAs, type NatsServer, startServer, stopServers} from '../helpers/nats-server.ts';
import {readMetrics} from '../helpers/prometheus-text.ts';
import {runPiped, shellCommand} from './program.ts';

type Serving = {readonly address: string; readonly end: (signal: NodeJS.Signals) => Promise<number | null>};

const programs = new Set<ChildProcess>();
afterAll(() => {
	for (const program of programs) program.kill('SIGKILL');
});
afterAll(stopServers);

let server: NatsServer;
let serving: Serving;

/** Runs the program until it says where its metrics are. */
function serve(options: string): Promise<Serving> {
	const child = spawn('bash', ['-c', `exec ${shellCommand(options)}`], {stdio: ['ignore', 'ignore', 'pipe']});
	programs.add(child);
	const ended = new Promise<number | null>(resolve => child.on('close', resolve));
	return new Promise((resolve, reject) => {
		let complained = '';
		child.stderr.setEncoding('utf8').on('data', text => {
			complained += text;
			const [, address] = /metrics at (http:\S+)\n/.exec(complained) ?? [];
			if (address === undefined) return;
			resolve({
				address,
				end(signal) {
					child.kill(signal);
					return ended;
				},
			});
		});
		void ended.then(() => reject(new Error(complained)));
	});
}

type Got = {readonly status: number | undefined; readonly body: string; readonly type: string | undefined};

function get(address: string, method = 'GET', headers: Readonly<Record<string, string>> = {}): Promise<Got> {
	return new Promise((resolve, reject) => {
		const asked = request(address, {method, headers, agent: false}, response => {
			let body = '';
			response.setEncoding('utf8').on('data', text => {
				body += text;
			});
			response.on('end', () => resolve({status: response.statusCode, body, type: response.headers['content-type']}));
		});
		asked.on('error', reject).end();
	});
}

beforeAll(async () => {
	server = await startServer({name: 'alone'});
	await connectAs(server, 'app');
	serving = await serve(`--metrics 127.0.0.1:0 -s ${server.url} --user sys --password pw`);
});

const valueOf = (text: string, name: string) => readMetrics(text).get(`nats_top_sys_${name}`)?.samples[0]?.value;

describe('metrics', () => {
	test('are what Prometheus reads, of servers and accounts', async () => {
		await expect.poll(async () => valueOf((await get(serving.address)).body, 'complete'), {timeout: 20_000}).toBe(1);
		await expect
			.poll(async () => valueOf((await get(serving.address)).body, 'account_connections'), {timeout: 20_000})
			.toBeGreaterThan(0);
		const {status, body, type} = await get(serving.address);
		expect([status, type]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
		const metrics = readMetrics(body);
		expect(metrics.get('nats_top_sys_server_connections')?.samples).toMatchObject([{labels: {server: 'alone'}}]);
		const accounts = metrics.get('nats_top_sys_account_connections')?.samples.map(({labels}) => labels['account']);
		expect(accounts).toContain('APP');
	});

	test.each([
		['HEAD', '', 200],
		['GET', '?name=x', 200],
		['POST', '', 405],
		['DELETE', '', 405],
		['GET', '/more', 404],
		['GET', '/../../etc/passwd', 404],
	])('%s /metrics%s is %i', async (method, rest, status) => {
		const got = await get(`${serving.address}${rest}`, method);
		expect(got.status).toBe(status);
		if (method === 'HEAD') expect(got.body).toBe('');
		if (status !== 200) expect(got.body).not.toContain('nats_top_sys_');
	});

	test('refuse headers without end', async () => {
		const refused = await get(serving.address, 'GET', {cookie: 'x'.repeat(16_000)}).catch(() => ({status: 431}));
		expect(refused.status).toBe(431);
		expect((await get(serving.address)).status).toBe(200);
	});

	test('are not served where something listens already', async () => {
		const {port} = new URL(serving.address);
		const {exitCode, complained} = await runPiped(`--metrics :${port} -s ${server.url} --user sys --password pw`);
		expect({exitCode, complained}).toEqual({
			exitCode: 1,
			complained: `nats-top-sys: cannot serve metrics on 127.0.0.1:${port}: something listens there already; give another --metrics ADDRESS\n`,
		});
	});

	test('leave out what is not known while the server is gone, and end with the program', async () => {
		await server.kill();
		await expect.poll(async () => valueOf((await get(serving.address)).body, 'link_up'), {timeout: 20_000}).toBe(0);
		const names = [...readMetrics((await get(serving.address)).body).keys()];
		expect(names.filter(name => /_server_|_account_|servers_heard/.test(name))).toEqual([]);
		expect(await serving.end('SIGTERM')).toBe(143);
		await expect(get(serving.address)).rejects.toThrow('ECONNREFUSED');
	});
});
