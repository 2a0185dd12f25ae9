// `--events` beside `nats events --json` on the same flood, both into files: CPU for an event. Then alone, at a hundred
// thousand events a second, and with a reader that has stopped: what is printed, what is said to be lost, and memory.
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as pause} from 'node:timers/promises';
import {launcherFile} from '../../source/package/bundle-state.ts';
import {natsProgram} from '../connection/nats-program.ts';
import {startServer, stopServers} from '../helpers/nats-server.ts';
import {cpuSeconds} from './cpu-seconds.ts';
import type {Figure} from './figure.ts';
import type {Measurement} from './measurement.ts';

const sender = path.join(import.meta.dirname, 'storm-sender.mjs');
const clients = 20_000;
/** Until a program has connected and subscribed, and what its start has left is done. */
const startMs = 4000;
const warmEvents = 40_000;

type Program = {readonly child: ChildProcess; readonly file: string};

async function flood(port: number, perSecond: number, total: number): Promise<number> {
	const began = performance.now();
	const parameters = [sender, 'clients', port, perSecond, total, clients].map(String);
	const child = spawn(process.execPath, parameters, {stdio: ['ignore', 'ignore', 'inherit']});
	const [code] = await once(child, 'exit');
	if (code !== 0) throw new Error(`the sender ended with ${code}`);
	return (performance.now() - began) / 1000;
}

function into(file: string, program: string, words: readonly string[]): Program {
	const out = openSync(file, 'w');
	const child = spawn(program, words, {
		stdio: ['ignore', out, 'ignore'],
		env: {...process.env, HOME: '/nonexistent', NATS_PASSWORD: 'pw'},
	});
	closeSync(out);
	return {child, file};
}

function ours(url: string): readonly string[] {
	return [launcherFile, '--server', url, '--user', 'sys', '--events', 'connect,disconnect'];
}

/** Until nothing more is written. */
async function untilQuiet({file}: Program): Promise<void> {
	for (let [size, before] = [statSync(file).size, -1]; size !== before; ) {
		before = size;
		await pause(1500);
		size = statSync(file).size;
	}
}

type Printed = {readonly events: number; readonly lost: number};

function printedIn({file}: Program): Printed {
	let [events, lost] = [0, 0];
	const text = readFileSync(file);
	for (let at = 0, end = text.indexOf(10); end >= 0; at = end + 1, end = text.indexOf(10, at)) {
		const line = text.subarray(at, end);
		if (!line.includes('"kind":"lost"')) events++;
		else lost += Number(/"count":(\d+)/.exec(line.toString())?.[1]);
	}
	return {events, lost};
}

function memoryOf({pid = 0}: ChildProcess): number {
	const most = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
	return (Number(most) * 1024) / 1e6;
}

async function ended({child}: Program): Promise<void> {
	child.kill('SIGINT');
	if (child.exitCode === null) await once(child, 'exit');
}

/** Microseconds of CPU for an event, of each program. */
async function besideThePeer(folder: string, peer: string, events: number): Promise<readonly Figure[]> {
	const server = await startServer({name: 'n1'});
	const login = ['--server', server.url, '--user', 'sys', '--password', 'pw'];
	const programs = [
		into(path.join(folder, 'ours'), process.execPath, ours(server.url)),
		into(path.join(folder, 'peer'), peer, [...login, 'events', '--json']),
	];
	try {
		await pause(startMs);
		await flood(server.port, 20_000, warmEvents);
		for (const program of programs) await untilQuiet(program);
		const before = programs.map(program => ({
			cpu: cpuSeconds(program.child.pid ?? 0),
			size: statSync(program.file).size,
		}));
		await flood(server.port, 20_000, events);
		for (const program of programs) await untilQuiet(program);
		const [mine = 0, theirs = 0] = programs.map(
			({child}, index) => ((cpuSeconds(child.pid ?? 0) - (before[index]?.cpu ?? 0)) / events) * 1e6,
		);
		return [
			{name: 'CPU for an event of this program', value: mine, unit: 'µs'},
			{name: 'CPU for an event of nats events --json', value: theirs, unit: 'µs'},
			{name: 'this program / nats events --json', value: mine / theirs, unit: '×', bound: {atMost: 0.8}},
		];
	} finally {
		for (const program of programs) await ended(program);
		await stopServers();
	}
}

async function alone(folder: string, perSecond: number, seconds: number): Promise<readonly Figure[]> {
	const server = await startServer({name: 'n1', config: 'max_pending: 512MB'});
	const program = into(path.join(folder, 'alone'), process.execPath, ours(server.url));
	try {
		await pause(startMs);
		const total = perSecond * seconds;
		const cpuBefore = cpuSeconds(program.child.pid ?? 0);
		const took = await flood(server.port, perSecond, total);
		const cpu = cpuSeconds(program.child.pid ?? 0) - cpuBefore;
		await untilQuiet(program);
		const {events, lost} = printedIn(program);
		return [
			{
				name: `events printed of ${total.toLocaleString('en')} at ${perSecond.toLocaleString('en')} a second`,
				value: (events / total) * 100,
				unit: '%',
				bound: {atLeast: 100},
				note: `sent in ${took.toFixed(1)} s; ${lost} told as lost; CPU ${((cpu / took) * 100).toFixed(0)} % of a core while they came`,
			},
			{name: 'most memory meanwhile', value: memoryOf(program.child), unit: 'MB', bound: {atMost: 200}},
		];
	} finally {
		await ended(program);
		await stopServers();
	}
}

/** A reader that reads nothing while so many events come, and then all. */
async function stalled(events: number): Promise<readonly Figure[]> {
	const server = await startServer({name: 'n1'});
	const child = spawn(process.execPath, ours(server.url), {
		stdio: ['ignore', 'pipe', 'ignore'],
		env: {...process.env, NATS_PASSWORD: 'pw'},
	});
	try {
		await pause(startMs);
		await flood(server.port, 20_000, events);
		await pause(1000);
		const memory = memoryOf(child);
		let [printed, lost, rest] = [0, 0, ''];
		child.stdout.setEncoding('latin1').on('data', (text: string) => {
			const lines = (rest + text).split('\n');
			rest = lines.pop() ?? '';
			for (const line of lines) {
				const count = /"kind":"lost","count":(\d+)/.exec(line)?.[1];
				if (count === undefined) printed++;
				else lost += Number(count);
			}
		});
		await pause(3000);
		child.kill('SIGINT');
		await once(child, 'close');
		return [
			{
				name: `printed or told as lost of ${events.toLocaleString('en')}, with a reader that stopped`,
				value: ((printed + lost) / events) * 100,
				unit: '%',
				bound: {atLeast: 100},
				note: `${lost.toLocaleString('en')} lost`,
			},
			{name: 'most memory meanwhile', value: memory, unit: 'MB', bound: {atMost: 200}},
		];
	} finally {
		child.kill();
		await stopServers();
	}
}

export const events: Measurement = async quick => {
	const folder = mkdtempSync(path.join(tmpdir(), 'nats-top-sys-events-'));
	try {
		const peer = natsProgram();
		if (peer === undefined) console.error('  there is no program `nats` to compare with');
		return [
			...(peer === undefined ? [] : await besideThePeer(folder, peer, quick ? 100_000 : 400_000)),
			...(await alone(folder, 100_000, quick ? 3 : 8)),
			...(await stalled(quick ? 150_000 : 400_000)),
		];
	} finally {
		rmSync(folder, {recursive: true});
	}
};
