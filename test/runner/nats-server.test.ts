import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import {natsServer} from './nats-server.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'find-nats-server-'));
afterAll(() => rmSync(folder, {recursive: true}));

/** A program that says it is that version of nats-server, alone in a folder of that name. */
function server(name: string, version: string): string {
	const file = path.join(folder, name, 'nats-server');
	mkdirSync(path.dirname(file));
	writeFileSync(file, `#!/bin/sh\necho "nats-server: v${version}"\n`, {mode: 0o755});
	return file;
}

const fresh = server('fresh', '2.12.0');
const later = server('later', '3.0.1-RC.1');
const old = server('old', '2.11.9');
const cached = server('cached', '2.15.2');
const outdated = server('outdated', '2.14.0');
const nothing = path.join(folder, 'nothing');

describe('the nats-server for the tests', () => {
	test('is the one that NATS_SERVER names', async () => {
		const PATH = path.dirname(later);
		expect(await natsServer({NATS_SERVER: fresh, PATH}, nothing)).toEqual({file: fresh, version: '2.12.0'});
	});

	test('is refused in a sentence when NATS_SERVER names one that is too old, or none', async () => {
		await expect(natsServer({NATS_SERVER: old, PATH: ''}, nothing)).rejects.toThrow(
			'the variable NATS_SERVER names a nats-server 2.11.9; the tests need 2.12 or newer',
		);
		await expect(natsServer({NATS_SERVER: '/bin/true', PATH: ''}, nothing)).rejects.toThrow(
			'the variable NATS_SERVER names "/bin/true", which is no nats-server that can be run',
		);
	});

	test('is else the one on the PATH', async () => {
		const PATH = ['/nowhere', path.dirname(later), path.dirname(fresh)].join(path.delimiter);
		expect(await natsServer({PATH}, path.dirname(cached))).toEqual({file: later, version: '3.0.1-RC.1'});
	});

	test('is else the one built before, when it is the version wanted', async () => {
		expect(await natsServer({PATH: path.dirname(old)}, path.dirname(cached))).toEqual({
			file: cached,
			version: '2.15.2',
		});
	});

	test('cannot be had without Go, and the sentence says what to install', async () => {
		const sentence =
			'the tests need a real nats-server: install nats-server 2.12 or newer, or Go to have it built here';
		await expect(natsServer({PATH: path.dirname(old)}, nothing)).rejects.toThrow(sentence);
		await expect(natsServer({PATH: ''}, path.dirname(outdated))).rejects.toThrow(sentence);
	});
});
