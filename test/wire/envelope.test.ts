import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type Envelope, envelopeOfBlock, openEnvelope} from '../../source/wire/envelope.ts';
import {statsOf} from '../../source/wire/stats.ts';
import {idOf, MadeServer, noon} from '../events/made-server.ts';
import {fixtureNames, messagesOf} from '../helpers/replay.ts';
import {mutatedMessage, nastyTexts, realMessages} from './mutations.ts';
import {anyCharacter} from '../helpers/any-character.ts';

/** What an envelope says, however it was opened. */
type Read = {
	readonly body: Record<string, unknown>;
	readonly server: Record<string, unknown>;
	readonly sequence: number;
	readonly time: unknown;
	readonly id: unknown;
	readonly timestamp: unknown;
};

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same by JSON.parse alone. */
function readWhole(text: string): Read | undefined {
	let whole: unknown;
	try {
		whole = JSON.parse(text);
	} catch {
		return undefined;
	}
	if (!isObject(whole)) return undefined;
	const {server: block, type: _type, id, timestamp, ...body} = whole;
	const {seq, time, ...server} = isObject(block) ? block : {};
	const isSequence = typeof seq === 'number' && Number.isSafeInteger(seq) && seq >= 0;
	return {body: whatIsRead(body), server, sequence: isSequence ? seq : 0, time, id, timestamp};
}

/** The fields without those that nobody reads, and that the quick way leaves out. */
function whatIsRead({client, sent, received, statsz, ...others}: Record<string, unknown>): Record<string, unknown> {
	return {
		...others,
		statsz: isObject(statsz) ? statsOf(statsz) : statsz,
		client: without(client, ['issuer_key']),
		sent: without(sent, links),
		received: without(received, links),
	};
}

const links = ['gateways', 'routes', 'leafs'];

function without(value: unknown, names: readonly string[]): unknown {
	return isObject(value) ? Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name))) : value;
}

function readOpened(envelope: Envelope | undefined): Read | undefined {
	if (envelope === undefined) return undefined;
	const {server: _server, type: _type, id: _id, timestamp: _timestamp, ...body} = envelope.body;
	const {seq: _seq, time: _time, ...server} = envelope.server;
	const {sequence, time, id, timestamp} = envelope;
	return {body: whatIsRead(body), server, sequence, time, id, timestamp};
}

/** Opened twice: the second time the block of the server is known. */
function expectTheSame(text: string): void {
	const whole = readWhole(text);
	expect(readOpened(openEnvelope(text))).toEqual(whole);
	expect(readOpened(openEnvelope(text))).toEqual(whole);
}

/** Only what is parsed whole has the block among its own fields. */
function isOpenedQuickly(text: string): boolean {
	return openEnvelope(text)?.body['server'] === undefined;
}

