// What scripts do with the program: rows, frames one after the other, readers that leave, disks that are full, recordings.
import {spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {gunzipSync} from 'node:zlib';
import {afterAll, beforeAll, describe, test} from 'vitest';
import {tables} from '../../source/output/tables.ts';
import {cellsOfCsv} from '../output/csv.ts';
import {faultsOf} from '../helpers/output-schema.ts';
import {connectAs, type NatsServer, startServer, stopServers} from '../helpers/nats-server.ts';
import {endProgramsAfterAll, runInTerminal, runPiped, shellCommand} from './program.ts';

endProgramsAfterAll();
const folder = mkdtempSync(path.join(tmpdir(), 'scripts-'));
afterAll(stopServers);
afterAll(() => rmSync(folder, {recursive: true, force: true}));

let server: NatsServer;
let connected = '';

beforeAll(async () => {
	server = await startServer({name: 'alone'});
	connected = `-s ${server.url} --user sys --password pw`;
	await connectAs(server, 'app');
});

type Ran = {readonly code: number | null; readonly said: string; readonly complained: string};

/** A command line of bash without a terminal; its exit code is that of the program where it says so. */
function bash(line: string): Promise<Ran> {
	return new Promise((resolve, reject) => {
		const child = spawn('bash', ['-c', line], {stdio: ['ignore', 'pipe', 'pipe'], detached: true});
		let [said, complained] = ['', ''];
		child.stdout.setEncoding('utf8').on('data', text => {
			said += text;
		});
		child.stderr.setEncoding('utf8').on('data', text => {
			complained += text;
		});
		child.on('error', reject).on('close', code => resolve({code, said, complained}));
	});
}

const programsCode = 'exit $'.concat('{PIPESTATUS[0]}');

describe.concurrent('a real server', () => {
	test.for(['', ...tables.map(({name}) => name)])('tells of "%s" as the schema says', async (name, {expect}) => {
		const {exitCode, said, complained} = await runPiped(`${connected} --json ${name}`.trim());
		expect({exitCode, complained}).toEqual({exitCode: 0, complained: ''});
		expect(faultsOf(JSON.parse(said))).toBe('');
		expect(JSON.parse(said)).toMatchObject({coverage: {servers_heard: 1, waiting_for_answers: false}});
	});

	test('has rates after it was listened to for a while', async ({expect}) => {
		const {said} = await runPiped(`${connected} --json servers --columns in,out --for 3s`);
		expect(JSON.parse(said).rows).toEqual([{in: expect.any(Number), out: expect.any(Number), caveats: {}}]);
	});
});

describe.concurrent('frames one after the other', () => {
	test('are lines of JSON over one connection, each as the schema says', async ({expect}) => {
		const {exitCode, said, complained} = await runPiped(`${connected} --json servers --count 3 --every 200ms`);
		expect({exitCode, complained}).toEqual({exitCode: 0, complained: ''});
		const frames = said
			.trimEnd()
			.split('\n')
			.map(line => JSON.parse(line));
		expect(frames).toHaveLength(3);
		for (const frame of frames) expect(faultsOf(frame)).toBe('');
		const times = frames.map(frame => Date.parse(frame.observed_at));
		expect(times.toSorted((a, b) => a - b)).toEqual(times);
		// It began to listen once.
		expect(new Set(frames.map(frame => frame.listening_since)).size).toBe(1);
	});

	test('of CSV have one line of names', async ({expect}) => {
		const {exitCode, said} = await runPiped(
			`${connected} --csv servers --columns server,state --count 3 --every 100ms`,
		);
		expect(exitCode).toBe(0);
		expect(cellsOfCsv(said)).toEqual([['server', 'state'], ...Array.from({length: 3}, () => ['alone', 'up'])]);
	});

	test('of text are separated by an empty line, as those of top', async ({expect}) => {
		const {exitCode, said} = await runPiped(`${connected} --once servers --width 90 --count 2 --every 100ms`);
		expect(exitCode).toBe(0);
		const frames = said.trimEnd().split('\n\n');
		expect(frames).toHaveLength(2);
		for (const frame of frames) {
			expect(frame).toMatch(/^ nats-top-sys /);
			expect(frame).toMatch(/^ – +alone ★ /m);
		}
	});

	test('end when nobody reads them any more, without a word', async ({expect}) => {
		const endless = shellCommand(`${connected} --json servers --every 100ms`);
		const {code, said, complained} = await bash(`${endless} | head -2; ${programsCode}`);
		expect({code, complained}).toEqual({code: 0, complained: ''});
		expect(said.trimEnd().split('\n')).toHaveLength(2);
	});

	test.for([
		['INT', 130],
		['TERM', 143],
	] as const)('end with SIG%s after whole lines, and close the recording', async ([signal, code], {expect}) => {
		const file = path.join(folder, `${signal}.ndjson`);
		const out = path.join(folder, `${signal}.csv`);
		const endless = shellCommand(`${connected} --csv servers --every 100ms --record ${file}`);
		const line = `${endless} > ${out} & until [ -s ${out} ]; do sleep 0.1; done; kill -${signal} $!; wait $!`;
		const ran = await bash(line);
		expect(ran).toEqual({code, said: '', complained: expect.stringMatching(/^nats-top-sys: recorded .*\n$/)});
		expect(cellsOfCsv(readFileSync(out, 'utf8')).length).toBeGreaterThan(1);
		expect(readFileSync(file, 'utf8').endsWith('}\n')).toBe(true);
	});
});

describe.concurrent('where it cannot be written', () => {
	const forms = [
		'--once servers',
		'--json',
		'--json servers',
		'--csv servers',
		'--csv servers --every 100ms',
		'--events all',
		'--events all --fold --text',
	];

	test.for([...forms, '--json-schema'])('%s on a full disk says so and ends with 1', async (form, {expect}) => {
		const options = form === '--json-schema' ? form : `${connected} ${form}`;
		expect(await bash(`${shellCommand(options)} > /dev/full`)).toEqual({
			code: 1,
			said: '',
			complained: expect.stringMatching(/^nats-top-sys: cannot print: ENOSPC[^\n]*\n$/),
		});
	});

	test.for([...forms, '--json-schema'])('%s for a reader that has left ends with 0', async (form, {expect}) => {
		const options = form === '--json-schema' ? form : `${connected} ${form}`;
		const {code, complained} = await bash(`${shellCommand(options)} | true; ${programsCode}`);
		expect({code, complained}).toEqual({code: 0, complained: ''});
	});
});

describe('colours', () => {
	const colour = /\u001B\[3\d/;

	test.concurrent.for<[string, string, boolean]>([
		['', '', false],
		['--color always', '', true],
		['--color always', 'NO_COLOR=1', true],
		['', 'FORCE_COLOR=1', true],
		['--color never', 'FORCE_COLOR=1', false],
	])('through a pipe with "%s" %s: %s', async ([option, variable, isColoured], {expect}) => {
		const [name = '', value = ''] = variable.split('=');
		const options = `${connected} --once servers --width 100 ${option}`.trim();
		const {said, exitCode} = await runPiped(options, variable === '' ? {} : {[name]: value});
		expect([exitCode, colour.test(said)]).toEqual([0, isColoured]);
		if (!isColoured) expect(said).not.toContain('\u001B');
	});

	test.concurrent.for<[string, string | undefined, boolean]>([
		['', undefined, true],
		['', '1', false],
		['--color never', undefined, false],
		['--color always', '1', true],
	])('in a terminal with "%s", NO_COLOR %s: %s', async ([option, refused, isColoured], {expect}) => {
		const options = `${connected} --once servers ${option}`.trim();
		const program = runInTerminal(options, {columns: 90, rows: 30, env: {NO_COLOR: refused, FORCE_COLOR: undefined}});
		expect(await program.exited).toEqual({code: 0, signal: undefined});
		expect(colour.test(program.received())).toBe(isColoured);
	});
});

describe('a recording', () => {
	const recording = path.join(import.meta.dirname, '../fixtures/recordings/cluster3-format1.ndjson.gz');
	const moments = gunzipSync(readFileSync(recording))
		.toString()
		.trimEnd()
		.split('\n')
		.slice(1)
		.map(line => Date.parse(JSON.parse(line).at));
	const [first = 0] = moments;

	test('is told as of its end, or of the moment that is asked for, and never of today', async ({expect}) => {
		const at = new Date(first + 4000).toISOString();
		const later = '2031-01-01T00:00:00Z';
		const told = await Promise.all(
			['', `--at ${at}`, `--at ${later}`].map(async moment => {
				const {exitCode, said} = await runPiped(`--replay ${recording} ${moment} --json servers`.replace('  ', ' '));
				expect(exitCode).toBe(0);
				const frame = JSON.parse(said);
				expect(faultsOf(frame)).toBe('');
				return frame.observed_at;
			}),
		);
		expect(told[1]).toBe(at);
		expect(told[2]).toBe(told[0]);
		expect(told[0]).toBe(new Date(Math.max(...moments)).toISOString());
	});

	test('of which nothing is asked for says what it has', async ({expect}) => {
		const {exitCode, complained} = await runPiped(`--replay ${recording} --at 2020-01-01T00:00:00Z --csv servers`);
		expect({exitCode, complained}).toEqual({
			exitCode: 1,
			complained: expect.stringMatching(
				/^nats-top-sys: cannot tell anything of the servers: up to this moment no server /,
			),
		});
	});
});
