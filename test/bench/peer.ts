// CPU of the built program watching two thousand servers, beside `nats server watch servers` and `nats server watch
// accounts`, which together tell less of the same: all three in terminals of one size, at the same time, untouched.
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as pause} from 'node:timers/promises';
import {natsProgram} from '../connection/nats-program.ts';
import {startServer, stopServers} from '../helpers/nats-server.ts';
import {type ProgramInTerminal, spawnInTerminal} from '../helpers/terminal.ts';
import {cpuSeconds} from './cpu-seconds.ts';
import type {Figure} from './figure.ts';
import type {Measurement} from './measurement.ts';
import {columns, openProgram, rows} from './open-program.ts';

const sender = path.join(import.meta.dirname, 'system-sender.mjs');
const servers = 2000;
/** Until all have compiled, know all servers, and the program takes itself for unattended. */
const warmMs = 35_000;

async function startSystem(port: number): Promise<ChildProcess> {
	const child = spawn(process.execPath, [sender, String(port), String(servers)], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	await once(child.stdout, 'data');
	return child;
}

function openPeer(peer: string, url: string, what: string): ProgramInTerminal {
	const words = ['--server', url, '--user', 'sys', '--password', 'pw', 'server', 'watch', what];
	return spawnInTerminal(peer, words, {columns, rows, env: {HOME: '/nonexistent'}});
}

type Used = {readonly ours: number; readonly watchServers: number; readonly watchAccounts: number};

/** Per cent of a core that each uses over so many seconds. */
async function usedBy(url: string, peer: string, seconds: number): Promise<Used> {
	const programs = [openProgram(url), openPeer(peer, url, 'servers'), openPeer(peer, url, 'accounts')];
	try {
		await programs[0]?.until(/ 2,000\/2,000 servers|2,001\/2,001 servers/, 60_000);
		programs[0]?.keys('2');
		// What hears nothing costs nothing.
		await programs[1]?.until(/c\d+-n\d/, 60_000);
		await programs[2]?.until('METRICS', 60_000);
		await pause(warmMs);
		const before = programs.map(({pid}) => cpuSeconds(pid));
		await pause(seconds * 1000);
		const [ours = Number.NaN, watchServers = Number.NaN, watchAccounts = Number.NaN] = programs.map(
			({pid}, index) => ((cpuSeconds(pid) - (before[index] ?? Number.NaN)) / seconds) * 100,
		);
		return {ours, watchServers, watchAccounts};
	} finally {
		for (const program of programs) await program.dispose();
	}
}

export const besideThePeer: Measurement = async quick => {
	const peer = natsProgram();
	if (peer === undefined) {
		console.error('  not measured: there is no program `nats` to compare with (https://github.com/nats-io/natscli)');
		return [];
	}
	const server = await startServer({name: 'real'});
	let system: ChildProcess | undefined;
	try {
		system = await startSystem(server.port);
		const {ours, watchServers, watchAccounts} = await usedBy(server.url, peer, quick ? 40 : 120);
		const figures: Figure[] = [
			{name: 'CPU of this program, servers view', value: ours, unit: '%', note: `of a core; ${columns}×${rows}`},
			{name: 'CPU of nats server watch servers', value: watchServers, unit: '%'},
			{name: 'CPU of nats server watch accounts', value: watchAccounts, unit: '%'},
			{
				name: 'this program / both together',
				value: ours / (watchServers + watchAccounts),
				unit: '×',
				bound: {atMost: 1},
			},
		];
		return figures;
	} finally {
		system?.kill();
		await stopServers();
	}
};
