// The configuration file as the command line takes it: below flags, variables and context, above what is built in.
import {chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import {readConfig} from '../../source/configuration/config-file.ts';
import {thisMachine} from '../../source/connection/files/machine.ts';
import {CannotStart} from '../../source/errors/cannot-start.ts';
import {configPlace} from '../../source/options/config-place.ts';
import {optionGroups} from '../../source/options/option-records.ts';
import {type Environment, parseOptions} from '../../source/options/options.ts';
import {tableFacts} from '../../source/output/table-facts.ts';
import {root} from '../../source/package/bundle-state.ts';

const home = mkdtempSync(path.join(tmpdir(), 'home-'));
afterAll(() => rmSync(home, {recursive: true}));
const folder = path.join(home, 'nats-top-sys');
const file = path.join(folder, 'config.toml');
mkdirSync(folder);
mkdirSync(path.join(home, 'nats/context'), {recursive: true});
const contexts = {
	prod: {url: 'nats://prod', user: 'sys', password: 'hunter2hunter2'},
	bare: {},
};
for (const [name, context] of Object.entries(contexts)) {
	writeFileSync(path.join(home, `nats/context/${name}.json`), JSON.stringify(context));
}

async function parsed(words: string, env: Environment) {
	const argv = words.split(' ').filter(word => word !== '');
	const machine = thisMachine({XDG_CONFIG_HOME: home, ...env});
	const config = await readConfig(configPlace(argv, machine), machine);
	return parseOptions(argv, env, {
		version: '1.2.3',
		views: ['overview', 'servers'],
		tables: tableFacts(),
		machine,
		config,
	});
}

async function optionsWith(text: string, words = '', env: Environment = {}) {
	writeFileSync(file, text);
	const commandLine = await parsed(words, env);
	if (commandLine.kind !== 'run') throw new Error(`this asks for ${commandLine.kind}`);
	return commandLine.options;
}

/** The settings as --print-config prints them: `value | from`, the folder of the file left out. */
async function printedWith(text: string, words = '', env: Environment = {}): Promise<Record<string, string>> {
	writeFileSync(file, text);
	const commandLine = await parsed(`--print-config --json ${words}`, env);
	if (commandLine.kind !== 'config') throw new Error(`this asks for ${commandLine.kind}`);
	const {settings} = JSON.parse(commandLine.text);
	return Object.fromEntries(
		settings.map((one: {name: string; value: unknown; hidden: boolean; from: string}) => [
			one.name,
			`${one.hidden ? '[hidden]' : String(one.value)} | ${one.from.replaceAll(`${folder}/`, '')}`.replaceAll(
				`${folder}/`,
				'',
			),
		]),
	);
}

async function errorOf(act: Promise<unknown>): Promise<CannotStart> {
	const error = await act.then(
		() => undefined,
		(thrown: unknown) => thrown,
	);
	if (!(error instanceof CannotStart)) throw new Error(`no CannotStart: ${String(error)}`);
	return error;
}

const display = '[options]\nutc = true\nascii = true\ncolor = "never"\nview = "servers"\nflight-recorder = "1MiB"\n';

describe('flag, variable, context, file, default', () => {
	test.each<[string, string, string, Environment, string]>([
		['server', '[options]\nserver = "nats://f"', '', {}, 'nats://f:4222 | server in config.toml line 2'],
		[
			'server',
			'[options]\nserver = ["f", "tls://g:1"]',
			'',
			{},
			'nats://f:4222,tls://g:1 | server in config.toml line 2',
		],
		['server', '[options]\nserver = "nats://f"', '-s e', {}, 'nats://e:4222 | --server'],
		['server', '[options]\nserver = "nats://f"', '', {NATS_URL: 'e'}, 'nats://e:4222 | NATS_URL'],
		['server', '[options]\nserver = "nats://f"', '--context prod', {}, 'nats://prod:4222 | the url of context prod'],
		['server', '[options]\nserver = "nats://f"', '--context bare', {}, 'nats://f:4222 | server in config.toml line 2'],
		['context', '[options]\ncontext = "prod"', '', {}, 'prod | context in config.toml line 2'],
		['context', '[options]\ncontext = "prod"', '--context bare', {}, 'bare | --context'],
		['context', '[options]\ncontext = "prod"', '', {NATS_CONTEXT: 'bare'}, 'bare | NATS_CONTEXT'],
		['context', '[options]\ncontext = "prod"', '--no-context', {}, 'null | --no-context'],
		['context', '[options]\nno-context = true', '', {}, 'null | no-context in config.toml line 2'],
		['context', '[options]\nno-context = true', '', {NATS_CONTEXT: 'bare'}, 'bare | NATS_CONTEXT'],
		['user', '[options]\nuser = "joe"', '', {}, 'joe | user in config.toml line 2'],
		['user', '[options]\nuser = "joe"', '--context prod', {}, 'sys | the user of context prod'],
		['password', '[options]\nuser = "joe"', '', {NATS_PASSWORD: 'x'}, '[hidden] | NATS_PASSWORD'],
		['creds', '[options]\ncreds = "sys.creds"', '', {}, 'sys.creds | creds in config.toml line 2'],
		['creds', '[options]\ncreds = "/etc/sys.creds"', '', {}, '/etc/sys.creds | creds in config.toml line 2'],
		['timeout', '[options]\ntimeout = "2s"', '', {}, '2000ms | timeout in config.toml line 2'],
		['timeout', '[options]\ntimeout = "2s"', '', {NATS_TIMEOUT: '3s'}, '3000ms | NATS_TIMEOUT'],
		['tls-first', '[options]\ntls-first = true', '', {}, 'true | tls-first in config.toml line 2'],
		['tls-first', '[options]\ntls-first = false', '', {}, 'false | default'],
		['utc', display, '', {}, 'true | utc in config.toml line 2'],
		['utc', display, '--no-utc', {}, 'false | --no-utc'],
		['utc', '', '--utc', {}, 'true | --utc'],
		['color', display, '', {}, 'never | color in config.toml line 4'],
		['color', display, '--color always', {}, 'always | --color'],
		['color', display, '', {FORCE_COLOR: '1'}, 'auto | FORCE_COLOR'],
		['view', display, '', {}, 'servers | view in config.toml line 5'],
		['view', display, '--once', {}, 'overview | default'],
		['flight-recorder', display, '', {}, '1MiB | flight-recorder in config.toml line 6'],
		['config', '', '', {}, 'config.toml | default'],
		['config', display, '--no-config', {}, 'null | --no-config'],
		['utc', display, '--no-config', {}, 'false | default'],
		['config', display, `--config ${file}`, {}, 'config.toml | --config'],
		['config', display, '', {NATS_TOP_SYS_CONFIG: file}, 'config.toml | NATS_TOP_SYS_CONFIG'],
	])('%s, %j with %j %o', async (name, text, words, env, expected) => {
		expect((await printedWith(text, words, env))[name]).toBe(expected);
	});

	test('the program runs with what is printed', async () => {
		const {utc, ascii, color, view, flightRecorderBytes} = await optionsWith(display);
		expect({utc, ascii, color, view, flightRecorderBytes}).toEqual({
			utc: true,
			ascii: true,
			color: 'never',
			view: 'servers',
			flightRecorderBytes: 2 ** 20,
		});
		expect(await optionsWith(display, '--no-utc --no-ascii')).toMatchObject({utc: false, ascii: false});
	});

	test('what is for a screen does not disturb what prints, nor the demo what connects', async () => {
		const connection = '[options]\nserver = "f"\ncontext = "prod"\nview = "servers"\n';
		for (const words of ['--json', '--events', '--csv servers', '--check', '--demo', '--once servers']) {
			expect((await optionsWith(connection, words)).view).toBe(
				words === '--once servers' || words === '--demo' ? 'servers' : undefined,
			);
		}
	});

	test('JSON is read where there is no TOML', async () => {
		rmSync(file);
		const json = path.join(folder, 'config.json');
		writeFileSync(json, '{\n"options": {"utc": true}}');
		const commandLine = await parsed('--print-config', {});
		rmSync(json);
		expect(commandLine).toMatchObject({text: expect.stringMatching(/utc +on +utc in \S+config\.json line 2\n/)});
	});

	test('every option that may have a default can stand in the file', async () => {
		const records = optionGroups.flatMap(({options}) => options).filter(({inFile}) => inFile !== undefined);
		const valid: Record<string, string> = {
			timeout: '1s',
			color: 'never',
			theme: 'dark',
			view: 'servers',
			context: 'prod',
			'flight-recorder': 'off',
		};
		for (const {name, value} of records) {
			const text = value === undefined ? 'true' : JSON.stringify(valid[name] ?? 'x');
			const settings = await printedWith(
				`[options]\n${name} = ${text}${/^tls(cert|key)$/.test(name) ? `\ntlskey = "x"\ntlscert = "x"`.replace(new RegExp(`\n${name} = "x"`), '') : ''}\n`,
			);
			expect(
				Object.values(settings).filter(one => one.includes(`${name} in config.toml line 2`)),
				name,
			).toHaveLength(1);
		}
		expect(records.length).toBeGreaterThan(15);
	});
});

describe('tables', () => {
	const tables = '[view.servers]\nsort = "cpu:asc"\ncolumns = ["cpu", "mem"]\n[view.clients]\nsort = "user"\n';

	test('begin sorted and with columns, for people', async () => {
		const options = await optionsWith(tables);
		expect(options.tables).toEqual([
			{
				table: 'servers',
				pane: 'servers',
				sort: {column: 'cpu', descending: false},
				columns: expect.objectContaining({cpu: true, conns: false}),
			},
			{table: 'clients', pane: 'clients', sort: {column: 'user', descending: false}},
		]);
		expect(Object.values(options.tables[0]?.columns ?? {}).filter(Boolean)).toHaveLength(2);
		expect(await printedWith(tables)).toMatchObject({
			'view.servers.sort': 'cpu:asc | view.servers.sort in config.toml line 2',
			'view.servers.columns': 'cpu,mem | view.servers.columns in config.toml line 3',
			'view.clients.sort': 'user | view.clients.sort in config.toml line 5',
		});
		expect((await optionsWith(tables, '--once servers --sort conns')).rows.sort).toEqual({
			column: 'conns',
			descending: true,
		});
	});

	test('have columns asked for and taken out besides their own', async () => {
		const [start] = (await optionsWith('[view.servers]\ncolumns = ["-mem", "+rtt"]')).tables;
		expect(start?.columns).toEqual({mem: false, rtt: true});
		const mixed = await errorOf(optionsWith('[view.servers]\ncolumns = ["-mem", "rtt"]'));
		expect(mixed.tryThis).toContain('or ["+NAME", "-NAME"] to ask for one and take one out');
	});

	test('every table and each of its columns can be named', async () => {
		for (const {name, whyNotSorted, columns, pane} of tableFacts()) {
			const ids = columns.filter(({isShown}) => isShown).map(({id}) => id);
			const [sorted] = whyNotSorted === undefined ? columns.filter(({hasValue}) => hasValue) : [];
			const text = `[view.${name}]\ncolumns = ${JSON.stringify(ids)}\n${sorted ? `sort = "${sorted.id}"` : ''}`;
			const [start, ...others] = (await optionsWith(text)).tables;
			expect(others).toEqual([]);
			expect(start).toMatchObject({pane, columns: Object.fromEntries(ids.map(id => [id, true]))});
			expect(start?.sort?.column).toBe(sorted?.id);
		}
	});
});

test('a context has an accent colour', async () => {
	const text = '[context]\nprod.accent = "red"\n"stage eu" = {accent = "blue"}';
	expect([...(await optionsWith(text)).accents]).toEqual([
		['prod', 'red'],
		['stage eu', 'blue'],
	]);
	expect((await printedWith(text))['context."stage eu".accent']).toMatch(/^blue \| .* line 3$/);
});

test('thresholds have the unit of what is measured, which may be written too', async () => {
	const text = '[thresholds]\ncpu-percent = 80\ncpu-for = "1m"\nrefused-per-minute = "10/min"\nloop-rounds = "4 times"';
	const {cpuPercent, cpuForMs, refusedPerMinute, loopRounds, stormConnects} = (await optionsWith(text)).thresholds;
	const values = [cpuPercent, cpuForMs, refusedPerMinute, loopRounds, stormConnects].map(({value}) => value);
	expect(values).toEqual([80, 60_000, 10, 4, 50]);
	expect(await printedWith(text)).toMatchObject({
		'thresholds.cpu-percent': '80% | thresholds.cpu-percent in config.toml line 2',
		'thresholds.cpu-for': '60000ms | thresholds.cpu-for in config.toml line 3',
	});
});

const or = 'start without it: --no-config';

describe('what is wrong names file, line and key', () => {
	test.each<[string, string, string]>([
		['utc = true', 'line 1: utc: there is no such key', `the tables are options, view, thresholds, context; or ${or}`],
		['[option]', 'line 1: option: there is no such key', `did you mean options? Or ${or}`],
		['options = 1', 'line 1: options: a number is no value for it', `write a table: [options]; or ${or}`],
		['[options]\nut = true', 'line 2: options.ut: there is no such option', `did you mean utc? Or ${or}`],
		[
			'[options]\n"x\\u001b[31m" = 1',
			'line 2: options."x�[31m": there is no such option',
			'these can stand here: server, context,',
		],
		[
			'[options]\nonce = "servers"',
			'line 2: options.once: it is no default for every start',
			'give it where it is meant: nats-top-sys --once',
		],
		[
			'[options]\nallow-actions = true',
			'line 2: options.allow-actions: it is no default for every start',
			'nats-top-sys --allow-actions',
		],
		[
			'[options]\npassword = "hunter2"',
			'line 2: options.password: secrets do not belong into this file',
			'in a credentials file, or in the variable NATS_PASSWORD',
		],
		[
			'[options]\nserver = "nats://joe:hunter2@a"',
			'line 2: options.server: secrets do not belong into this file',
			'keep them in a context of the nats program',
		],
		['[options]\nutc = "yes"', 'line 2: options.utc: text is no value for it', `write utc = true, or false; or ${or}`],
		['[options]\n\ncolor = true', 'line 3: options.color: true is no value for it', `write color = "auto"; or ${or}`],
		['[options]\ncolor = "nevr"', 'line 2: options.color: there is no "nevr"', `did you mean never? Or ${or}`],
		['[options]\nview = "server"', 'line 2: options.view: there is no view "server"', `did you mean servers? Or ${or}`],
		['[options]\nflight-recorder = "much"', 'line 2: options.flight-recorder: "much"', or],
		['[options]\ncreds = ["a"]', 'line 2: options.creds: a list is no value for it', `write creds = "FILE"; or ${or}`],
		['[options]\nserver = []', 'line 2: options.server: a list is no value for it', `write server = "URL"; or ${or}`],
		[
			'[options]\ncontext = "a"\nno-context = true',
			'line 3: options.no-context: context stands in line 2',
			`keep one of them; or ${or}`,
		],
		['[view.server]', 'line 1: view.server: there is no such key', `did you mean servers? Or ${or}`],
		['view = "servers"', 'line 1: view: text is no value for it', `write a table: [view]; or ${or}`],
		['[view]\nservers.sort = 1', 'line 2: view.servers.sort: a number is no value for it', 'write sort = "COLUMN"'],
		[
			'[view.servers]\nsort = "cpuu"',
			'line 2: view.servers.sort: servers has no column "cpuu"',
			'did you mean cpu? Or',
		],
		[
			'[view.servers]\nsort = "cpu:up"',
			'line 2: view.servers.sort: "cpu:up" has no direction',
			'write cpu:asc or cpu:desc',
		],
		['[view.connects]\nsort = "user"', 'line 2: view.connects.sort: its rows keep the order of time', or],
		[
			'[view.servers]\ncolumns = "cpu"',
			'line 2: view.servers.columns: text is no value for it',
			'write columns = ["NAME", "NAME"]',
		],
		[
			'[view.servers]\ncolumns = []',
			'line 2: view.servers.columns: a list is no value for it',
			'write columns = ["NAME", "NAME"]',
		],
		[
			'[view.servers]\ncolumns = [\n"cpu",\n"memoy"]',
			'line 2: view.servers.columns: servers has no column "memoy"',
			or,
		],
		[
			'[view.servers]\ncolums = ["cpu"]',
			'line 2: view.servers.colums: there is no such key',
			`did you mean columns? Or ${or}`,
		],
		['[context.prod]\naccent = "rde"', 'line 2: context.prod.accent: there is no "rde"', `did you mean red? Or ${or}`],
		['[context.prod]\naccent = 1', 'line 2: context.prod.accent: a number is no value for it', 'write accent = "red"'],
		['context = "prod"', 'line 1: context: text is no value for it', 'write a table: [context]'],
		[
			'[context.prod]\npassword = "hunter2"',
			'line 2: context.prod.password: there is no such key',
			'its keys are accent',
		],
		['[thresholds]\ncpu = 80', 'line 2: thresholds.cpu: there is no such key', 'did you mean cpu-'],
		[
			'[thresholds]\ncpu-percent = 0',
			'line 2: thresholds.cpu-percent: it is a number above 0: CPU, of the cores',
			'write cpu-percent = 90, or "90%", which is the usual value',
		],
		['[thresholds]\ncpu-percent = "80/min"', 'line 2: thresholds.cpu-percent: it is a number above 0', or],
		['[thresholds]\ncpu-percent = inf', 'line 2: thresholds.cpu-percent: it is a number above 0', or],
		[
			'[thresholds]\ncpu-for = 20',
			'line 2: thresholds.cpu-for: it is a time: how long the CPU',
			'write cpu-for = "20s", which is the usual value',
		],
		['[thresholds]\ncpu-for = true', 'line 2: thresholds.cpu-for: it is a time', or],
		['[options]\nutc = maybe', 'line 2: it is not TOML', `correct it; or ${or}`],
	])('%j', async (text, said, tried) => {
		const error = await errorOf(optionsWith(text));
		expect(error.message).toContain(`cannot use ${file} ${said}`);
		expect(error.tryThis).toContain(tried);
		expect(error.message).not.toMatch(/hunter2|\u001b/);
		expect(error.exitCode).toBe(1);
		expect(await optionsWith(text, '--no-config')).toMatchObject({utc: false});
	});

	test.each<[string, string]>([
		['[options]\ntimeout = "soon"', `cannot use timeout in ${file} line 2: "soon" is not a duration`],
		['[options]\ncontext = "prd"', `cannot use context in ${file} line 2: there is no context "prd"`],
		['[options]\ninbox-prefix = "a b"', `cannot use inbox-prefix in ${file} line 2: it is not a subject`],
	])('of a connection: %j', async (text, said) => {
		expect((await errorOf(optionsWith(text))).message).toContain(said);
		expect(await optionsWith(text, '--no-config')).toMatchObject({utc: false});
	});

	test('a file that is not there is no error, unless it is named', async () => {
		rmSync(file, {force: true});
		expect(await parsed('', {})).toMatchObject({kind: 'run'});
		const missing = path.join(folder, 'other.toml');
		const byFlag = await errorOf(parsed(`--config ${missing}`, {}));
		expect(byFlag.message).toBe(`cannot use --config: ${missing}: no such file; correct it, or drop --config`);
		expect(byFlag.exitCode).toBe(2);
		const byVariable = await errorOf(parsed('', {NATS_TOP_SYS_CONFIG: missing}));
		expect(byVariable.message).toContain(`cannot use NATS_TOP_SYS_CONFIG: ${missing}: no such file`);
	});

	test('a file that cannot be read is an error', async () => {
		mkdirSync(file);
		expect((await errorOf(parsed('', {}))).message).toBe(
			`cannot read ${file}: it is a directory; correct it; or ${or}`,
		);
		rmSync(file, {recursive: true});
		writeFileSync(file, '');
		chmodSync(file, 0);
		// Who is root reads everything.
		const isRoot = process.getuid?.() === 0;
		const outcome = isRoot ? await parsed('', {}) : await errorOf(parsed('', {}));
		expect(isRoot ? outcome : String(outcome)).toEqual(
			isRoot ? expect.objectContaining({kind: 'run'}) : expect.stringContaining('permission denied'),
		);
		chmodSync(file, 0o600);
	});

	test('what needs no settings does not mind the file, and --config and --no-config are not given together', async () => {
		writeFileSync(file, 'broken');
		for (const words of [
			'--help',
			'--version',
			'--man-page',
			'--completion bash',
			'--json-schema',
			'--permissions watch',
		]) {
			expect((await parsed(words, {})).kind).not.toBe('run');
		}
		const both = await errorOf(parsed(`--config ${file} --no-config`, {}));
		expect(both.message).toBe('cannot use --config: --no-config was given too; give one of them');
		expect((await errorOf(optionsWith(display, '--utc --no-utc'))).message).toBe(
			'cannot use --no-utc: --utc was given too; give one of them',
		);
	});
});

test('the example of the README is taken as it stands there', async () => {
	const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
	const [, example = ''] = /^### Configuration file\n[\s\S]*?^```toml\n([\s\S]*?)^```/m.exec(readme) ?? [];
	expect(await printedWith(example)).toMatchObject({
		context: 'prod | context in config.toml line 2',
		utc: 'true | utc in config.toml line 4',
		color: 'never | color in config.toml line 5',
		view: 'servers | view in config.toml line 6',
		'flight-recorder': '256MiB | flight-recorder in config.toml line 7',
		'view.servers.sort': 'cpu | view.servers.sort in config.toml line 10',
		'view.servers.columns': 'cpu,mem,conns | view.servers.columns in config.toml line 11',
	});
	expect((await printedWith(example, '--context bare'))['creds']).toMatch(
		/sys\.creds \| creds in config\.toml line 3$/,
	);
});
