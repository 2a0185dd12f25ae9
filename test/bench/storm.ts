// The built program in a pseudo-terminal while a storm comes from a real server: how long a key waits, and how much
// memory it takes, at its peak and afterwards.
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {startServer, stopServers} from '../helpers/nats-server.ts';
import type {ProgramInTerminal} from '../helpers/terminal.ts';
import {cpuSeconds} from './cpu-seconds.ts';
import type {Figure} from './figure.ts';
import type {Measurement} from './measurement.ts';
import {openProgram} from './open-program.ts';
import {median} from './sampling.ts';

const sender = path.join(import.meta.dirname, 'storm-sender.mjs');
const longestMessage = 64 * 2 ** 20;
const drawn = '\u001B[H\u001B[J';

type Storm = {readonly kind: string; readonly perSecond: number; readonly total: number; readonly among: number};

/** Sends it all; resolves when that is done. */
async function send(port: number, {kind, perSecond, total, among}: Storm): Promise<void> {
	const parameters = [sender, kind, port, perSecond, total, among].map(String);
	const child = spawn(process.execPath, parameters, {stdio: ['ignore', 'ignore', 'inherit']});
	const [code] = await once(child, 'exit');
	if (code !== 0) throw new Error(`the sender of "${kind}" ended with ${code}`);
}

/** Megabytes (a million bytes each): now, and the most since the start. */
function memoryOf({pid}: ProgramInTerminal): {readonly now: number; readonly most: number} {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	const megabytes = (name: string): number =>
		(Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) * 1024) / 1e6;
	return {now: megabytes('VmRSS'), most: megabytes('VmHWM')};
}

/** Milliseconds until a view that a key has chosen is drawn, one after the other, until `ends` resolves. */
async function keyWaits(program: ProgramInTerminal, ends: Promise<unknown>): Promise<number[]> {
	let isOver = false;
	void ends.finally(() => {
		isOver = true;
	});
	const waits: number[] = [];
	while (!isOver) {
		const before = program.mark();
		const pressed = performance.now();
		// The second key has all of it drawn, which can be told from a picture that came by itself.
		program.keys(`${'23145'[waits.length % 5]}\u000C`);
		await program.until(() => program.received(before).includes(drawn), 20_000);
		waits.push(performance.now() - pressed);
		await pause(150);
	}
	return waits;
}

/** What nine of ten do not exceed. */
function nineOfTen(values: readonly number[]): number {
	return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.9) - 1] ?? Number.NaN;
}

async function withProgram<Result>(
	use: (program: ProgramInTerminal, port: number) => Promise<Result>,
): Promise<Result> {
	const server = await startServer({
		name: 'n1',
		config: `max_payload: ${longestMessage}\nmax_pending: ${4 * longestMessage}`,
	});
	const program = openProgram(server.url);
	try {
		await program.until(/ 1\/1 servers/, 20_000);
		// Until what it does after its start is done.
		await pause(8000);
		return await use(program, server.port);
	} finally {
		await program.dispose();
		await stopServers();
	}
}

async function keysInAStorm(restMs: number): Promise<Figure[]> {
	return withProgram(async (program, port) => {
		const storm = {kind: 'clients', perSecond: 20_000, total: 200_000, among: 20_000};
		const before = memoryOf(program).now;
		const cpuBefore = cpuSeconds(program.pid);
		const began = performance.now();
		const waits = await keyWaits(program, send(port, storm));
		const cpuPercent = ((cpuSeconds(program.pid) - cpuBefore) / (performance.now() - began)) * 100_000;
		await pause(restMs);
		const first = memoryOf(program);
		// What is known of 20,000 clients stays: a second storm of the same shows what is left of a storm itself.
		await send(port, storm);
		await pause(restMs);
		const second = memoryOf(program);
		return [
			{
				name: '20,000 events/s for 10 s: longest wait of a key',
				value: Math.max(...waits),
				unit: 'ms',
				bound: {atMost: 300},
				note: `of ${waits.length}, median ${median(waits).toFixed(0)} ms, nine of ten within ${nineOfTen(waits).toFixed(0)} ms; CPU ${cpuPercent.toFixed(0)} % of a core`,
			},
			{
				name: `memory ${restMs / 1000} s later, above before`,
				value: first.now - before,
				unit: 'MB',
				note: `${before.toFixed(0)} MB before, with nobody known; ${first.most.toFixed(0)} MB at most`,
			},
			{
				name: `memory ${restMs / 1000} s after a second one, above before that`,
				value: second.now - first.now,
				unit: 'MB',
				bound: {atMost: 20},
			},
		];
	});
}

async function peak(name: string, storm: Storm, restMs: number): Promise<Figure> {
	return withProgram(async (program, port) => {
		await send(port, storm);
		await pause(restMs);
		return {name, value: memoryOf(program).most, unit: 'MB', bound: {atMost: 300}};
	});
}

export const storm: Measurement = async quick => {
	const minutes = quick ? 1 : 10;
	const among = 20_000;
	const long = {kind: 'clients', perSecond: 2000, total: 2000 * 60 * minutes, among};
	const servers = {kind: 'servers', perSecond: 5000, total: 100_000, among: 0};
	const huge = {kind: 'huge', perSecond: 1, total: 1, among: longestMessage};
	return [
		...(await keysInAStorm(quick ? 30_000 : 60_000)),
		await peak(`most memory in ${minutes} min of 2,000 events/s, 20,000 clients`, long, 1000),
		await peak('most memory with 100,000 servers', servers, 10_000),
		await peak('most memory with one message of 64 MB', huge, 10_000),
	];
};
