// What is wrong in a configuration file, in one table: file, line and key are named, and what to try.
import {chmodSync, mkdirSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {haveConfigHome, display, errorOf, file, folder, optionsWith, parsed} from './config-home.ts';

haveConfigHome();

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
