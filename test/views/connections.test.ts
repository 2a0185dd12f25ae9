// Connections on demand: what it costs is said first, then they are asked for, page by page, and told with rates.
import {describe, expect, test} from 'vitest';
import {linkMessage} from '../events/made-server.ts';
import {LiveDemo} from './live-demo.ts';
import {lines, lineWith} from './read-screen.ts';

function connz(demo: LiveDemo): readonly Record<string, unknown>[] {
	return demo.asked
		.splice(0)
		.filter(({subject}) => subject.endsWith('.CONNZ'))
		.map(({subject, body}) => ({to: subject.split('.')[3], ...JSON.parse(body)}));
}

describe('who makes this traffic, and who leaks subscriptions', () => {
	test.each([
		['C', 'etl', /^»etl +\d+ ANALYTICS +\d+ +[\d.]+K +[\d.]+M +12 +0$/],
		['U', 'orders-svc', /^»orders-svc +\d+ ORDERS +\d+ +[\d.]+K +[\d.]+K +14 +0$/],
	])('are two keys from the first screen: %s and Enter', (key, _, row) => {
		const demo = new LiveDemo(80, 24, 'overview').wait(20).press(key);
		// Nothing is asked before it is said what that costs.
		expect(connz(demo)).toEqual([]);
		expect(lineWith(demo, /^»/)).toMatch(/^»n1 +1 answer, about \d+\.\d KiB$/);
		demo.press('enter').wait(3);
		expect(lineWith(demo, /^»/)).toMatch(row);
	});

	test('are asked of one server, at once and again soon for rates, then every ten seconds while they are seen', () => {
		const demo = new LiveDemo(80, 24, 'overview').wait(20).press('C', 'enter');
		const one = {to: demo.model.link.serverId, auth: true, state: 0, sort: 'cid', offset: 0, limit: 256};
		expect(connz(demo)).toEqual([one]);
		expect(lineWith(demo.wait(1), /^»/)).toMatch(/ – +– +– /);
		demo.wait(2);
		expect(connz(demo)).toEqual([one]);
		demo.wait(8);
		expect(connz(demo)).toEqual([]);
		demo.wait(2);
		expect(connz(demo)).toEqual([one]);
		demo.press('escape').wait(30);
		expect(connz(demo)).toEqual([]);
	});
});

describe('the connections of an account', () => {
	test('are asked of its busiest server, or of all when that is said', () => {
		const demo = new LiveDemo(120, 36, 'accounts').wait(20);
		// What it costs stands there before the key is pressed, which asks at once.
		expect(lineWith(demo, /^ C /)).toMatch(/^ C busiest connections of ORDERS: asks n\d, 1 answer, about [\d.]+ KiB$/);
		expect(connz(demo)).toEqual([]);
		demo.press('C').wait(1);
		expect(connz(demo)).toEqual([expect.objectContaining({acc: 'ORDERS', limit: 256})]);
		demo.press('A');
		expect(lines(demo).filter(line => / answers?, about /.test(line))).toEqual([
			expect.stringMatching(/^»all 6 servers +6 answers, about /),
			expect.stringMatching(/^ n3 +1 answer, about /),
		]);
		expect(connz(demo)).toEqual([]);
		demo.press('enter').wait(1);
		expect(connz(demo)).toEqual([expect.objectContaining({to: 'PING', acc: 'ORDERS'})]);
		expect(lineWith(demo, /^ CLIENT/)).toContain(' ON ');
		expect(lineWith(demo, / connections \d/)).toMatch(
			/^ Accounts › ORDERS › connections \d{3} · [\d.]+s ago · n1 n2 n3 w1 and 2 more/,
		);
	});
});

describe('the connections of a client', () => {
	test('are those of its account, user, name, host and library, on the servers that it was seen on', () => {
		const demo = new LiveDemo(200, 36, 'clients').wait(20).press('/').type('web-gateway').press('enter', 'C', 'enter');
		demo.wait(3);
		const [client] = [...demo.model.clients.values()].filter(({name}) => name === 'web-gateway');
		const asked = connz(demo);
		expect(asked.length).toBeGreaterThan(0);
		for (const each of asked) expect(each).toMatchObject({acc: 'ORDERS', user: client?.user});
		const rows = lines(demo).filter(line => / 10\.2\.1\./.test(line) && line.includes('web-gateway'));
		expect(rows.length).toBeGreaterThan(0);
		expect(new Set(rows.map(row => / (10\.2\.1\.\d+):/.exec(row)?.[1])).size).toBe(1);
	});
});

