// A cluster of three servers on the screen, compared with what the servers answer to an ordinary client; and the states of
// servers that are killed, started again, drained and shut down.
import type {NatsConnection} from 'nats';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {connectAs, type NatsServer, startCluster, stopServers} from '../helpers/nats-server.ts';
import type {ProgramInTerminal} from '../helpers/terminal.ts';
import {below, rowWith} from './frame.ts';
import {endProgramsAfterAll, runInTerminal, runPiped} from './program.ts';

endProgramsAfterAll();
afterAll(stopServers);

const login = '--user sys --password pw';

type Traffic = {readonly msgs: number; readonly bytes: number};
type Answer = {
	readonly server: {readonly id: string; readonly name: string; readonly ver: string; readonly time: string};
	readonly statsz: {
		readonly start: string;
		readonly cores: number;
		readonly connections: number;
		readonly total_connections: number;
		readonly received: Traffic;
		readonly sent: Traffic;
	};
};

let servers: readonly NatsServer[] = [];
let client: NatsConnection;
let program: ProgramInTerminal;

function server(name: string): NatsServer {
	const found = servers.find(each => each.name === name);
	if (found === undefined) throw new Error(`no server is called ${name}`);
	return found;
}

/** The statistics of all three servers, by name. */
async function told(): Promise<Map<string, Answer>> {
	const answers = new Map<string, Answer>();
	const options = {strategy: 'count', maxMessages: 3, maxWait: 5000} as const;
	for await (const answer of await client.requestMany('$SYS.REQ.SERVER.PING', '', options)) {
		const body = answer.json<Answer>();
		answers.set(body.server.name, body);
	}
	expect([...answers.keys()].sort()).toEqual(['n1', 'n2', 'n3']);
	return answers;
}

/** The server's row in the table, and the header above it; undefined when it is not there. */
function rowOf(rows: readonly string[], name: string) {
	return rowWith(rows, new RegExp(`^ \\S+ +${name}(?: ★)? `), 'CLUSTER');
}

function stateOf(rows: readonly string[], name: string): string {
	const found = rowOf(rows, name);
	return found === undefined ? 'not there' : below('STATE', found.header, found.row);
}

beforeAll(async () => {
	servers = await startCluster(3, {config: 'lame_duck_duration: "30s"\nlame_duck_grace_period: "1s"'});
	client = await connectAs(server('n1'), 'sys');
	program = runInTerminal(`-s ${server('n1').url} ${login} --view servers`, {columns: 200, rows: 50});
	await connectAs(server('n2'), 'app');
	await connectAs(server('n2'), 'app');
	await program.until('3/3 servers · 1 cluster ');
});

describe('three servers', () => {
	test('are shown with the names, versions and connections that they report to a client', async () => {
		const answers = await told();
		expect(answers.get('n2')?.statsz.connections).toBe(2);
		await program.until(rows =>
			[...answers].every(
				([
					name,
					{
						server: {ver},
						statsz,
					},
				]) => {
					const found = rowOf(rows, name);
					if (found === undefined) return false;
					const {header, row} = found;
					return (
						below('VERSION', header, row) === ver &&
						below('CONNS', header, row, 'right') === String(statsz.connections) &&
						below('PEERS', header, row, 'right') === '2' &&
						below('STATE', header, row) === ''
					);
				},
			),
		);
		expect(program.screen()[0]).toMatch(/ · via n1 \(east\) · sys@SYS {2,}3\/3 servers · 1 cluster /);
		expect(program.screen()[1]).toContain('● OK  3/3 servers');
	});

	test('are shown with the rates computed from what they report to a client', async () => {
		const perSecond = 500;
		const publisher = await connectAs(server('n1'), 'app');
		const subscriber = await connectAs(server('n2'), 'app');
		subscriber.subscribe('load', {callback: () => {}});
		await subscriber.flush();
		const began = performance.now();
		let published = 0;
		const load = setInterval(() => {
			const due = ((performance.now() - began) / 1000) * perSecond;
			for (; published < due; published++) publisher.publish('load', 'x'.repeat(100));
		}, 10);
		try {
			const before = await told();
			await program.until(rows => numbers(rows, 'n1').messagesIn > perSecond / 2);
			const after = await told();
			const rate = (name: string, count: (answer: Answer) => number): number => {
				const [one, other] = [before.get(name), after.get(name)];
				if (one === undefined || other === undefined) throw new Error(`${name} said nothing`);
				const seconds = (Date.parse(other.server.time) - Date.parse(one.server.time)) / 1000;
				return (count(other) - count(one)) / seconds;
			};
			const isNear = (shown: number, right: number): boolean => Math.abs(shown - right) < right * 0.3 + 30;
			const right = new Map(
				['n1', 'n2', 'n3'].map(name => [
					name,
					{
						messagesIn: rate(name, ({statsz}) => statsz.received.msgs),
						messagesOut: rate(name, ({statsz}) => statsz.sent.msgs),
						bytesIn: rate(name, ({statsz}) => statsz.received.bytes),
					},
				]),
			);
			expect(right.get('n2')?.messagesOut).toBeGreaterThan(perSecond / 2);
			expect(right.get('n3')?.messagesIn).toBeLessThan(perSecond / 10);
			await program.until(rows =>
				[...right].every(([name, {messagesIn, messagesOut, bytesIn}]) => {
					const shown = numbers(rows, name);
					return (
						isNear(shown.messagesIn, messagesIn) &&
						isNear(shown.messagesOut, messagesOut) &&
						Math.abs(shown.bytesIn - bytesIn) < bytesIn * 0.3 + 10_000
					);
				}),
			);
		} finally {
			clearInterval(load);
			await Promise.all([publisher.close(), subscriber.close()]);
		}

		function numbers(rows: readonly string[], name: string) {
			const found = rowOf(rows, name);
			const shown = (title: string, nth = 1): number =>
				found === undefined ? Number.NaN : valueOf(below(title, found.header, found.row, 'right', nth));
			return {messagesIn: shown('MSGS IN/s'), messagesOut: shown('OUT/s'), bytesIn: shown('BYTES IN/s')};
		}
	});

	test('have counters in --json between those that a client gets before and after', async () => {
		const before = await told();
		const {exitCode, said, complained} = await runPiped(`-s ${server('n3').url} ${login} --json`);
		const after = await told();
		expect({exitCode, complained}).toEqual({exitCode: 0, complained: ''});
		const {link, servers: shown} = JSON.parse(said);
		expect(link).toMatchObject({state: 'up', server: 'n3', user: 'sys', account: 'SYS', refused: []});
		expect(shown.map((each: {name: string}) => each.name)).toEqual(['n1', 'n2', 'n3']);
		for (const each of shown) {
			const [one, other] = [before.get(each.name), after.get(each.name)];
			if (one === undefined || other === undefined) throw new Error(`${each.name} is not one of the three`);
			expect(each).toMatchObject({
				id: one.server.id,
				cluster: 'east',
				version: one.server.ver,
				state: 'up',
				cores: one.statsz.cores,
				route_peers: ['n1', 'n2', 'n3'].filter(name => name !== each.name),
				known_servers: 3,
			});
			expect(Date.parse(each.started)).toBe(Math.floor(Date.parse(one.statsz.start)));
			// It sees itself; programs of other tests may come or go meanwhile.
			const connections = [one, other].map(({statsz}) => statsz.connections + (each.name === 'n3' ? 1 : 0));
			expect(each.connections).toBeGreaterThanOrEqual(Math.min(...connections));
			expect(each.connections).toBeLessThanOrEqual(Math.max(...connections));
			const counters: [number, (answer: Answer) => number][] = [
				[each.messages_in, ({statsz}) => statsz.received.msgs],
				[each.messages_out, ({statsz}) => statsz.sent.msgs],
				[each.bytes_in, ({statsz}) => statsz.received.bytes],
				[each.bytes_out, ({statsz}) => statsz.sent.bytes],
				[each.total_connections, ({statsz}) => statsz.total_connections],
			];
			for (const [counter, count] of counters) {
				expect(counter).toBeGreaterThanOrEqual(count(one));
				expect(counter).toBeLessThanOrEqual(count(other));
			}
		}
	});
});

