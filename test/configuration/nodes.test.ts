// Both languages of the configuration file give the same tree, with the lines of its keys.
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {BrokenConfig, type ConfigNode} from '../../source/configuration/config-node.ts';
import {jsonNodes} from '../../source/configuration/json-nodes.ts';
import {tomlNodes} from '../../source/configuration/toml-nodes.ts';

/** As plain data, without lines. */
function plain(node: ConfigNode): unknown {
	switch (node.kind) {
		case 'table':
			return Object.fromEntries([...node.entries].map(([name, value]) => [name, plain(value)]));
		case 'list':
			return node.items.map(plain);
		case 'other':
			return `(${node.what})`;
		default:
			return node.value;
	}
}

/** The line of each key, by its path with dots. */
function linesOf(node: ConfigNode, path = ''): Record<string, number> {
	const inner = node.kind === 'table' ? [...node.entries] : [];
	return Object.fromEntries([
		...(path === '' ? [] : [[path, node.line]]),
		...inner.flatMap(([name, value]) => Object.entries(linesOf(value, path === '' ? name : `${path}.${name}`))),
	]);
}

const toml = `# of the night shift
[options]
utc = true
server = [
	"nats://a", # the first
	"nats://b",
]

[view.servers]
sort = 'cpu:asc'
columns = ["cpu", "mem"]
[view]
clients.sort = "rtt"
[context."prod eu"]
accent = "red"
since = 2026-11-27
[[lists]]
a = 1
`;

test('TOML: tables in any order, keys with dots, lists over lines', () => {
	expect(plain(tomlNodes(toml))).toEqual({
		options: {utc: true, server: ['nats://a', 'nats://b']},
		view: {servers: {sort: 'cpu:asc', columns: ['cpu', 'mem']}, clients: {sort: 'rtt'}},
		context: {'prod eu': {accent: 'red', since: '(a date or time)'}},
		lists: '(a list of tables)',
	});
	expect(linesOf(tomlNodes(toml))).toEqual({
		options: 2,
		'options.utc': 3,
		'options.server': 4,
		view: 9,
		'view.servers': 9,
		'view.servers.sort': 10,
		'view.servers.columns': 11,
		'view.clients': 13,
		'view.clients.sort': 13,
		context: 14,
		'context.prod eu': 14,
		'context.prod eu.accent': 15,
		'context.prod eu.since': 16,
		lists: 17,
	});
});

test('JSON: the same', () => {
	const json =
		'{\n  "options": {"utc": true,\n    "server": [\n "a, [}", "b"]},\n  "view":\n {"servers": {"sort": null, "n": -1.5e2}}\n}';
	expect(plain(jsonNodes(json))).toEqual({
		options: {utc: true, server: ['a, [}', 'b']},
		view: {servers: {sort: '(null)', n: -150}},
	});
	expect(linesOf(jsonNodes(json))).toEqual({
		options: 2,
		'options.utc': 2,
		'options.server': 3,
		view: 5,
		'view.servers': 6,
		'view.servers.sort': 6,
		'view.servers.n': 6,
	});
});

describe('what is not written in its language', () => {
	const secret = 'hunter2hunter2';
	const faults: readonly (readonly [string, (text: string) => unknown, string, number | undefined])[] = [
		[`a = 1\npassword = ${secret}`, tomlNodes, 'it is not TOML: unexpected character', 2],
		['a = 1\nb =\nc = 2', tomlNodes, 'it is not TOML: a value is missing', 2],
		['a = 1\nb =', tomlNodes, 'it is not TOML: a value is missing', 2],
		['[a]\nb = 1\nb = 2', tomlNodes, 'it is not TOML: defining a key multiple times is invalid', 3],
		['[a]\n[b]\n[a]', tomlNodes, 'it is not TOML: defining a key multiple times is invalid', 3],
		[`a = "${secret}`, tomlNodes, 'it is not TOML: unterminated string constant', 1],
		['{\n"a": 1,\n}', jsonNodes, 'it is not JSON', 3],
		[`{"a": ${secret}}`, jsonNodes, 'it is not JSON', 1],
		['{"a": [1,\n]}', jsonNodes, 'it is not JSON', 2],
		['{"a":\n"b}', jsonNodes, 'it is not JSON', 2],
		['', jsonNodes, 'it is not JSON', undefined],
		['[1]', jsonNodes, 'it is not a JSON object', undefined],
		['{"a": 1,\n"b": 2,\n"a": 3}', jsonNodes, 'a key stands twice in the same object', 3],
	];
	test.each(faults)('%j', (text, read, because, line) => {
		expect(() => read(text)).toThrow(expect.objectContaining({message: because, line}));
	});
});

const value = fc.oneof(fc.string(), fc.integer(), fc.boolean());

test('what JSON says is read as its own parser reads it', () => {
	const tree = fc.dictionary(fc.string(), fc.oneof(value, fc.array(value), fc.dictionary(fc.string(), value)));
	fc.assert(
		fc.property(tree, fc.constantFrom(0, 2), (data, indent) => {
			const text = JSON.stringify(data, undefined, indent);
			expect(plain(jsonNodes(text))).toEqual(JSON.parse(text));
		}),
	);
});

test('any text is read or refused with a reason', () => {
	const piece = fc.constantFrom(
		'[',
		']',
		'[[',
		'{',
		'}',
		'a',
		'.',
		'=',
		'"',
		"'",
		'"""',
		',',
		'\n',
		'#',
		'1',
		'true',
		':',
	);
	const text = fc.array(fc.oneof(piece, fc.string({maxLength: 3})), {maxLength: 30}).map(words => words.join(' '));
	fc.assert(
		fc.property(text, fc.constantFrom(jsonNodes, tomlNodes), (written, read) => {
			try {
				expect(read(written).kind).toBe('table');
			} catch (error) {
				expect(error).toBeInstanceOf(BrokenConfig);
			}
		}),
	);
});
