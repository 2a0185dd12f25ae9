import {describe, expect, test} from 'vitest';
import {linkUp, MadeServer, noon} from '../events/made-server.ts';
import {lineWith, pageText} from './read-screen.ts';
import {Stage} from './stage.ts';

describe('accounts', () => {
	const part = (msgs: number): Record<string, unknown> => ({msgs, bytes: msgs * 100});
	const share = (msgs: number): Record<string, unknown> => ({
		conns: 1,
		leafnodes: 0,
		num_subscriptions: 4,
		sent: part(msgs),
		received: part(msgs),
		slow_consumers: 0,
	});

	function pageOf(stage: Stage): string {
		return pageText(stage.press('enter'));
	}

	test('say what is missing while a server is silent', () => {
		const [n1, n3] = [new MadeServer('n1'), new MadeServer('n3')];
		const beginning = [0, 10_000].flatMap(later => [
			n1.share(noon + later, 'BILLING', share(later / 10)),
			n3.share(noon + later, 'BILLING', share(later / 100)),
		]);
		const stage = new Stage(120, 30, 'accounts').hear([linkUp(noon), ...beginning]);
		expect(lineWith(stage, 'BILLING')).toMatch(/BILLING +2 +0 +8 +110 +110 /);
		stage.hear([20_000, 30_000].map(later => n1.share(noon + later, 'BILLING', share(later / 10))));
		stage.passTo(noon + 36_000);
		expect(lineWith(stage, 'BILLING')).toMatch(/BILLING +≥1 +≥0 +≥4 +≥100 +≥100 +≥9\.8K +≥9\.8K /);
		expect(lineWith(stage, /^ ACCOUNTS/)).toContain('≥ at least: without n3, not heard now');
		expect(lineWith(stage.resize(200, 30), 'BILLING')).toMatch(/ 1 of 2 +6\.0s/);
		const page = pageOf(stage.resize(120, 40));
		expect(page).toMatch(/\n connections +≥ 1 on 1 of 2 servers\n/);
		expect(page).toMatch(/\n not included +n3 is silent, last known 1 connection 26 s ago\n/);
		expect(page).toMatch(/\n messages +in ≥ 100\/s, out ≥ 100\/s\n/);
		stage.hear([n3.share(noon + 36_500, 'BILLING', share(365))]);
		expect(stage.text()).not.toContain('≥');
		expect(pageText(stage)).toMatch(/\n connections +2 on 2 servers\n/);
	});

	test('of several servers that are not heard say how old the oldest word is', () => {
		const servers = ['n1', 'n2', 'n3'].map(name => new MadeServer(name));
		const [n1] = servers;
		if (n1 === undefined) throw new Error('three of them');
		const shares = servers.map((server, index) =>
			server.share(noon + index * 1000, 'APP', {...share(0), leafnodes: 1}),
		);
		const stage = new Stage(120, 30, 'accounts').hear([linkUp(noon), ...shares]);
		stage.hear([10, 20, 30].map(second => n1.share(noon + second * 1000, 'APP', share(0))));
		stage.passTo(noon + 31_000);
		expect(pageOf(stage)).toMatch(
			/≥ 1 on 1 of 3 servers\n(?:.*\n)* not included +n2 n3 are silent or draining, last known 2 connections and 2 leafnodes 30 s ago\n/,
		);
	});

	test('do not count what a server had that has ended, and say that it has', () => {
		const [n1, n2] = [new MadeServer('n1'), new MadeServer('n2')];
		const stage = new Stage(120, 30, 'accounts').hear([
			linkUp(noon),
			n1.share(noon, 'APP', share(0)),
			n2.share(noon, 'APP', {...share(0), conns: 9}),
			n2.goodbye(noon + 1000, 'SHUTDOWN'),
		]);
		expect(lineWith(stage, 'APP')).toMatch(/APP +1 /);
		const page = pageOf(stage);
		expect(page).toMatch(/\n connections +1 on 1 server\n/);
		expect(page).toMatch(/\n n2 +– conns +– subs +shut down\n/);
	});

	test('say where copies between servers are in their traffic', () => {
		const old = new MadeServer('v10', {ver: '2.10.29'});
		const stage = new Stage(160, 30, 'accounts').hear([
			linkUp(noon),
			old.heartbeat(noon, {routes: [{rid: 1, name: 'v11'}]}),
			old.share(noon, 'APP', share(0)),
			old.share(noon + 10_000, 'APP', share(1000)),
		]);
		expect(lineWith(stage, /^ ACCOUNTS/)).toContain('· includes copies between servers on v10');
		expect(pageOf(stage)).toMatch(
			/\n with copies +v10: the traffic of accounts includes the copies that go from server to server \(since 2\.11\.5\)\n/,
		);
	});

	test('tell copies between servers apart where servers do', () => {
		const copied = (msgs: number): Record<string, unknown> => {
			const both = {...part(msgs), gateways: part(0), routes: part(msgs / 2), leafs: part(0)};
			return {...share(0), sent: both, received: both};
		};
		const n1 = new MadeServer('n1');
		const samples = [0, 10_000].map(later => n1.share(noon + later, 'APP', copied(later / 10)));
		const stage = new Stage(120, 30, 'accounts').hear([linkUp(noon), ...samples]);
		expect(lineWith(stage, /^ ACCOUNTS/)).not.toContain('copies');
		const page = pageOf(stage);
		expect(page).toMatch(/\n messages +in 50\/s, out 50\/s\n/);
		expect(page).toMatch(/\n between servers +in 50\/s, out 50\/s: copies, not counted above\n/);
	});
});
