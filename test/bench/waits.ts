// How long a person or a script waits, with fifty servers: for `--once`, beside `nats server list` where that program is
// installed, and for the accounts on the screen after they were asked for.
import {execFile} from 'node:child_process';
import process from 'node:process';
import {promisify} from 'node:util';
import {launcherFile} from '../../source/package/bundle-state.ts';
import {natsProgram} from '../connection/nats-program.ts';
import type {Figure} from './figure.ts';
import {startManyServers} from './many-servers.ts';
import type {Measurement} from './measurement.ts';
import {openProgram} from './open-program.ts';
import {median, ratioOf} from './sampling.ts';

/** Milliseconds until the program has ended. Throws an error when it failed or when its text lacks what it should have. */
async function timeOf(file: string, words: readonly string[], wanted: RegExp): Promise<number> {
	const began = performance.now();
	const {stdout} = await promisify(execFile)(file, words, {env: {PATH: process.env['PATH'], HOME: '/nonexistent'}});
	const took = performance.now() - began;
	if (!wanted.test(stdout)) throw new Error(`${file} ${words.join(' ')} did not print ${wanted}:\n${stdout}`);
	return took;
}

const login = (url: string): string[] => ['--server', url, '--user', 'sys', '--password', 'pw'];

async function onceBesideThePeer(url: string, runs: number): Promise<Figure[]> {
	const peer = natsProgram();
	const ours: number[] = [];
	const theirs: number[] = [];
	// The first run compiles.
	for (let run = -1; run < runs; run++) {
		const once = [launcherFile, ...login(url), '--once', '--view', 'servers'];
		const took = await timeOf(process.execPath, once, / 50\/50 servers/);
		if (run >= 0) ours.push(took);
		if (peer === undefined) continue;
		const peerTook = await timeOf(peer, [...login(url), 'server', 'list'], /c03-n10/);
		if (run >= 0) theirs.push(peerTook);
	}
	const once: Figure = {name: '--once --view servers', value: median(ours), unit: 'ms'};
	if (peer === undefined) return [{...once, note: 'no `nats` program is installed to compare with'}];
	return [
		once,
		{name: 'nats server list', value: median(theirs), unit: 'ms'},
		{name: '--once / nats server list', value: ratioOf(ours, theirs), unit: '×', bound: {atMost: 1.2}},
	];
}

/** From the key to the row of an account with the connections of all its servers. */
async function accountsAfterOpening(url: string, runs: number): Promise<number[]> {
	const times: number[] = [];
	for (let run = 0; run < runs; run++) {
		const program = openProgram(url);
		await program.until(/ 50\/50 servers/);
		const began = performance.now();
		program.keys('5');
		await program.until(seen => seen.some(row => /^.IOT +11\.8k .* 49 /.test(row)));
		times.push(performance.now() - began);
		program.keys('q');
		await program.exited;
		await program.dispose();
	}
	return times;
}

export const waits: Measurement = async quick => {
	const {server, end} = await startManyServers(50);
	try {
		const runs = quick ? 3 : 9;
		const figures = await onceBesideThePeer(server.url, runs);
		const times = await accountsAfterOpening(server.url, runs);
		return [
			...figures,
			{
				name: 'accounts complete on the screen after the key',
				value: median(times),
				unit: 'ms',
				bound: {atMost: 500},
				note: `longest ${Math.max(...times).toFixed(0)} ms`,
			},
		];
	} finally {
		await end();
	}
};
