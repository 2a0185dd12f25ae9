// NATS over websockets, plain and with TLS, against real servers.
import {createServer, type Server} from 'node:http';
import fc from 'fast-check';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {
	clientFrame,
	createFrameReader,
	type Frame,
	opcodes,
} from '../../../source/connection/websocket/websocket-frames.ts';
import type {LinkReport, Message} from '../../../source/wire/message.ts';
import {natsSource} from '../../../source/sources/nats/nats-source.ts';
import {connectAs, type NatsServer, startServer, stopServers} from '../../helpers/nats-server.ts';
import {settingsOf} from '../settings-of.ts';

const certificates = new URL('../../fixtures/tls/', import.meta.url).pathname;
const login = '--user sys --password pw';
const places = new Map<string, string>([['tls', certificates.replace(/\/$/, '')]]);
const servers = new Map<string, NatsServer>();
let page: Server;

const pem = (name: string, more = '') =>
	`tls { cert_file: "${certificates}${name}.pem", key_file: "${certificates}${name}.key", ${more} }`;

beforeAll(async () => {
	const start = async (name: string, websocket: string, more = '') => {
		const config = `websocket { listen: "127.0.0.1:-1", ${websocket} }\n${more}`;
		const server = await startServer({name, config});
		servers.set(name, server);
		places.set(name, `127.0.0.1:${server.ports.websocket}`);
		places.set(`${name}-port`, `${server.ports.websocket}`);
		places.set(`${name}-client`, `127.0.0.1:${server.port}`);
		places.set(`${name}-http`, `127.0.0.1:${server.ports.monitoring}`);
	};
	await Promise.all([
		start('plain', 'no_tls: true', 'http: "127.0.0.1:-1"'),
		start('secure', pem('by-address')),
		start('named', pem('by-name')),
		start('verify', pem('by-address', `verify: true, ca_file: "${certificates}authority.pem"`)),
	]);
	page = createServer((_, response) => response.writeHead(502).end('no backend'));
	await new Promise<void>(resolve => page.listen(0, '127.0.0.1', resolve));
	const bound = page.address();
	places.set('page', `127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`);
});

afterAll(async () => {
	await new Promise(resolve => page.close(resolve));
	await stopServers();
});

const filled = (text: string) => text.replaceAll(/\{([a-z0-9-]+)\}/g, (_, name: string) => places.get(name) ?? name);

/** A running source, and a wait for a message that passes. */
async function run(commandLine: string) {
	const messages: Message[] = [];
	let wake = () => {};
	const source = natsSource(settingsOf(filled(commandLine)), {random: () => 0});
	await source.start(message => {
		messages.push(message);
		wake();
	});
	async function message(passes: (message: Message) => boolean): Promise<Message> {
		const end = Date.now() + 30_000;
		for (;;) {
			const found = messages.find(passes);
			if (found) return found;
			if (Date.now() > end) throw new Error(`it did not come, but: ${messages.map(each => each.subject).join(' ')}`);
			await new Promise<void>(resolve => {
				const timer = setTimeout(resolve, 100);
				wake = () => {
					clearTimeout(timer);
					resolve();
				};
			});
		}
	}
	const report = (state: LinkReport['state'], count = 1) =>
		message(each => {
			const states = messages.slice(0, messages.indexOf(each) + 1).filter(({subject}) => subject === '(link)');
			return each.subject === '(link)' && states.filter(({text}) => JSON.parse(text).state === state).length >= count;
		}).then(({text}) => JSON.parse(text) as LinkReport);
	return {source, message, messages, report};
}

