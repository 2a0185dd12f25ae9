// The configuration file as the command line takes it: below flags, variables and context, above what is built in.
import {readFileSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {optionGroups} from '../../source/options/option-records.ts';
import type {Environment} from '../../source/options/options.ts';
import {tableFacts} from '../../source/output/table-facts.ts';
import {root} from '../../source/package/bundle-state.ts';
import {haveConfigHome, display, errorOf, file, folder, optionsWith, parsed, printedWith} from './config-home.ts';

haveConfigHome();

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