describe('a server with more connections than a page', () => {
	const open = (): LiveDemo => new LiveDemo(120, 36, 'servers', 3).wait(5).press('C', 'enter').wait(3);

	test('is asked for those that moved most bytes, both ways, and for the next when the end is passed', () => {
		const demo = open();
		const orders = connz(demo).map(({sort, limit}) => [sort, limit]);
		expect(orders.slice(0, 2)).toEqual([
			['bytes_to', 128],
			['bytes_from', 128],
		]);
		expect(lineWith(demo, / connections \d/)).toMatch(/ page 1 of \d{3}, those that moved most bytes; PgDn for more/);
		demo.press('G', 'page-down').wait(1);
		expect(connz(demo).map(({sort, offset}) => [sort, offset])).toEqual([
			['bytes_to', 128],
			['bytes_from', 128],
		]);
		expect(lineWith(demo, / connections \d/)).toContain(' page 2 of ');
		demo.press('page-up');
		expect(lineWith(demo, / connections \d/)).toContain(' page 1 of ');
	});

	test('is asked to sort by the column that the list is sorted by', () => {
		const demo = open();
		connz(demo);
		demo.press('s').type('').press('G').wait(1);
		const subs = demo.draw().shown.pane;
		expect(subs?.id).toBe('sort');
		demo.press('escape', 'U');
		expect(demo.ui.notice?.text).toBe('C U: these are the connections');
		while (demo.draw().shown.pane?.sort?.column !== 'subs') demo.press('>');
		demo.wait(1);
		expect(connz(demo).at(-1)).toMatchObject({sort: 'subs', limit: 256});
		expect(lineWith(demo, / connections \d/)).toContain('those with most subscriptions');
	});

	test('has all of them when PgDn is pressed often enough', () => {
		const demo = open();
		const seen = new Set<string>();
		while (demo.draw().shown.pane?.sort?.column !== 'cid') demo.press('>');
		for (let page = 0; page < 8; page++) {
			demo.wait(1);
			for (const listing of demo.model.listings.values()) {
				for (const {listed} of listing.values()) for (const {cid} of listed) seen.add(String(cid));
			}
			demo.press('G', 'page-down');
		}
		const server = [...demo.model.servers.values()][0];
		expect(seen.size).toBeGreaterThanOrEqual((server?.stats?.connections ?? Number.POSITIVE_INFINITY) - 2);
	});
});

describe('all connections', () => {
	test('are asked of all servers from anywhere, and their clients are known from then on', () => {
		const demo = new LiveDemo(120, 36, 'clients').wait(20);
		expect(lineWith(demo, /^ CLIENTS/)).toContain('A lists older ones');
		const before = demo.model.clients.size;
		expect([...demo.model.clients.values()].some(({name}) => name === 'inventory')).toBe(false);
		demo.press('A');
		expect(connz(demo)).toEqual([]);
		expect(lineWith(demo, /^»/)).toMatch(/^»all 6 servers +12 answers, about [\d.]+ KiB$/);
		demo.press('enter').wait(2);
		// One server may have more than a page, so that all are asked for the busiest, both ways.
		expect(connz(demo).slice(0, 2)).toMatchObject([
			{to: 'PING', limit: 128, sort: 'bytes_to'},
			{to: 'PING', limit: 128, sort: 'bytes_from'},
		]);
		demo.press('escape').press('/').type('inventory').press('enter');
		expect(demo.model.clients.size).toBeGreaterThan(before);
		// All connections of the account are known, so that it has no others.
		expect(lineWith(demo, /^»/)).toMatch(/^»inventory +steady +\d+ +0 /);
	});
});

