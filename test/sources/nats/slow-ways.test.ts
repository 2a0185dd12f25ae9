// Servers at the end of slow ways, and servers that say odd things of themselves.
import fc from 'fast-check';
import {afterAll, describe, expect, test} from 'vitest';
import {mostGossiped, usableAddresses} from '../../../source/connection/dial/bounded-gossip.ts';
import {CannotStart} from '../../../source/errors/cannot-start.ts';
import {greetingPort} from '../../connection/diagnosis/strange-ports.ts';
import {startServer, stopServers} from '../../helpers/nats-server.ts';
import {run, stopSources} from './running-source.ts';
import {type Slowness, startSlowProxy} from './slow-proxy.ts';

const certificates = new URL('../../fixtures/tls/', import.meta.url).pathname;
const login = '--user sys --password pw';

afterAll(async () => {
	await stopSources();
	await stopServers();
});

describe.concurrent('a slow way', () => {
	test.each<[string, Slowness]>([
		['late: 2.5 s each way', {delayMs: 2500}],
		['narrow: 400 bytes a second', {bytesPerSecond: 400}],
	])('%s needs a long time-out, and then lasts', async (_, slowness) => {
		const server = await startServer();
		const proxy = await startSlowProxy(server.port, slowness);
		try {
			const {report, reports, listening} = await run(`-s 127.0.0.1:${proxy.port} ${login} --timeout 60s`);
			await report({state: 'up'});
			await listening();
			expect(reports().map(({state}) => state)).toEqual(['up']);
		} finally {
			await proxy.close();
		}
	});

	test.each<[string, Slowness]>([
		['late', {delayMs: 900}],
		['narrow', {bytesPerSecond: 100}],
	])('%s: a short time-out is what is told', async (_, slowness) => {
		const server = await startServer();
		const proxy = await startSlowProxy(server.port, slowness);
		try {
			await expect(run(`-s 127.0.0.1:${proxy.port} ${login} --timeout 1s`)).rejects.toMatchObject({
				tryThis: expect.stringContaining('longer --timeout'),
			});
		} finally {
			await proxy.close();
		}
	});
});

test('a certificate that has expired by the time of a reconnect is told', async () => {
	const tls = (name: string) =>
		`tls { cert_file: "${certificates}${name}.pem", key_file: "${certificates}${name}.key" }`;
	const server = await startServer({config: tls('by-address')});
	const {report} = await run(`-s ${server.url} ${login} --tlsca ${certificates}authority.pem`);
	server.configure({config: tls('expired')});
	await server.restart();
	await report({state: 'trying', reason: 'its certificate has expired'});
});

describe.concurrent('odd greetings', () => {
	const raw = /TypeError|SyntaxError|undefined|properties of|JSON|not iterable/;

	test.each(['null', '5', '[]', '{}', '"x"', '{"proto":1}', '{', '{"server_id":null,"proto":"1"}', 'NaN', ''])(
		'INFO %s is told in words',
		async info => {
			const port = await greetingPort(`INFO ${info}\r\n`);
			try {
				const failure = await run(`-s ${port.address} ${login} --timeout 400ms`).catch((error: unknown) => error);
				expect(failure).toBeInstanceOf(CannotStart);
				expect(String(failure)).not.toMatch(raw);
			} finally {
				await port.close();
			}
		},
	);
});

test('of any list of addresses the first usable ones are taken', () => {
	const address = fc.oneof(
		fc.webAuthority({withPort: true}),
		fc.ipV4().map(ip => `${ip}:4222`),
	);
	const entry = fc.oneof(address, fc.anything(), fc.string());
	fc.assert(
		fc.property(fc.array(entry, {maxLength: 40}), fc.nat(400), (entries, more) => {
			const list = [...entries, ...Array.from({length: more}, (_, index) => `n${index}:4222`)];
			const usable = usableAddresses(list);
			expect(usable.length).toBeLessThanOrEqual(mostGossiped);
			expect(usable.length).toBeGreaterThanOrEqual(Math.min(more, mostGossiped));
			for (const each of usable) expect(URL.canParse(`http://${each}`)).toBe(true);
		}),
	);
	expect(usableAddresses(undefined)).toEqual([]);
});
