// Three systems at once on real servers: one is not there at first, and the link of another is lost. Each is left alone
// by what happens to the others.
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {connectAs, type NatsServer, startServer, stopServers} from '../helpers/nats-server.ts';
import {endProgramsAfterAll, runInTerminal, runPiped} from './program.ts';

endProgramsAfterAll();
afterAll(stopServers);

const configuration = mkdtempSync(path.join(tmpdir(), 'several-'));
afterAll(() => rmSync(configuration, {recursive: true}));
const env = {XDG_CONFIG_HOME: configuration};
const options = '--context east,west,lab';

let east: NatsServer;
let west: NatsServer;
let lab: NatsServer;

beforeAll(async () => {
	[east, west, lab] = await Promise.all([
		startServer({name: 'e1'}),
		startServer({name: 'w1'}),
		startServer({name: 'l1'}),
	]);
	const folder = path.join(configuration, 'nats/context');
	mkdirSync(folder, {recursive: true});
	for (const [name, {url}] of Object.entries({east, west, lab})) {
		const context = JSON.stringify({url, user: 'sys', password: 'pw'});
		writeFileSync(path.join(folder, `${name}.json`), context, {mode: 0o600});
	}
	writeFileSync(path.join(folder, 'gone.json'), JSON.stringify({url: lab.url}), {mode: 0o600});
	await lab.kill();
});

/** The line of a system in the list. */
function rowOf(rows: readonly string[], name: string): string {
	return rows.find(row => new RegExp(`^ +\\d ${name} `).test(row)) ?? '';
}

function isWhole(rows: readonly string[], belowHead: RegExp): boolean {
	const rule = rows.findIndex(row => /^─+$/.test(row));
	const headers = rows.filter(row => row.startsWith(' nats-top-sys  '));
	return headers.length === 1 && headers[0] === rows[0] && belowHead.test(rows[rule - 1] ?? '') && rows.at(-1) !== '';
}

/** Below the head there are no tabs. */
function isWholeList(rows: readonly string[]): boolean {
	return (rows[0] ?? '').startsWith(' nats-top-sys  3 systems ') && isWhole(rows, /^ (?:●|▲|○|messages )/);
}

function isWholeSystem(rows: readonly string[]): boolean {
	return isWhole(rows, /^ {1,2}1\b.* 2\b.* 9\b.* 0\b/);
}

test.each([
	{columns: 80, rows: 24},
	{columns: 120, rows: 40},
])('$columns×$rows: one is started later, the link of one is lost, and the others go on', async size => {
	const program = runInTerminal(options, {...size, env});
	const shows = (name: string, what: RegExp) => (rows: readonly string[]) =>
		what.test(rowOf(rows, name)) && isWholeList(rows);
	await program.until(shows('east', / up +1\/1 .*● OK/));
	await program.until(shows('west', / up +1\/1 .*● OK/));
	await program.until(shows('lab', /again in \d+ s +– .*▲ nothing is listening there/));

	// It is tried again, and is there at once when it is.
	program.keys('3');
	await program.until(rows => rows.some(row => / Not connected, /.test(row)) && isWholeSystem(rows));
	await lab.restart();
	await program.until(rows => (rows[0] ?? '').includes('lab · via l1 · sys@SYS') && isWholeSystem(rows));
	program.keys('x');
	await program.until(shows('lab', / up +1\/1 .*● OK/));

	// The link of one is lost: the numbers of the others move on.
	await west.kill('SIGKILL');
	await program.until(shows('west', / down .*▲ link down: /));
	program.keys('1');
	await program.until(rows => rows.some(row => / 1 east ●.* 2 west ▲/.test(row)) && isWholeSystem(rows));
	await connectAs(east, 'app', {name: 'after-the-loss'});
	program.keys('3');
	await program.until(
		rows =>
			isWholeSystem(rows) &&
			rows.some(row => row.startsWith(' CONNECTS ')) &&
			rows.some(row => row.includes('after-the-loss')),
	);
	expect(program.screen()[1]).toMatch(/^ ● OK {2}1\/1 servers/);
	program.keys(String.fromCharCode(27));
	await program.until(shows('east', / up +1\/1 +[2-9] .*● OK/));
	await west.restart();
	await program.until(shows('west', / up +1\/1 /));
	await lab.kill();
	program.keys('Q');
	expect(await program.exited).toEqual({code: 0, signal: undefined});
});

test('without a screen the list is printed and all are checked, also those that are not reached', async () => {
	const once = await runPiped(`${options} --once --for 2500ms`, env);
	expect(once).toMatchObject({exitCode: 0, complained: ''});
	expect(rowOf(once.said.split('\n'), 'east')).toMatch(/ up +1\/1 +\d+ .*● OK/);
	expect(rowOf(once.said.split('\n'), 'lab')).toMatch(/ none +– .*▲ nothing is listening there/);
	const check = await runPiped(`${options} --check`, env);
	expect(check.said).toMatch(
		/^NATS UNKNOWN - lab unknown: cannot connect to .* · east ok: 1\/1 servers.* · west ok: 1\/1 /,
	);
	expect(check.exitCode).toBe(3);
	// Nothing is reached: each line says why, and so does the exit code.
	const none = await runPiped('--context lab,gone --once', env);
	expect(none.exitCode).toBe(1);
	for (const name of ['lab', 'gone']) {
		expect(rowOf(none.said.split('\n'), name)).toMatch(/ none +– .*▲ nothing is listening there/);
	}
});