describe('closed connections', () => {
	test('are listed by the same key, with when, why and how long they lived', () => {
		const demo = new LiveDemo(120, 36, 'servers').wait(20).press('C', 'o', 'enter').wait(1);
		expect(connz(demo)).toEqual([expect.objectContaining({state: 1, sort: 'stop'})]);
		expect(lineWith(demo, /^ CLIENT/)).toMatch(/STOPPED↓ +REASON +LIVED/);
		expect(lineWith(demo, /^»/)).toMatch(/ \d\d:\d\d:\d\d +\w/);
	});
});

describe('one connection', () => {
	const open = (): LiveDemo =>
		new LiveDemo(80, 50, 'servers').wait(20).press('down', 'C', 'enter').wait(3).press('enter');

	test('is told in full, with rates, and asked again while it is seen', () => {
		const demo = open();
		demo.asked.splice(0);
		demo.wait(6);
		const text = demo.text();
		expect(text).toMatch(/\n state +open\n/);
		expect(text).toMatch(/\n subscriptions +\d+\n pending +0 B\n round trip +[\d.]+ ms\n/);
		expect(text).toMatch(/\n bytes out +[\d.]+ [KM]iB\/s +[\d.]+ [KMGT]iB\n/);
		expect(connz(demo)).toEqual([
			expect.objectContaining({limit: 1, state: 2}),
			expect.objectContaining({limit: 1, state: 2}),
		]);
	});
});

describe('nothing is asked', () => {
	test('of a server that is silent, and it is said why', () => {
		const demo = new LiveDemo(80, 24, 'servers').wait(40).press('C');
		expect(demo.text()).toMatch(/w2 is silent: it would not answer/);
		demo.press('enter').wait(2);
		expect(connz(demo)).toEqual([]);
	});

	test('while the link is down', () => {
		const demo = new LiveDemo(80, 24, 'servers').wait(10);
		demo.hear([linkMessage(demo.now, {state: 'down', reason: 'gone'})]);
		expect(demo.press('C').text()).toContain('the link is down, nothing can be asked');
	});

	test('where no connection can be listed', () => {
		const demo = new LiveDemo(80, 24, 'messages').wait(2).press('C');
		expect(demo.ui.notice?.text).toBe('C U: only where a server, an account or a client is shown');
	});
});

describe('a filter', () => {
	test('in the list is its own, and the view’s is there again afterwards', () => {
		const demo = new LiveDemo(120, 36, 'servers').wait(20).press('/').type('n2').press('enter', 'C', 'enter').wait(3);
		const all = demo.draw().shown.pane?.rows ?? 0;
		demo.press('/').type('name:orders subs>3').press('enter');
		expect(demo.draw().shown.pane?.rows).toBeLessThan(all);
		expect(lineWith(demo, / connections \d/)).toMatch(/connections \d+ of \d+/);
		demo.press('escape');
		expect(demo.ui.filters['servers']).toBe('n2');
		expect(demo.draw().shown.pane?.rows).toBe(1);
	});
});

describe('a listed connection', () => {
	const commanding = (...keys: readonly string[]) => {
		const demo = new LiveDemo(120, 36, 'overview', undefined, true).wait(20).press(...keys);
		return demo.wait(1).draw().shown.commands?.kick;
	};

	test('can be kicked where it is listed, and on its page; a closed one cannot', () => {
		const target = expect.objectContaining({kind: 'kick', cid: expect.any(Number), startedAt: expect.any(Number)});
		expect(commanding('C', 'enter')).toEqual({target});
		const closed = commanding('C', 'o', 'enter');
		expect(closed).toEqual({why: expect.stringMatching(/^connection \d+ is closed$/)});
	});
});

test('that our user may not ask is said instead of a list', () => {
	const demo = new LiveDemo(120, 36, 'overview').wait(10);
	const subject = `$SYS.REQ.SERVER.${demo.model.link.serverId}.CONNZ`;
	demo.hear([linkMessage(demo.now, {state: 'refused', operation: 'publish', subject})]);
	demo.press('C', 'enter');
	expect(lineWith(demo, / connections 0/)).toContain(
		'our user may not ask this: --permissions demand prints what it needs',
	);
});