describe('a way in', () => {
	test.each([
		['plain', `-s ws://{plain} ${login}`],
		['plain', '-s ws://sys:pw@{plain}/any/path?x=1'],
		['plain', `-s ws://127.0.0.1:1,ws://{plain} ${login}`],
		['secure', `-s wss://{secure} ${login} --tlsca {tls}/authority.pem`],
		// As nats does: TLS settings make it secure.
		['secure', `-s ws://{secure} ${login} --tlsca {tls}/authority.pem`],
		['named', `-s wss://localhost:{named-port} ${login} --tlsca {tls}/authority.pem`],
		['named', `-s wss://{named} ${login} --tlsca {tls}/authority.pem --tls-server-name localhost`],
		[
			'verify',
			`-s wss://{verify} ${login} --tlsca {tls}/authority.pem --tlscert {tls}/client.pem --tlskey {tls}/client.key`,
		],
	])('to %s: %s', async (name, commandLine) => {
		const {source, report} = await run(commandLine);
		try {
			expect(await report('up')).toMatchObject({serverName: name, systemAccount: true});
		} finally {
			await source.stop();
		}
	});

	test('events and answers arrive, the large ones too', async () => {
		const {source, message} = await run(`-s wss://{secure} ${login} --tlsca {tls}/authority.pem`);
		const server = servers.get('secure');
		if (!server) throw new Error('it was started');
		try {
			source.ask({subject: '$SYS.REQ.USER.INFO', body: ''});
			await message(({subject}) => subject.endsWith('.$SYS.REQ.USER.INFO') && subject.startsWith('_INBOX.'));
			const names = Array.from({length: 40}, (_, index) => `client ${index} ${'é'.repeat(40)}`);
			const clients = await Promise.all(names.map(name => connectAs(server, 'app', {name})));
			await message(({subject, text}) => subject === '$SYS.ACCOUNT.APP.CONNECT' && text.includes(names[0] ?? ''));
			// Some 40 kB in one answer.
			source.ask({subject: '$SYS.REQ.SERVER.PING.CONNZ', body: '{}'});
			const {text} = await message(
				({subject}) => subject.startsWith('_INBOX.') && subject.endsWith('.$SYS.REQ.SERVER.PING.CONNZ'),
			);
			const told: string[] = JSON.parse(text).data.connections.map(({name}: {name: string}) => name);
			expect(told).toEqual(expect.arrayContaining(names));
			expect(text.length).toBeGreaterThan(16_000);
			await Promise.all(clients.map(client => client.close()));
		} finally {
			await source.stop();
		}
	});

	test('a server that is gone is found again', async () => {
		const server = await startServer({name: 'again', config: 'websocket { listen: "127.0.0.1:-1", no_tls: true }'});
		const port = server.ports.websocket;
		const {source, report} = await run(`-s ws://127.0.0.1:${port} ${login}`);
		try {
			await report('up');
			server.configure({config: `websocket { listen: "127.0.0.1:${port}", no_tls: true }`});
			await server.kill();
			expect(await report('down')).toMatchObject({reason: 'connection closed by the server'});
			expect(await report('trying')).toMatchObject({address: `127.0.0.1:${port}`});
			await server.restart();
			expect(await report('up', 2)).toMatchObject({serverName: 'again'});
		} finally {
			await source.stop();
		}
	});
});

describe('what goes wrong', () => {
	test.each([
		[
			`-s ws://{plain} --user sys --password hunter2`,
			'cannot log in to {plain}: the server refused user "sys": wrong secret, or the user was revoked or removed',
		],
		[`-s ws://{plain}`, 'cannot log in to {plain}: the server wants a login and none was given'],
		[
			`-s ws://{plain-client} ${login}`,
			'cannot connect to {plain-client}: it is no websocket port; write nats:// in --server for a client port',
		],
		[
			`-s ws://{plain-http} ${login}`,
			"cannot connect to {plain-http}: it is no websocket port, it answered with HTTP status 200; use the server's websocket port, or nats:// and its client port",
		],
		[
			`-s ws://{page} ${login}`,
			"cannot connect to {page}: it is no websocket port, it answered with HTTP status 502; use the server's websocket port",
		],
		[`-s ws://{secure} ${login}`, 'cannot connect to {secure}: it wants TLS; write wss:// in --server'],
		[
			`-s {secure} ${login} --timeout 150ms`,
			"cannot connect to {secure}: it speaks HTTPS, not NATS; write wss://{secure} if it is the websocket port, or use the server's client port",
		],
		[`-s wss://{plain} ${login}`, 'cannot connect to {plain}: it answers without TLS; write ws:// in --server'],
		[
			`-s ws://{plain} ${login} --tlsca {tls}/authority.pem`,
			'cannot connect to {plain}: it answers without TLS; remove --tlsca',
		],
		[
			`-s wss://{secure} ${login}`,
			'cannot connect to {secure}: its certificate is signed by a CA this machine does not trust; give the CA with --tlsca FILE',
		],
		[
			`-s wss://{named} ${login} --tlsca {tls}/authority.pem`,
			'cannot connect to {named}: its certificate is for localhost, not 127.0.0.1; connect by that name, or give it with --tls-server-name',
		],
		[
			`-s wss://{verify} ${login} --tlsca {tls}/authority.pem`,
			'cannot connect to {verify}: the server wants a client certificate; give it with --tlscert and --tlskey',
		],
		[`-s ws://127.0.0.1:1 ${login}`, 'cannot connect to 127.0.0.1:1: nothing is listening there'],
		[
			`-s ws://{plain} --user app --password pw`,
			'cannot read system events: user "app" is not in the system account (its account is "APP")',
		],
	])('%s', async (commandLine, sentence) => {
		const source = natsSource(settingsOf(filled(commandLine)));
		await expect(source.start(() => {})).rejects.toThrow(filled(sentence));
	});
});

