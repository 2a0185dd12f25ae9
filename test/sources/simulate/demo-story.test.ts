import {describe, expect, test} from 'vitest';
import {during, ending, type Event, events, type Statsz} from './events.ts';

describe('clients', () => {
	const key = ({body}: Event): string => `${body.server.id} ${body.client?.id}`;

	test('connect once and end once', () => {
		for (const end of ['.CONNECT', '.DISCONNECT']) {
			const keys = ending(events, end)
				.filter(({body}) => body.client !== undefined)
				.map(key);
			expect(keys.length).toBeGreaterThan(500);
			expect(new Set(keys).size).toBe(keys.length);
		}
	});

	test('are refused with two events about one connection', () => {
		const refused = ending(events, '.AUTH.ERR');
		const ended = new Map(ending(events, '$SYS.ACCOUNT.$G.DISCONNECT').map(event => [key(event), event]));
		const alone: Event[] = [];
		expect(refused.length).toBeGreaterThan(3000);
		expect(new Set(refused.map(({body}) => body.reason))).toEqual(new Set(['Authentication Failure']));
		for (const event of refused) {
			const pair = ended.get(key(event));
			if (
				pair?.at !== event.at ||
				pair.body.reason !== event.body.reason ||
				pair.body.client?.name !== event.body.client?.name
			) {
				alone.push(event);
			}
		}

		expect(alone).toEqual([]);
	});

	test('are as many as CONNS and STATSZ count', () => {
		// Followed from the first CONNS of each account and server on.
		const counts = new Map<string, number>();
		const wrong: string[] = [];
		for (const {body, subject} of events) {
			if (subject.endsWith('.CONNS')) {
				counts.set(`${body.server.id} ${body.acc}`, body.conns ?? 0);
			} else if (body.statsz !== undefined) {
				const known = [...counts]
					.filter(([name]) => name.startsWith(body.server.id))
					.reduce((sum, [, count]) => sum + count, 0);
				// $G is not in CONNS.
				if (known > body.statsz.connections) {
					wrong.push(`${body.server.name} ${known} ${body.statsz.connections}`);
				}
			}
		}

		expect(wrong).toEqual([]);
	});

	test('disconnect for the reasons of real clients, mostly Client Closed', () => {
		const reasons = new Map<string, number>();
		for (const {body, subject} of ending(events, '.DISCONNECT')) {
			if (!subject.includes('$G')) {
				reasons.set(body.reason ?? '', (reasons.get(body.reason ?? '') ?? 0) + 1);
			}
		}

		expect([...reasons.keys()].toSorted()).toEqual([
			'Client Closed',
			'Read Error',
			'Slow Consumer (Pending Bytes)',
			'Stale Connection',
		]);
		const [most] = [...reasons].toSorted(([, left], [, right]) => right - left);
		expect(most?.[0]).toBe('Client Closed');
	});

	test('are of all kinds', () => {
		const kinds = new Set(ending(events, '.CONNECT').map(({body}) => body.client?.client_type ?? body.client?.kind));
		expect(kinds).toEqual(new Set(['nats', 'websocket', 'mqtt', 'Leafnode', undefined]));
	});

	test('have ordinary names, and some log in with a JWT', () => {
		const clients = events.map(({body}) => body.client).filter(client => client !== undefined);
		const odd = clients.filter(({name = ''}) => /[\p{Cc}\p{Cf}]/u.test(name));
		expect(odd).toEqual([]);
		const jwt = clients.find(client => client.jwt !== undefined);
		expect(jwt?.jwt).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
		expect(jwt?.acc).toMatch(/^A[A-Z2-7]{55}$/);
	});

	test('connect and disconnect from the first seconds on', () => {
		expect(during(0, 3000).filter(({body}) => body.client !== undefined).length).toBeGreaterThan(8);
	});
});

