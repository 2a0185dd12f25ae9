// A value of a configuration file is changed, and nothing else of it.
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {CannotEdit} from '../../source/configuration/config-change.ts';
import {editedConfig} from '../../source/configuration/edited-config.ts';

const sort = (value = 'cpu') => ({table: ['view', 'servers'], key: 'sort', value});
const columns = {table: ['view', 'servers'], key: 'columns', value: ['+rtt', '-mem']};

describe('TOML', () => {
	test.each<[string, string | undefined, string]>([
		['a new file', undefined, '[view.servers]\nsort = "cpu"\n'],
		[
			'a value, with the comment beside it',
			"[view.servers]\n  sort = 'x' # why\n",
			'[view.servers]\n  sort = "cpu" # why\n',
		],
		[
			'a table that has other keys',
			'[view.servers]\n\tcolumns = ["cpu"] # c\n\n[options]\n',
			'[view.servers]\n\tcolumns = ["cpu"] # c\n\tsort = "cpu"\n\n[options]\n',
		],
		[
			'an empty table',
			'# a\n[view.servers] # b\n# c\n[options]',
			'# a\n[view.servers] # b\nsort = "cpu"\n# c\n[options]',
		],
		[
			'a file without the table',
			'# mine\n[options]\nutc = true',
			'# mine\n[options]\nutc = true\n\n[view.servers]\nsort = "cpu"\n',
		],
		[
			'keys with dots',
			'[view]\nservers.columns = []\nclients.sort = "x"\n',
			'[view]\nservers.columns = []\nservers.sort = "cpu"\nclients.sort = "x"\n',
		],
		[
			'keys with dots at the top',
			'view.servers.columns = []\n',
			'view.servers.columns = []\nview.servers.sort = "cpu"\n',
		],
		['an inline table', '[view]\nservers = {columns = []} # x', '[view]\nservers = {columns = [], sort = "cpu"} # x'],
		[
			'a value in an inline table',
			'view = {servers = {sort = "a", columns = []}}',
			'view = {servers = {sort = "cpu", columns = []}}',
		],
		[
			'lines of another system',
			'\ufeff[view.servers]\r\ncolumns = []\r\n',
			'\ufeff[view.servers]\r\ncolumns = []\r\nsort = "cpu"\r\n',
		],
	])('%s', async (_told, before, after) => {
		expect(await editedConfig('config.toml', before, [sort()])).toBe(after);
		expect(await editedConfig('config.toml', after, [sort()])).toBe(after);
	});

	test('several values at once', async () => {
		expect(await editedConfig('config.toml', '', [sort(), columns])).toBe(
			'[view.servers]\nsort = "cpu"\ncolumns = ["+rtt", "-mem"]\n',
		);
	});

	test.each<[string, string]>([
		['[view]\nservers = 1\n', 'view.servers is no table in it'],
		['view = {}\n', 'it is laid out in a way that cannot be changed here'],
		['broken', 'it is not TOML: expected equal (=) token, line 1'],
	])('%j stays as it is', async (text, because) => {
		await expect(editedConfig('config.toml', text, [sort()])).rejects.toThrow(new CannotEdit(because));
	});

	test('every line that was there is still there, in its order', async () => {
		const line = fc.constantFrom(
			'# a comment',
			'',
			'[options]',
			'utc = true',
			'[view.servers]',
			'sort = "x" # s',
			'columns = ["a",',
			'"b"]',
			'[view.clients]',
			"theme = 'dark'",
			'[view]',
			'servers.sort = "y"',
			'servers = {columns = []}',
			'\tcpu-percent = 80',
			'[thresholds]',
		);
		let edited = 0;
		await fc.assert(
			fc.asyncProperty(fc.array(line, {maxLength: 12}), fc.string(), async (lines, value) => {
				const before = lines.join('\n');
				let after: string;
				try {
					after = await editedConfig('config.toml', before, [sort(value)]);
				} catch (error) {
					expect(error).toBeInstanceOf(CannotEdit);
					return;
				}
				edited++;
				const kept: readonly string[] = lines.filter(one => !/sort|servers = /.test(one) && one !== '');
				const found = after.split('\n').filter(one => kept.includes(one));
				expect(found).toEqual(kept);
			}),
			{numRuns: 500},
		);
		expect(edited).toBeGreaterThan(100);
	});
});

describe('JSON', () => {
	test.each<[string | undefined, string]>([
		[undefined, '{\n  "view": {\n    "servers": {\n      "sort": "cpu"\n    }\n  }\n}\n'],
		[
			'{\n\t"options": {"utc": true}\n}',
			'{\n\t"options": {\n\t\t"utc": true\n\t},\n\t"view": {\n\t\t"servers": {\n\t\t\t"sort": "cpu"\n\t\t}\n\t}\n}\n',
		],
	])('%j', async (before, after) => {
		expect(await editedConfig('config.json', before, [sort()])).toBe(after);
	});

	test('what is no object stays as it is', async () => {
		await expect(editedConfig('config.json', '{"view": []}', [sort()])).rejects.toThrow(
			new CannotEdit('view.servers is no table in it'),
		);
		await expect(editedConfig('config.json', '{', [sort()])).rejects.toThrow(CannotEdit);
	});

	test('what is nested too deeply stays as it is', async () => {
		const text = `{"a": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
		await expect(editedConfig('config.json', text, [sort()])).rejects.toThrow(
			new CannotEdit('it is nested too deeply'),
		);
	});
});
