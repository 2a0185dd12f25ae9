// The program starts with a configuration file: what it says is on the screen and in what is printed.
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {startServer, stopServers} from '../helpers/nats-server.ts';
import {faultsOf} from '../helpers/output-schema.ts';
import {faultInFrame, titleOf} from './frame.ts';
import {endProgramsAfterAll, runInTerminal, runPiped} from './program.ts';

endProgramsAfterAll();
afterAll(stopServers);

const size = {columns: 120, rows: 36};
const home = mkdtempSync(path.join(tmpdir(), 'configured-'));
const file = path.join(home, 'nats-top-sys/config.toml');
afterAll(() => rmSync(home, {recursive: true}));

const configuration = `[options]
context = "prod"
view = "servers"
utc = true
[view.servers]
sort = "version"
columns = ["version", "conns"]
[thresholds]
expiry-note = "1h"
memory-limit-percent = 50
[context.prod]
accent = "red"
`;

beforeAll(async () => {
	const server = await startServer({name: 'alone'});
	mkdirSync(path.join(home, 'nats/context'), {recursive: true});
	mkdirSync(path.dirname(file));
	const context = {url: server.url, user: 'sys', password: 'pw'};
	writeFileSync(path.join(home, 'nats/context/prod.json'), JSON.stringify(context), {mode: 0o600});
	writeFileSync(file, configuration);
});

test('on the screen: context, view, columns, and a first line in its colour', async () => {
	const program = runInTerminal('--theme palette', {...size, env: {XDG_CONFIG_HOME: home}});
	await program.until(rows => (rows[0] ?? '').includes('prod · via alone') && titleOf(rows).startsWith('SERVERS'));
	await program.until(rows => faultInFrame(rows, size.columns) === undefined && (rows[0] ?? '').includes('UTC'));
	const heads = program.screen().find(row => row.includes('VERSION')) ?? '';
	expect(heads).toMatch(/CONNS.*VERSION|VERSION.*CONNS/);
	expect(heads).not.toMatch(/CPU|MEM/);
	expect(program.received()).toMatch(/\u001b\[41m \u001b\[1;97mnats-top-sys {2}prod /);
	program.keys('I');
	await program.until(rows => rows.some(row => row.includes('VERSION↓')));
	program.keys('D');
	await program.until(rows => rows.some(row => row.includes('wrote sort of servers to ')));
	const written = readFileSync(file, 'utf8');
	expect(written).toBe(configuration.replace('sort = "version"', 'sort = "version:desc"'));
	program.keys('q');
	await program.exited;
});

test('what is wrong with it is said before anything is connected to, and --no-config starts', async () => {
	const broken = path.join(home, 'broken.toml');
	writeFileSync(broken, '[options]\nview = "server"\n');
	const refused = await runPiped(`--config ${broken}`, {XDG_CONFIG_HOME: home});
	expect(refused).toEqual({
		exitCode: 1,
		said: '',
		complained: `nats-top-sys: cannot use ${broken} line 2: options.view: there is no view "server"; did you mean servers? Or start without it: --no-config\n`,
	});
	const run = await runPiped('--no-config --once servers --demo calm --limit 1', {XDG_CONFIG_HOME: home});
	expect([run.exitCode, run.complained]).toEqual([0, '']);
	expect(run.said).toMatch(/CPU/);
	const withFile = await runPiped('--once servers --demo calm --limit 1', {XDG_CONFIG_HOME: home});
	expect(withFile.said).not.toMatch(/CPU/);
	expect(withFile.said).toMatch(/VERSION/);
});

test('doctor takes the connection from it too, prints JSON, and ends with 1 when anything is not ok', async () => {
	const well = await runPiped('doctor --json', {XDG_CONFIG_HOME: home});
	const told = JSON.parse(well.said);
	expect(faultsOf(told)).toBe('');
	expect([well.exitCode, well.complained, told.ok]).toEqual([0, '', true]);
	const ill = await runPiped('doctor -s nats://127.0.0.1:9 --no-context', {XDG_CONFIG_HOME: home});
	expect([ill.exitCode, ill.complained]).toEqual([1, '']);
	expect(ill.said).toMatch(/^not ok +reach 127\.0\.0\.1:9 +nothing is listening there\n/);
	const refused = await runPiped('doctor --once', {XDG_CONFIG_HOME: home});
	expect([refused.exitCode, refused.complained]).toEqual([
		2,
		'nats-top-sys: cannot use --once: doctor tries a connection and prints what came of it; drop it or doctor\n',
	]);
});
