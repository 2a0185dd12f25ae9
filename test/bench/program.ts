// The built program in a pseudo-terminal, watching fifty servers: how soon its first complete screen, how much memory,
// how much CPU while nobody touches a key, and whether a terminal that stops reading stops it.
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {cpuSeconds} from './cpu-seconds.ts';
import type {Figure} from './figure.ts';
import {startManyServers} from './many-servers.ts';
import type {Measurement} from './measurement.ts';
import {columns, openProgram, rows} from './open-program.ts';
import {median} from './sampling.ts';

function pause(milliseconds: number): Promise<void> {
	return new Promise(resolve => setTimeout(resolve, milliseconds));
}

function startOfNode(): number {
	const began = performance.now();
	execFileSync(process.execPath, ['-e', '0']);
	return performance.now() - began;
}

async function startTimes(url: string, runs: number): Promise<{program: number[]; node: number[]}> {
	const program: number[] = [];
	const node: number[] = [];
	for (let run = -1; run < runs; run++) {
		node.push(startOfNode());
		const began = performance.now();
		const opened = openProgram(url);
		await opened.until(/ 50\/50 servers/, 20_000);
		// The very first run compiles.
		if (run >= 0) program.push(performance.now() - began);
		opened.keys('q');
		await opened.exited;
		await opened.dispose();
	}
	return {program, node};
}

function residentMiB(pid: number): number {
	const match = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
	return Number(match?.[1]) / 1024;
}

async function footprint(url: string, seconds: number): Promise<{memoryMiB: number; cpuPercent: number}> {
	const opened = openProgram(url);
	await opened.until(/ 50\/50 servers/, 20_000);
	// Until the program takes itself for unattended, and its code is compiled.
	await pause(15_000);
	const before = cpuSeconds(opened.pid);
	await pause(seconds * 1000);
	const cpuPercent = ((cpuSeconds(opened.pid) - before) / seconds) * 100;
	const memoryMiB = residentMiB(opened.pid);
	opened.keys('q');
	await opened.exited;
	await opened.dispose();
	return {memoryMiB, cpuPercent};
}

// Loaded before the program: writes down the longest gap between two runs of a timer of ten milliseconds.
const gapRecorder = `
import {writeFileSync} from 'node:fs';
let last = performance.now();
let longest = 0;
setInterval(() => {
	const now = performance.now();
	if (now - last > longest && now > 2500) { longest = now - last; writeFileSync(process.env.GAPS, String(longest)); }
	last = now;
}, 10).unref();
`;

async function longestGap(url: string): Promise<number> {
	const folder = mkdtempSync(path.join(tmpdir(), 'nats-top-sys-bench-'));
	const preload = path.join(folder, 'gaps.mjs');
	const gaps = path.join(folder, 'longest');
	writeFileSync(preload, gapRecorder);
	writeFileSync(gaps, '0');
	const opened = openProgram(url, {GAPS: gaps, NODE_OPTIONS: `--import ${pathToFileURL(preload).href}`});
	await opened.until(/ 50\/50 servers/, 20_000);
	await pause(3000);
	opened.pauseReading();
	// Whole frames, as fast as keys can ask for them.
	for (let step = 0; step < 30; step++) {
		opened.keys(step % 2 === 0 ? '2' : '0');
		await pause(100);
	}
	opened.resumeReading();
	await pause(500);
	const longest = Number(readFileSync(gaps, 'utf8'));
	opened.keys('Q');
	await opened.exited;
	await opened.dispose();
	rmSync(folder, {recursive: true});
	return longest;
}

/** Resident, in megabytes (a million bytes each), watching so many servers: with the flight recorder, and without. */
async function memoryOfMany(servers: number): Promise<readonly [recording: number, without: number]> {
	const {server, end} = await startManyServers(servers);
	try {
		const programs = [openProgram(server.url), openProgram(server.url, {}, ['--flight-recorder', 'off'])];
		const all = servers.toLocaleString('en');
		for (const opened of programs) await opened.until(new RegExp(` ${all}/${all} servers`), 120_000);
		// Some heartbeats of each, and until what starting has left is collected.
		await pause(45_000);
		const [recording = Number.NaN, without = Number.NaN] = programs.map(({pid}) => residentMiB(pid) * 1.048_576);
		for (const opened of programs) {
			opened.keys('q');
			await opened.exited;
			await opened.dispose();
		}
		return [recording, without];
	} finally {
		await end();
	}
}

export const program: Measurement = async quick => {
	const [memoryOf2000, withoutRecorder] = await memoryOfMany(2000);
	const {server, end} = await startManyServers(50);
	try {
		const {program: starts, node} = await startTimes(server.url, quick ? 3 : 7);
		const {memoryMiB, cpuPercent} = await footprint(server.url, quick ? 20 : 60);
		const gap = await longestGap(server.url);
		const figures: Figure[] = [
			{
				name: 'start to the first complete screen / node -e 0',
				value: median(starts) / median(node),
				unit: '×',
				bound: {atMost: 9},
				note: `${median(starts).toFixed(0)} ms, node -e 0 ${median(node).toFixed(0)} ms; 450 ms where that takes 50`,
			},
			{name: 'resident memory', value: memoryMiB * 1.048_576, unit: 'MB', bound: {atMost: 95}},
			{
				name: 'resident memory, 2,000 servers',
				value: memoryOf2000,
				unit: 'MB',
				bound: {atMost: 150},
				note: `with their statistics, connections and events; ${withoutRecorder.toFixed(0)} MB without the flight recorder`,
			},
			{
				name: 'CPU, nobody touching a key',
				value: cpuPercent,
				unit: '%',
				bound: {atMost: 2},
				note: `of a core; ${columns}×${rows}`,
			},
			{
				name: 'longest stop of the event loop while the terminal is stalled for 3 s',
				value: gap,
				unit: 'ms',
				bound: {atMost: 200},
			},
		];
		return figures;
	} finally {
		await end();
	}
};