describe.concurrent('a server', () => {
	test('that is killed is silent after 2.5 intervals and stays listed; started again, it is shown as restarted', async ({
		expect,
	}) => {
		let missing = 0;
		const isSeen = (isMeant: (state: string) => boolean) => (rows: string[]) => {
			const state = stateOf(rows, 'n2');
			if (state === 'not there') missing++;
			return isMeant(state);
		};
		const connections = (rows: readonly string[]) => {
			const found = rowOf(rows, 'n2');
			return found === undefined ? '' : below('CONNS', found.header, found.row, 'right');
		};
		await program.until(rows => connections(rows) === '2');
		await server('n2').kill('SIGKILL');
		// It is asked every 2 s, so that its limit is 5 s; by its own heartbeats alone it would be 25 s.
		await program.until(isSeen(state => state.startsWith('silent')));
		const rows = program.screen();
		expect(stateOf(rows, 'n2')).toMatch(/^silent \d+(?:\.\d)? s$/);
		expect(rows[1]).toMatch(/^ ▲ .*n2 silent \d+(?:\.\d)? s \(expected ≤ 5 s\)/);
		// Its last numbers; no rates.
		expect(connections(rows)).toBe('2');
		const found = rowOf(rows, 'n2');
		expect(below('MSGS IN/s', found?.header ?? '', found?.row ?? '', 'right')).toBe('–');

		await server('n2').restart();
		await program.until(isSeen(state => /^restarted 0:\d\d$/.test(state)));
		await program.until(seen => connections(seen) === '0');
		expect(missing).toBe(0);
		expect(program.screen().filter(row => / n2 /.test(row) && row.startsWith(' east'))).toHaveLength(1);
	});

	test('in lame-duck mode is shown as lame duck, then as shut down; so is one that is stopped', async ({expect}) => {
		await connectAs(server('n3'), 'app');
		server('n3').signal('SIGUSR2');
		await program.until(rows => stateOf(rows, 'n3').startsWith('lame duck'));
		expect(server('n3').log()).not.toContain('Server Exiting');
		await program.until(rows => stateOf(rows, 'n3').startsWith('shut down'));
		expect(server('n3').log()).toContain('Server Exiting');

		await server('n3').restart();
		await program.until(rows => /^restarted 0:\d\d$/.test(stateOf(rows, 'n3')));
		await server('n3').kill('SIGTERM');
		await program.until(rows => stateOf(rows, 'n3').startsWith('shut down'));
		await program.until(rows => /n3 shut down 0:\d\d ago/.test(rows[1] ?? ''));
	});
});

/** A number as the table writes it: `1,234`, `12.4k`, `9.1K`. */
function valueOf(text: string): number {
	const unit = text.at(-1) ?? '';
	const scale = unit === 'k' ? 1e3 : unit === 'K' ? 1024 : unit === 'M' ? 1e6 : 1;
	return Number.parseFloat(text.replaceAll(',', '')) * scale;
}
