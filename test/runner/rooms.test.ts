// The walls between the rooms stand: each is broken here once, in a copy of the project with nothing but the breach.
import {execFile} from 'node:child_process';
import {cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {promisify} from 'node:util';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {root} from '../../source/package/bundle-state.ts';

const rooms = readdirSync(path.join(root, 'source'), {withFileTypes: true})
	.filter(entry => entry.isDirectory())
	.map(entry => entry.name);
const pure = [
	'model',
	'wire',
	'events',
	'requests',
	'recording',
	'insight',
	'commands',
	'asking',
	'core',
	'views',
	'table',
	'format',
	'screen',
	'ui',
];

const folder = mkdtempSync(path.join(tmpdir(), 'rooms-'));
const probes = new Map<string, string>();
/** The rules that objected, by file. */
const objections = new Map<string, string[]>();

/** Puts a file with one statement into a room and says under which name its objections are found. */
function probe(room: string, statement: string): string {
	const file = path.posix.join('source', room, `probe-${probes.size}.ts`);
	probes.set(file, `${statement}\n`);
	return file;
}

const importing = (specifier: string): string => `import {probed} from '${specifier}';\n\nexport const seen = probed;`;
const walls = 'lint/style/noRestrictedImports';

type Case = {readonly told: string; readonly file: string; readonly rule: string | undefined};

const cases: Case[] = [];
const refused = (room: string, told: string, statement: string, rule: string): void => {
	cases.push({told: `${room}: no ${told}`, file: probe(room, statement), rule});
};
const allowed = (room: string, specifier: string): void => {
	cases.push({told: `${room}: ${specifier}`, file: probe(room, importing(specifier)), rule: undefined});
};

for (const room of rooms) {
	const others = rooms.filter(other => other !== room);
	refused(room, 'composition root', importing('../main.ts'), walls);
	// What prints drives the core as the screen does.
	const isTop = room === 'printing';
	if (room !== 'runtime' && !isTop) {
		refused(room, 'runtime', `export type {Probed} from '../runtime/runtime.ts';`, walls);
	}
	if (room !== 'components') refused(room, 'React', importing('react'), walls);
	if (room !== 'components') refused(room, 'Ink', importing('ink'), walls);
	if (room !== 'sources' && room !== 'connection') refused(room, 'NATS client', importing('nats'), walls);
	if (!['output', 'views', 'core', 'runtime', 'printing'].includes(room)) {
		refused(room, 'views', importing('../views/servers.ts'), walls);
	}
	if (room !== 'package') allowed(room, './other.ts');
	const unknown = isTop ? ['keys', 'package'] : ['keys', 'terminal', 'package', 'components', 'output', 'printing'];
	for (const other of others.filter(name => unknown.includes(name))) {
		// The terminal hands over what it reads as keys.
		if (room === 'terminal' && other === 'keys') continue;
		refused(room, other, `export const later = import('../${other}/probe.ts');`, walls);
	}
}
for (const room of pure) {
	refused(room, 'modules of Node', importing('node:fs'), walls);
	refused(room, 'clock', 'export const now = Date.now();', 'plugin');
	refused(room, 'date of now', 'export const now = new Date();', 'plugin');
	refused(room, 'randomness', 'export const dice = Math.random();', 'plugin');
	refused(room, 'environment', `export const home = process.env['HOME'];`, 'lint/style/noRestrictedGlobals');
	refused(room, 'timer', 'setTimeout(() => {}, 1);', 'lint/style/noRestrictedGlobals');
	cases.push({told: `${room}: a date of a time`, file: probe(room, 'export const of = new Date(5);'), rule: undefined});
}
for (const room of [
	'components',
	'sources',
	'connection',
	'terminal',
	'keys',
	'table',
	'files',
	'format',
	'recording',
	'wire',
]) {
	refused(room, 'model', importing('../model/model.ts'), walls);
}
refused('model', 'wire', importing('../wire/message.ts'), walls);
refused('model', 'events', importing('../events/connect.ts'), walls);
refused('insight', 'table', importing('../table/table.ts'), walls);
refused('commands', 'ui', importing('../ui/ui.ts'), walls);
refused('ui', 'beginning of commands', importing('../commands/catalogue.ts'), walls);
refused('views/pages', 'sources', importing('../../sources/nats/nats-source.ts'), walls);
refused('output/schema', 'views', importing('../../views/catalogue.ts'), walls);
refused('sources/simulate', 'model', importing('../../model/model.ts'), walls);
refused('sources/simulate', 'NATS client', importing('nats'), walls);
refused('', 'NATS client', importing('nats'), walls);
refused('', 'Ink', importing('ink'), walls);
for (const [room, specifier] of [
	['events', '../model/model.ts'],
	['connection/dial', '../settings/settings.ts'],
	['connection/dial', '../../wire/message.ts'],
	['views/panes', '../define-view.ts'],
	['requests', '../wire/message.ts'],
	['recording', '../wire/message.ts'],
	['files', '../recording/tape.ts'],
	['files', 'node:zlib'],
	['sources/replay', '../../files/recording-reader.ts'],
	['core', '../recording/redact.ts'],
	['views', '../insight/silent-server.ts'],
	['views', '../table/table.ts'],
	['views', '../commands/command.ts'],
	['commands', '../requests/ping.ts'],
	['ui', '../commands/command-target.ts'],
	['views/pages', '../../model/model.ts'],
	['components', '../screen/screen.ts'],
	['components', 'ink'],
	['sources', '../connection/settings/settings.ts'],
	['sources', 'nats'],
	['sources/simulate', '../source.ts'],
	['sources/simulate', '../../wire/message.ts'],
	['output', '../views/servers.ts'],
	['output', '../options/table-facts.ts'],
	['output/schema', '../fields/field.ts'],
	['options', '../table/filter.ts'],
	['terminal', 'node:tty'],
] as const) {
	allowed(room, specifier);
}
refused('sources', 'cycles', importing('./cycle.ts'), 'lint/suspicious/noImportCycles');
const cycle = cases.at(-1)?.file ?? '';
probes.set('source/sources/cycle.ts', `export {seen as probed} from './${path.basename(cycle)}';\n`);
refused('', 'type assertion', 'export const text = JSON.parse("1") as string;', 'lint/nursery/noUnsafeTypeAssertion');
refused('', 'any', 'export const value: any = 1;', 'lint/suspicious/noExplicitAny');
refused('', 'promise let go', 'Promise.reject(new Error("lost"));', 'lint/nursery/noFloatingPromises');

beforeAll(async () => {
	cpSync(path.join(root, '.biome.jsonc'), path.join(folder, '.biome.jsonc'));
	cpSync(path.join(root, 'test/runner'), path.join(folder, 'test/runner'), {recursive: true});
	for (const [file, text] of probes) {
		mkdirSync(path.join(folder, path.dirname(file)), {recursive: true});
		writeFileSync(path.join(folder, file), text);
	}
	const biome = path.join(root, 'node_modules/.bin/biome');
	const options = ['lint', '--reporter=json', '--max-diagnostics=none', 'source'];
	const {stdout} = await promisify(execFile)(biome, options, {cwd: folder, maxBuffer: 2 ** 26}).catch(error => error);
	for (const {category, location} of JSON.parse(stdout).diagnostics) {
		objections.set(location.path, [...(objections.get(location.path) ?? []), category]);
	}
});

afterAll(() => rmSync(folder, {recursive: true}));

describe('rooms', () => {
	test.each(cases)('$told', ({file, rule}) => {
		expect(objections.get(file) ?? []).toEqual(rule === undefined ? [] : [rule]);
	});
});