describe('the first minutes', () => {
	const refusals = (from: number, to: number): Event[] =>
		ending(during(from, to), '.AUTH.ERR').filter(({body}) => body.client?.name === 'billing-worker');

	test('billing cannot log in from 8 s to 120 s', () => {
		expect(refusals(0, 8000)).toEqual([]);
		const perSecond = refusals(20_000, 100_000).length / 80;
		expect(perSecond).toBeGreaterThan(20);
		expect(perSecond).toBeLessThan(60);
		expect(new Set(refusals(20_000, 100_000).map(({body}) => body.server.name))).toEqual(new Set(['n1', 'n2']));
		expect(new Set(refusals(20_000, 100_000).map(({body}) => body.client?.host)).size).toBe(2);
		expect(refusals(121_000, 190_000)).toEqual([]);
		expect(
			ending(during(120_000, 121_500), '.CONNECT').filter(({body}) => body.client?.name === 'billing-worker').length,
		).toBe(30);
	});

	test('orders-svc connects in a loop from 15 s to 110 s', () => {
		const ended = (from: number, to: number): number[] =>
			ending(during(from, to), '.DISCONNECT')
				.filter(({body}) => body.client?.name === 'orders-svc')
				.map(({body}) => Date.parse(body.client?.stop ?? '') - Date.parse(body.client?.start ?? ''));
		expect(ended(0, 15_000)).toHaveLength(0);
		const lives = ended(20_000, 80_000);
		expect(lives.length).toBeGreaterThan(95);
		expect(lives.filter(ms => ms < 500).length).toBeGreaterThan(95);
		expect(ended(115_000, 185_000).length).toBeLessThan(8);
	});

	test('w2 crashes at 25 s and is started again at 70 s', () => {
		const w2 = events.filter(({body}) => body.server.name === 'w2');
		expect(w2.filter(({at}) => at > 25_020 && at < 70_000)).toEqual([]);
		const [before, after] = [...new Set(w2.filter(({at}) => at < 200_000).map(({body}) => body.server.id))];
		expect(after).not.toBe(before);
		const beats = ending(
			w2.filter(({body}) => body.server.id === after),
			'.STATSZ',
		);
		// An interval that doubles from a second, then ten seconds.
		const seconds = beats.slice(0, 6).map(({at}) => (at - 70_000 - 19) / 1000);
		expect(seconds.map(second => Math.round(second * 100) / 100)).toEqual([0.25, 1.25, 3.25, 7.25, 15.25, 25.25]);
		expect(beats[0]?.body.statsz?.sent_to_clients.msgs).toBeLessThan(2000);
	});

	test('its clients connect elsewhere, without a DISCONNECT', () => {
		const came = ending(during(25_000, 35_000), '.CONNECT').filter(({body}) => body.client?.name === 'fleet-tracker');
		expect(came.length).toBeGreaterThan(10);
		expect(new Set(came.map(({body}) => body.server.name))).toEqual(new Set(['w1', 'w3']));
	});

	test('its peers lose the route at once and count the server for minutes', () => {
		const w1 = ending(events, '.STATSZ').filter(({body}) => body.server.name === 'w1');
		const at = (ms: number): Statsz | undefined => w1.findLast(event => event.at <= ms)?.body.statsz;
		const peers = (ms: number): string[] => [...new Set(at(ms)?.routes.map(({name}) => name))];
		expect(peers(24_000)).toEqual(['w2', 'w3']);
		expect(peers(40_000)).toEqual(['w3']);
		expect(peers(90_000)).toEqual(['w2', 'w3']);
		expect([at(24_000), at(40_000)].map(statsz => statsz?.active_servers)).toEqual([6, 6]);
		// The old process still counts beside the new one.
		expect(at(90_000)?.active_servers).toBe(7);
		// Each looks every 90 s only, so some notice before the next crash, some after.
		const noticed = ending(during(175_000, 214_000), '.STATSZ').map(({body}) => body.statsz?.active_servers);
		expect(new Set(noticed)).toEqual(new Set([6, 7]));
	});

	test('gateways connect again', () => {
		const n2 = ending(events, '.STATSZ').filter(({body}) => body.server.name === 'n2');
		const at = (ms: number) => n2.findLast(event => event.at <= ms)?.body.statsz?.gateways[0];
		expect(at(24_000)?.name).toBe('west');
		expect(at(40_000)?.gwid).not.toBe(at(24_000)?.gwid);
		expect(at(40_000)?.sent.msgs).toBeLessThan(at(24_000)?.sent.msgs ?? 0);
	});

	test('w3 shuts down at 95 s and is started at 102 s; in the next round a server enters lame-duck mode', () => {
		const [stop] = ending(events, '.SHUTDOWN');
		expect(stop?.body.server.name).toBe('w3');
		const later = events.filter(({body, at}) => body.server.id === stop?.body.server.id && at > (stop?.at ?? 0));
		expect(later).toEqual([]);
		expect(events.some(({body, at}) => body.server.name === 'w3' && at > 102_000)).toBe(true);
		const [duck] = ending(events, '.LAMEDUCK');
		expect(duck?.at).toBeGreaterThan(190_000 + 95_000);
		expect(events.filter(({body, at}) => body.server.id === duck?.body.server.id && at > (duck?.at ?? 0))).toEqual([]);
	});

	test('then a quiet minute with a deployment', () => {
		const versions = (from: number, to: number): Set<string | undefined> =>
			new Set(
				ending(during(from, to), '.CONNECT')
					.filter(({body}) => body.client?.name === 'checkout-api')
					.map(({body}) => body.client?.ver),
			);
		expect(versions(0, 149_000)).toEqual(new Set(['1.47.0']));
		expect(versions(150_000, 190_000)).toEqual(new Set(['1.48.0']));
	});
});
