// One application with a wrong password, trying 200 times a second: the screen stays readable, keys are answered, memory
// stays bounded, and every attempt is counted.
import {readFileSync} from 'node:fs';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {type NatsServer, startServer, stopServers} from '../helpers/nats-server.ts';
import type {ProgramInTerminal} from '../helpers/terminal.ts';
import {below, faultInFrame, rowWith, titleOf} from './frame.ts';
import {endProgramsAfterAll, runInTerminal} from './program.ts';
import {connectByHand, startStorm} from './stranger.ts';

endProgramsAfterAll();
afterAll(stopServers);

const perSecond = 200;
const password = 'wrong-as-can-be';
const columns = 120;

let server: NatsServer;
let program: ProgramInTerminal;

beforeAll(async () => {
	server = await startServer();
	program = runInTerminal(`-s ${server.url} --user sys --password pw`, {columns, rows: 36});
	await program.until('1/1 servers');
});

function residentMegabytes(): number {
	const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${program.pid}/status`, 'utf8'))?.[1];
	return Number(kilobytes) / 1024;
}

/** The first row of the refused logins. */
function worst(rows: readonly string[]) {
	const header = rows.findIndex(row => row.startsWith(' USER '));
	return {header: rows[header] ?? '', row: rows[header + 1] ?? ''};
}

describe('200 refused logins a second', () => {
	test('of one client: it is first in the list with its rate, keys are answered, memory is bounded, all are counted', async () => {
		// Others are refused too, and must not come first.
		await connectByHand(server, {user: 'jane', pass: password, name: 'report'});
		const before = residentMegabytes();
		const storm = startStorm(server, perSecond, {user: 'svc-billing', pass: password, name: 'billing', lang: 'go'});
		const latencies: number[] = [];
		try {
			await program.until(rows =>
				/^ ▲ \d problems? {2}billing auth errors \d+(?:\.\d)?\/s on solo/.test(rows[1] ?? ''),
			);
			const views = [
				['4', 'WHO IS REFUSED'],
				['2', 'SERVERS'],
				['3', 'CONNECTS AND DISCONNECTS'],
				['5', 'ACCOUNTS'],
				['?', 'Help'],
				['0', 'SYSTEM MESSAGES'],
				['1', 'SERVERS'],
			] as const;
			for (let round = 0; round < 4; round++) {
				for (const [key, title] of views) {
					const pressed = performance.now();
					program.keys(key);
					await program.until(rows => titleOf(rows).startsWith(title) && faultInFrame(rows, columns) === undefined);
					latencies.push(performance.now() - pressed);
				}
			}
			program.keys('4');
			await program.until(rows => {
				const {header, row} = worst(rows);
				return (
					below('USER', header || 'USER', row) === 'svc-billing' &&
					below('CLIENT', header, row) === 'billing' &&
					Number.parseFloat(below('RATE', header, row)) > perSecond / 4
				);
			});
			// Equal events in a row are one row with a count.
			await program.until(rows => rows.filter(row => /^ \d\d:\d\d:\d\d ✗ +×\d+ svc-billing/.test(row)).length > 0);
		} finally {
			const attempts = await storm.stop();
			await program.until(rows => {
				const found = rowWith(rows, /^ svc-billing /, 'USER');
				return (
					found !== undefined && below('TOTAL', found.header, found.row, 'right') === attempts.toLocaleString('en')
				);
			});
		}
		const after = residentMegabytes();
		expect(after).toBeLessThan(300);
		expect(after - before).toBeLessThan(150);
		expect(program.received()).not.toContain(password);
		latencies.sort((one, other) => one - other);
		const figure = (share: number): string => (latencies[Math.floor((latencies.length - 1) * share)] ?? 0).toFixed(0);
		console.log(
			`during ${perSecond} refused logins/s a key was answered within ${figure(0.5)} ms (median), ${figure(1)} ms (worst of ${latencies.length}); resident memory ${before.toFixed(0)} → ${after.toFixed(0)} MB`,
		);
	});
});