describe('frames', () => {
	/** A frame as a server sends it. */
	function serverFrame({opcode, payload}: Frame): Buffer {
		const masked = clientFrame(opcode, payload, new Uint8Array(4));
		const begin = masked.length - payload.length - 4;
		const frame = Buffer.concat([masked.subarray(0, begin), payload]);
		frame[1] = (frame[1] ?? 0) & 0x7f;
		return frame;
	}

	test('are read whatever pieces they come in', () => {
		const payload = fc.oneof(
			fc.uint8Array({maxLength: 200}),
			fc.constantFrom(125, 126, 127, 65_535, 65_536, 70_000).map(length => new Uint8Array(length).fill(7)),
		);
		const frame = fc.record({opcode: fc.constantFrom(...Object.values(opcodes)), payload});
		fc.assert(
			fc.property(fc.array(frame, {maxLength: 5}), fc.integer({min: 1, max: 3000}), (frames, size) => {
				const sent = frames.map(({opcode, payload}) => ({opcode, payload: Buffer.from(payload)}));
				const bytes = Buffer.concat(sent.map(serverFrame));
				const read: Frame[] = [];
				const take = createFrameReader(each => read.push({opcode: each.opcode, payload: Buffer.from(each.payload)}));
				for (let at = 0; at < bytes.length; at += size) take(bytes.subarray(at, at + size));
				expect(read).toEqual(sent);
			}),
			{numRuns: 25},
		);
	});

	test('are masked, and unmasked are what was sent', () => {
		fc.assert(
			fc.property(fc.uint8Array({maxLength: 300}), fc.uint8Array({minLength: 4, maxLength: 4}), (payload, mask) => {
				const frame = clientFrame(opcodes.binary, payload, mask);
				const body = frame.subarray(frame.length - payload.length);
				expect((frame[1] ?? 0) & 0x80).toBe(0x80);
				expect([...body].map((byte, index) => byte ^ (mask[index & 3] ?? 0))).toEqual([...payload]);
			}),
		);
	});

	test.each([
		['masked', [0x82, 0x81, 0, 0, 0, 0, 0]],
		['compressed', [0xc2, 0x01, 0]],
		['endless', [0x82, 0x7f, 0, 0xff, 0, 0, 0, 0, 0, 0]],
	])('that are %s are refused', (_, bytes) => {
		expect(() => createFrameReader(() => {})(Buffer.from(bytes))).toThrow('the server sent');
	});

	test('any bytes are frames or an error', () => {
		fc.assert(
			fc.property(fc.uint8Array(), bytes => {
				const take = createFrameReader(({payload}) => expect(payload.length).toBeLessThanOrEqual(bytes.length));
				try {
					take(Buffer.from(bytes));
				} catch (error) {
					expect(String(error)).toContain('the server sent');
				}
			}),
		);
	});
});
