import {mkdtempSync, readFileSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {expect, test} from 'vitest';
import {anonymizeRecording} from '../../source/files/anonymize-recording.ts';
import {readRecording} from '../../source/files/recording-reader.ts';
import {createRecording} from '../../source/files/recording-writer.ts';
import {headerLineOf} from '../../source/recording/recording-header.ts';
import {lineOf} from '../../source/recording/recording-line.ts';
import {messagesOf} from '../helpers/replay.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'anonymize-'));
const messages = messagesOf('client-churn');
const server = {name: 'n1', id: 'N1', cluster: 'east', version: '2.15.2'};

async function recorded(name: string): Promise<string> {
	const file = path.join(folder, name);
	const header = headerLineOf({at: 1000, program: '1.2.3', label: 'prod-eu', servers: [server]});
	const writer = await createRecording(file, header);
	for (const message of messages) writer.add(lineOf({...message, isJson: message.text.startsWith('{')}));
	await writer.end();
	return file;
}

test.each(['.ndjson', '.ndjson.gz', '.ndjson.zst'])('a recording %s is copied whole, without names', async ending => {
	const from = await recorded(`in${ending}`);
	const to = path.join(folder, `out${ending}`);
	expect(await anonymizeRecording(from, to, '1.2.3')).toMatch(
		new RegExp(`^wrote ${messages.length} messages without names, [\\d.]+ KiB: ${to}$`),
	);
	expect(statSync(to).mode & 0o777).toBe(0o600);
	const {header, messages: read} = await readRecording(to);
	expect(header).toMatchObject({at: 1000, program: '1.2.3', servers: [{version: '2.15.2'}]});
	expect(JSON.stringify(header)).not.toMatch(/prod|"n1"|"N1"|east/);
	const times: number[] = [];
	for await (const {at} of read()) times.push(Math.round(at));
	expect(times).toEqual(messages.map(({at}) => Math.round(at)));
});

test('never takes the place of a file', async () => {
	const from = await recorded('whole.ndjson');
	const before = readFileSync(from, 'utf8');
	await expect(anonymizeRecording(from, from, '1.2.3')).rejects.toThrow('there is a file of this name already');
	expect(readFileSync(from, 'utf8')).toBe(before);
});
