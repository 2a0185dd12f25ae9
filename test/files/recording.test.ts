import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {chmodSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {gzipSync, zstdCompressSync} from 'node:zlib';
import {afterAll, describe, expect, test} from 'vitest';
import {readRecording} from '../../source/files/recording-reader.ts';
import {createRecording} from '../../source/files/recording-writer.ts';
import {headerLineOf} from '../../source/recording/recording-header.ts';
import {lineOf} from '../../source/recording/recording-line.ts';
import type {Message} from '../../source/wire/message.ts';
import {messagesOf} from '../helpers/replay.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'recordings-'));
const children = new Set<ChildProcess>();
afterAll(() => {
	for (const child of children) child.kill('SIGKILL');
	rmSync(folder, {recursive: true, force: true});
});

const header = {
	at: 1_795_462_863_979,
	program: '1.2.3',
	label: 'prod',
	servers: [{name: 'n1', id: 'N1', cluster: 'east', version: '2.15.2'}],
};
const messages = messagesOf('client-churn');
const lines = messages.map(message => lineOf({...message, isJson: message.text.startsWith('{')}));
const endings = ['.ndjson', '.ndjson.gz', '.ndjson.zst'];

async function written(name: string): Promise<string> {
	const file = path.join(folder, name);
	const writer = await createRecording(file, headerLineOf(header));
	for (const line of lines) writer.add(line);
	await writer.end();
	return file;
}

async function read(file: string): Promise<{messages: Message[]; faults: readonly string[]}> {
	const recording = await readRecording(file);
	const all: Message[] = [];
	for await (const message of recording.messages()) all.push(message);
	return {messages: all, faults: recording.faults()};
}

/** A program that records what it reads, says what became of it, and goes on. `limit` is a command of its shell. */
function recordingIn(file: string, limit: string) {
	const module = new URL('../../source/files/recording-writer.ts', import.meta.url).href;
	const script = `
		import {createRecording} from ${JSON.stringify(module)};
		import {createInterface} from 'node:readline';
		const writer = await createRecording(${JSON.stringify(file)}, ${JSON.stringify(headerLineOf(header))});
		for await (const line of createInterface({input: process.stdin})) writer.add(line);
		await writer.flush();
		process.stdout.write(writer.failure() ?? 'flushed');
		setInterval(() => {}, 1000);`;
	const child = spawn(
		'sh',
		['-c', `${limit}; exec "$@"`, 'sh', process.execPath, '--input-type=module', '-e', script],
		{
			stdio: ['pipe', 'pipe', 'inherit'],
		},
	);
	children.add(child);
	child.stdin.end(`${lines.join('\n')}\n`);
	return child;
}

describe.each(endings)('a recording %s', ending => {
	test('is read as it was written', async () => {
		const file = await written(`whole${ending}`);
		expect((await readRecording(file)).header).toEqual(header);
		expect(await read(file)).toEqual({messages, faults: []});
	});

	test('that was cut short is read as far as it goes, and says so', async () => {
		const file = await written(`torn${ending}`);
		const whole = readFileSync(file);
		truncateSync(file, Math.floor(whole.byteLength * 0.7));
		const {messages: some, faults} = await read(file);
		expect(some.length).toBeGreaterThan(0);
		expect(some).toEqual(messages.slice(0, some.length));
		expect(faults).toHaveLength(1);
		expect(faults[0]).toMatch(/cut short|ends in the middle/);
	});

	test('of a killed program holds what was flushed', async () => {
		const file = path.join(folder, `killed${ending}`);
		const child = recordingIn(file, 'ulimit -f unlimited');
		await once(child.stdout, 'data');
		child.kill('SIGKILL');
		await once(child, 'exit');
		expect((await read(file)).messages).toEqual(messages);
	});
});

test.each([
	['gzip', gzipSync],
	['zstd', zstdCompressSync],
])('several %s files behind each other are one', async (name, pack) => {
	const file = path.join(folder, `several-${name}`);
	const half = Math.floor(lines.length / 2);
	const parts = [[headerLineOf(header)], lines.slice(0, half), lines.slice(half)];
	writeFileSync(file, Buffer.concat(parts.map(part => pack(`${part.join('\n')}\n`))));
	expect((await read(file)).messages).toEqual(messages);
});

test('a last line that was cut anywhere is left out', async () => {
	const [whole = ''] = lines.slice(-1);
	for (let length = 1; length < whole.length; length += 7) {
		const file = path.join(folder, `cut-${length}`);
		writeFileSync(file, `${headerLineOf(header)}\n${lines[0]}\n${whole.slice(0, length)}`);
		expect(await read(file)).toEqual({messages: messages.slice(0, 1), faults: ['its last line is cut short']});
	}
});

describe('is refused', () => {
	const refusals: readonly (readonly [told: string, content: string, sentence: RegExp])[] = [
		['an empty file', '', /it is empty$|it is empty; /],
		['something else', 'hello\n', /its first line is neither header nor message/],
		[
			'a newer version',
			'{"format":"nats-top-sys recording","version":2}\n',
			/format version 2.*use a newer nats-top-sys/,
		],
	];
	test.each(refusals)('%s', async (told, content, sentence) => {
		const file = path.join(folder, told.replaceAll(' ', '-'));
		writeFileSync(file, content);
		await expect(readRecording(file)).rejects.toThrow(sentence);
	});

	test('a file that is not there', async () => {
		await expect(readRecording(path.join(folder, 'none'))).rejects.toThrow(/there is no such file or folder/);
	});
});

describe('is not written', () => {
	test('over another file', async () => {
		const file = await written('once.ndjson');
		const before = readFileSync(file);
		await expect(createRecording(file, headerLineOf(header))).rejects.toMatchObject({code: 'EEXIST'});
		expect(readFileSync(file)).toEqual(before);
	});

	test('into a folder that is missing, or a file in place of one', async () => {
		await expect(createRecording(path.join(folder, 'no', 'a'), '')).rejects.toMatchObject({code: 'ENOENT'});
		chmodSync(folder, 0o700);
		writeFileSync(path.join(folder, 'file'), '');
		await expect(createRecording(path.join(folder, 'file', 'a'), '')).rejects.toMatchObject({code: 'ENOTDIR'});
	});

	test('beyond what the disk takes, which is told; what was written can be read', async () => {
		const file = path.join(folder, 'limited.ndjson');
		const child = recordingIn(file, 'ulimit -f 64');
		const [said] = await once(child.stdout, 'data');
		expect(String(said)).toBe('a file of this size is not allowed');
		child.kill('SIGKILL');
		const {messages: some, faults} = await read(file);
		expect(some).toEqual(messages.slice(0, some.length));
		expect(some.length).toBeGreaterThan(10);
		expect(faults).toEqual(['its last line is cut short']);
	});
});
