// Events as lines: of a real server, of a recording, of the demo.
import {spawn} from 'node:child_process';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {faultsOf} from '../helpers/output-schema.ts';
import {connectAs, type NatsServer, startServer, stopServers} from '../helpers/nats-server.ts';
import {endProgramsAfterAll, runPiped, shellCommand} from './program.ts';

endProgramsAfterAll();
afterAll(stopServers);

const recording = path.join(import.meta.dirname, '../fixtures/incidents/deploy.ndjson.gz');
let server: NatsServer;
let connected = '';

beforeAll(async () => {
	server = await startServer({name: 'alone'});
	connected = `-s ${server.url} --user sys --password pw`;
});

type Line = Readonly<Record<string, unknown>>;

function linesOf(text: string): readonly Line[] {
	const lines = text
		.split('\n')
		.slice(0, -1)
		.map(line => JSON.parse(line) as Line);
	for (const line of lines) expect(faultsOf(line)).toBe('');
	return lines;
}

type Followed = {
	readonly until: (pattern: RegExp) => Promise<string>;
	readonly signal: (signal: NodeJS.Signals) => void;
	readonly ended: Promise<{readonly code: number | null; readonly said: string; readonly complained: string}>;
};

/** The program without a terminal, which goes on; its output can be waited for. */
function follow(options: string): Followed {
	const child = spawn('bash', ['-c', `exec ${shellCommand(options)}`], {stdio: ['ignore', 'pipe', 'pipe']});
	let [said, complained] = ['', ''];
	let look = (): void => {};
	child.stdout.setEncoding('utf8').on('data', text => {
		said += text;
		look();
	});
	child.stderr.setEncoding('utf8').on('data', text => {
		complained += text;
	});
	return {
		until: pattern =>
			new Promise(resolve => {
				look = () => {
					if (pattern.test(said)) resolve(said);
				};
				look();
			}),
		signal: signal => child.kill(signal),
		ended: new Promise((resolve, reject) => {
			child.on('error', reject).on('close', code => resolve({code, said, complained}));
		}),
	};
}

describe('of a real server', () => {
	test.for([
		['SIGINT', 0],
		['SIGTERM', 143],
	] as const)('come one by one, and end with %s after whole lines', async ([signal, code]) => {
		const followed = follow(`${connected} --events all`);
		await followed.until(/"kind":"heartbeat"/);
		const client = await connectAs(server, 'app');
		await followed.until(/"kind":"connect"/);
		await client.close();
		await followed.until(/"kind":"disconnect"/);
		followed.signal(signal);
		const ended = await followed.ended;
		expect({code: ended.code, complained: ended.complained}).toEqual({code, complained: ''});
		const lines = linesOf(ended.said);
		const [connect, disconnect] = ['connect', 'disconnect'].map(kind => lines.find(line => line['kind'] === kind));
		expect(connect).toMatchObject({server: 'alone', account: 'APP', user: 'app', connection: 'Client'});
		expect(disconnect).toMatchObject({cid: connect?.['cid'], account: 'APP', reason: 'Client Closed'});
	});

	test('end after --for, with nothing to tell', async () => {
		const {exitCode, said, complained} = await runPiped(`${connected} --events shutdown --for 200ms`);
		expect({exitCode, said, complained}).toEqual({exitCode: 0, said: '', complained: ''});
	});

	test('tell that our connection was lost, and is back', async () => {
		const followed = follow(`${connected} --events shutdown`);
		const other = follow(`${connected} --events heartbeat --limit 1`);
		expect((await other.ended).code).toBe(0);
		await server.restart();
		await followed.until(/"state":"up"/);
		followed.signal('SIGINT');
		const [down, up] = linesOf((await followed.ended).said).filter(({kind}) => kind === 'link');
		expect(down).toMatchObject({state: 'down', reason: expect.stringMatching(/./)});
		expect(up).toMatchObject({state: 'up', missed_from: down?.['at']});
	});
});

describe('of a recording', () => {
	test('come all at once, with its times', async () => {
		const {exitCode, said, complained} = await runPiped(`--replay ${recording} --events connect,disconnect`);
		expect({exitCode, complained}).toEqual({exitCode: 0, complained: ''});
		const lines = linesOf(said);
		expect(lines.length).toBeGreaterThan(5);
		for (const {at} of lines) expect(String(at)).toMatch(/^2026-11-27T14:37:/);
	});

	test('begin at a moment, and end after so long of it', async () => {
		const at = '2026-11-27T14:37:43.000Z';
		const {said} = await runPiped(`--replay ${recording} --events --at ${at} --for 500ms`);
		const times = linesOf(said).map(line => String(line['at']));
		expect(times.length).toBeGreaterThan(0);
		for (const time of times) expect(time >= at && time <= '2026-11-27T14:37:43.500Z').toBe(true);
	});

	test('end after so many', async () => {
		const {exitCode, said} = await runPiped(`--replay ${recording} --events --limit 3`);
		expect([exitCode, linesOf(said).length]).toEqual([0, 3]);
	});
});

test('of the demo', async () => {
	const {exitCode, said, complained} = await runPiped('--demo --speed 20 --events all --limit 20');
	expect({exitCode, complained, lines: linesOf(said).length}).toEqual({exitCode: 0, complained: '', lines: 20});
});