const withServer = realMessages.filter(({text}) => isObject(readWhole(text)) && /"server":\{/.test(text));

describe('the quick way of opening gives what JSON.parse gives', () => {
	test.each(fixtureNames)('for every message of %s', fixture => {
		for (const {text} of messagesOf(fixture)) expectTheSame(text);
	});

	test('and it is the way of every event, and of every answer with statistics', () => {
		const events = withServer.filter(({subject}) => subject.startsWith('$SYS.'));
		expect(events.length).toBeGreaterThan(900);
		expect(events.filter(({text}) => !isOpenedQuickly(text))).toEqual([]);
		const answers = withServer.filter(({subject}) =>
			/^_INBOX\.\w+\.\$SYS\.REQ\.SERVER\.(PING|\w+\.STATSZ)$/.test(subject),
		);
		expect(answers.length).toBeGreaterThan(15);
		expect(answers.filter(({text}) => !isOpenedQuickly(text))).toEqual([]);
	});

	test('for messages with fields removed, replaced, nested', () => {
		fc.assert(
			fc.property(mutatedMessage, ({text}) => expectTheSame(text)),
			{numRuns: 1000},
		);
	});

	test('for messages with their fields in another order', () => {
		const shuffled = fc.constantFrom(...withServer).chain(({text}) => {
			const whole: unknown = JSON.parse(text);
			if (!isObject(whole)) throw new Error('no object');
			const {server} = whole;
			const names = fc.shuffledSubarray(Object.keys(whole), {minLength: 1});
			const blockNames = fc.shuffledSubarray(isObject(server) ? Object.keys(server) : [], {minLength: 1});
			return fc.tuple(names, blockNames).map(([outer, inner]) => {
				const block = Object.fromEntries(inner.map(name => [name, isObject(server) ? server[name] : undefined]));
				return JSON.stringify(Object.fromEntries(outer.map(name => [name, name === 'server' ? block : whole[name]])));
			});
		});
		fc.assert(fc.property(shuffled, expectTheSame), {numRuns: 1000});
	});

	test('for messages with one character wrong', () => {
		const spoilt = fc
			.tuple(
				fc.constantFrom(...withServer),
				fc.double({min: 0, max: 1, noNaN: true, maxExcluded: true}),
				fc.constantFrom('"', '\\', '{', '}', ',', ':', ' ', '0', '1', 'e', '-', 'x', '\n'),
				fc.constantFrom(0, 1),
			)
			.map(([{text}, where, by, width]) => {
				const at = Math.floor(where * Math.min(text.length, 1000));
				return text.slice(0, at) + by + text.slice(at + width);
			});
		fc.assert(fc.property(spoilt, expectTheSame), {numRuns: 2000});
	});

	test('for any text at all', () => {
		const marks = fc.constantFrom(
			'{',
			'}',
			',',
			'"server":{',
			'"id":"',
			`"id":"${idOf('n1')}"`,
			',"seq":',
			'17',
			',"time":"',
			'2026-11-23T12:00:00Z',
			'"}',
			'{"type":"',
			'"timestamp":"',
			'"name":"n1",',
			'\\',
			'x',
		);
		const text = fc.oneof(
			fc.array(marks, {maxLength: 14}).map(parts => parts.join('')),
			fc.json(),
			fc.string(),
		);
		fc.assert(fc.property(text, expectTheSame), {numRuns: 1500});
	});
});

describe('what a stranger chose', () => {
	const n1 = new MadeServer('n1');
	const hostile = [
		...nastyTexts,
		'"},"client":{"id":99,"name":"fooled"},"x":"',
		'"}},"server":{"name":"fake","id":"NFAKE","seq":9,"time":"2026-11-23T12:00:00Z"},"y":{"z":"',
		',"seq":1,"time":"2026-11-23T12:00:00Z"},"client":{}}',
		'","seq":1,"time":"x"},"q":"',
		'{"type":"',
		'\\",\\"seq\\":5',
		'\\u0022server\\u0022:{',
	];

	test.each(hostile)('cannot fool it by the name %j', name => {
		const {text} = n1.connect(noon, 5, {name, user: name, lang: name});
		expectTheSame(text);
		const opened = openEnvelope(text);
		expect(opened?.body['client']).toMatchObject({id: 5, name: JSON.parse(JSON.stringify(name))});
		expect(opened?.server['name']).toBe('n1');
		expect(opened?.sequence).toBe(n1.sequence);
	});

	test.each(hostile)('cannot fool it by a server called %j', name => {
		const {text} = new MadeServer('n2', {name, tags: [name], metadata: {[name]: name, seq: '5', time: name}}).connect(
			noon,
			5,
		);
		expectTheSame(text);
	});

	test('cannot fool it by any text', () => {
		const part = fc.oneof(fc.constantFrom(...hostile), fc.string({unit: anyCharacter, maxLength: 8}), fc.string());
		fc.assert(
			fc.property(part, part, part, (first, second, third) => {
				const name = first + second + third;
				const server = new MadeServer('n3', {tags: [second], domain: third});
				expectTheSame(server.disconnect(noon, 5, {name, host: second}, third).text);
				expectTheSame(server.message(noon, '', {[name]: second, client: {[third]: name}}).text);
			}),
			{numRuns: 1000},
		);
	});
});

describe('an envelope', () => {
	const block = `{"name":"n1","id":"${idOf('n1')}","seq":7,"time":"2026-11-23T12:00:00.5Z"}`;
	const known = {sequence: 7, time: '2026-11-23T12:00:00.5Z'};

	test.each([
		['with nothing but the block', `{"server":${block}}`, {...known, body: {}}],
		['with more', `{"server":${block},"statsz":{"cpu":1}}`, {...known, body: {statsz: {cpu: 1}}}],
		['with blanks', `{ "server": ${block}, "x": 1}`, {...known, body: {x: 1}}],
		['without a block', '{"id":"x"}', {sequence: 0, time: undefined, server: {}, body: {id: 'x'}}],
		['with a block that is none', '{"server":[1]}', {sequence: 0, time: undefined, server: {}}],
		['with a number that is none', `{"server":{"id":"x","seq":-1,"time":5}}`, {sequence: 0, time: 5}],
		['with a number beyond 2^53', `{"server":{"id":"x","seq":9007199254740993,"time":"t"}}`, {sequence: 0}],
		[
			'with 15 digits',
			`{"server":{"id":"${idOf('n1')}","seq":123456789012345,"time":"t"}}`,
			{sequence: 123456789012345},
		],
	])('%s', (_, text, expected) => {
		expect(openEnvelope(text)).toMatchObject(expected);
		expectTheSame(text);
	});

	test.each([
		'',
		' ',
		'null',
		'true',
		'7',
		'"text"',
		'[]',
		'[{"server":{}}]',
		'{',
		'{"server":{',
		'eyJhbGciOi.x.y',
		'\ufeff{}',
	])('is not made of %j', text => {
		expect(openEnvelope(text)).toBeUndefined();
	});

	test.each([
		`{"server":${block},"id":"a","id":null}`,
		`{"type":"a","id":"b","timestamp":"c","server":${block},"id":null,"timestamp":"d"}`,
		`{"server":${block},"server":{"id":"other","seq":8,"time":"u"}}`,
		`{"server":${block},"\\u0073erver":7}`,
		`{"server":${block},"acc":"A","acc":"B"}`,
	])('takes the last of what comes twice: %s', expectTheSame);

	test.each([
		`x"server":${block}}`,
		`["server":${block}]`,
		`{"server":${block},}`,
		`{"server":${block}"x":1}`,
		`{"server":${block}}}`,
		`{"server":${block.replace('"seq":7', '"seq":07')}}`,
		`{"server":${block.replace('12:00', '12\n00')}}`,
		`{"server":{,"seq":7,"time":"t"},"id":"x"}`,
		`{"type":"a\n","id":"b","timestamp":"c","server":${block}}`,
		`{"type":"a","id":"b" "timestamp":"c","server":${block}}`,
		`{"type":"a","server":${block}}x`,
	])('is not made of what only looks like one: %s', text => {
		expect(openEnvelope(text)).toBeUndefined();
	});

	test('keeps a header that comes after the block', () => {
		const opened = openEnvelope(`{"server":${block},"id":"late","timestamp":"t"}`);
		expect(opened).toMatchObject({id: 'late', timestamp: 't'});
	});

	test('reads a header with escapes as JSON does', () => {
		const head = '"type":"a","id":"b\\u0041\\\\","timestamp":"c\\/d"';
		const opened = openEnvelope(`{${head},"server":${block}}`);
		expect(opened).toMatchObject({id: 'bA\\', timestamp: 'c/d'});
	});

	test('keeps what stands between header and block', () => {
		const opened = openEnvelope(`{"type":"a","id":"b","timestamp":"c","acc":"APP","server":${block}}`);
		expect(opened?.body['acc']).toBe('APP');
	});

	test('of a goodbye is its whole body', () => {
		const opened = openEnvelope(block);
		expect(opened && envelopeOfBlock(opened)).toMatchObject({...known, server: {name: 'n1', id: idOf('n1')}});
	});

	test('is opened quickly though another one of that server had fewer fields', () => {
		const few = `"name":"n8","host":"h","id":"${idOf('n8')}"`;
		const rest = ',"seq":7,"time":"2026-11-23T12:00:00Z"}}';
		expect(isOpenedQuickly(`{"server":{${few}${rest}`)).toBe(true);
		expect(isOpenedQuickly(`{"server":{${few},"cluster":"c"${rest}`)).toBe(true);
		expect(openEnvelope(`{"server":{${few},"cluster":"c"${rest}`)?.server).toMatchObject({cluster: 'c'});
		expect(openEnvelope(`{"server":{${few}${rest}`)?.server['cluster']).toBeUndefined();
	});

	test('survives a nesting of any depth', () => {
		const deep = `{"server":${block},"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
		expect(openEnvelope(deep)).toMatchObject(known);
	});
});
