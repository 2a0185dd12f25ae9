// What each view must say, beyond fitting: the frames show how it looks.
import {describe, expect, test} from 'vitest';
import {linkSubject} from '../../source/wire/message.ts';
import type {ConnectionEvent} from '../../source/model/journal-entry.ts';
import {entriesOf} from '../../source/model/journal.ts';
import {tick} from '../../source/model/tick.ts';
import {linkUp, MadeServer, noon} from '../events/made-server.ts';
import {Stage, demoStage, recordingStage, startAt} from './stage.ts';

const lines = (stage: Stage): readonly string[] => stage.text().split('\n');

/** The line that holds `text`. */
function lineWith(stage: Stage, text: string | RegExp): string {
	const found = lines(stage).find(line => (typeof text === 'string' ? line.includes(text) : text.test(line)));
	if (found === undefined) throw new Error(`no line has ${text}`);
	return found;
}

function linkDown(stage: Stage): Stage {
	const down = JSON.stringify({state: 'down', reason: 'connection closed by the server'});
	return stage.hear([{at: stage.now, subject: linkSubject, text: down}]);
}

describe('overview at 80×24', () => {
	const stage = demoStage(60, 80, 24);

	test('says at a glance what is wrong, which server it is, and who', () => {
		expect(lines(stage)[1]).toMatch(/^ ▲ 5 problems {2}w2 silent 36 s · billing-worker auth errors 46\/s · \+3 more$/);
		expect(lines(stage)[5]).toMatch(/^»west +w2 +silent 36 s +– +– +211 +– +– +36s$/);
		expect(lineWith(stage, /^ WHO/)).toBe(
			' WHO 5             RATE            LAST REASON              ON          SINCE',
		);
		expect(lineWith(stage, '46/s refused')).toMatch(
			/^ billing-worker +46\/s refused +Authentication Failure +n1 n2 +12:00:08$/,
		);
		expect(lineWith(stage, 'loop')).toMatch(/^ orders-svc +90\/min loop +Client Closed +n1 n2 n3 +12:00:15$/);
	});

	test('has every server, suspects and events, whatever the height', () => {
		for (const rows of [15, 16, 18, 20, 22, 24, 30, 40, 60]) {
			const text = demoStage(60, 80, rows).text();
			expect(text).toMatch(/\n.west +w2 |\n.w2 /);
			expect(text).toContain('billing-worker ');
			expect(text).toContain('NEWEST');
			expect(text).toContain('LAST 60 s');
		}
	});

	test('folds the same thing by the same client into one row', () => {
		const storm = lines(demoStage(60, 120, 50)).filter(
			line => line.includes('✗ auth') && line.includes('billing-worker'),
		);
		expect(storm).toEqual([expect.stringMatching(/n1 n2 .*Authentication Failure {2}svc-billing@2 hosts +×2,272$/)]);
	});

	test('keeps the cursor on a folded row while it grows', () => {
		const held = demoStage(40, 120, 50).press('tab', 'tab', 'down', 'down');
		const row = (): string =>
			lines(held)
				.find(line => line.startsWith('»'))
				?.slice(10, 50) ?? '';
		const before = row();
		held.hear(demoStage(45, 120, 50).messages.filter(({at}) => at > held.now));
		expect(row()).toBe(before);
	});

	test('begins to count after a minute of quiet', () => {
		// The refusals of the first round end at 120 s.
		const later = demoStage(185, 120, 50);
		expect(lineWith(later, /^ WHO/)).not.toContain('billing-worker');
		expect(lines(later).filter(line => /billing-worker +refused/.test(line))).toEqual([]);
	});
});

describe('numbers nobody vouches for', () => {
	test('are a dash in the row of a silent server, but for its last connections', () => {
		for (const view of ['servers', 'overview']) {
			const row = lineWith(demoStage(60, 200, 50, view), /silent 36 s +–/);
			const cells = row
				.slice(row.indexOf('silent'))
				.replaceAll(/silent 36 s|2\.15\.2|[▁-█·]+|36s/g, '')
				.trim()
				.split(/ +/);
			expect(cells.filter(cell => cell !== '–')).toEqual(['211']);
		}
	});

	test('are told as last known on its page', () => {
		const page = demoStage(60, 200, 60, 'servers').press('enter').text();
		expect(page).toMatch(/\n Load {2}as last known, 36 s ago\n/);
		expect(page).toMatch(/\n messages in +– +12,323,322,805\n/);
		expect(page).toMatch(/\n round trip +–\n/);
		expect(page.slice(page.indexOf('Server w2'))).not.toMatch(/\d\/s/);
		const {screen} = demoStage(60, 200, 60, 'servers').press('enter').draw();
		const memory = screen.lines.find(line => line.spans.some(({text}) => text.startsWith(' memory')));
		expect(memory?.spans.every(({style}) => style === 'dim')).toBe(true);
	});

	test('are not made of a first sample: there is no rate yet', () => {
		const stage = recordingStage('ping-all-endpoints', 0.5, 200, 50, 'servers');
		expect(stage.model.servers.size).toBe(3);
		for (const {rates} of stage.model.servers.values()) expect(rates).toBeUndefined();
		for (const row of lines(stage).slice(7, 10)) expect(row).toMatch(/^.\S+ +n\d .*% +\S+ +\d+ +– +– +– +– +– /);
	});

	test('do not fade to zero while the link is down', () => {
		for (const view of ['overview', 'auth-errors', 'accounts', 'connects']) {
			const stage = linkDown(demoStage(60, 200, 50, view));
			const counted =
				/\d+\/s refused|\d+\/min loop|last minute .*|LAST 60 s +connects.*|billing-worker +10\..*|^.(ORDERS|IOT) .*/;
			const told = (): readonly string[] => lines(stage).flatMap(line => line.match(counted)?.[0] ?? []);
			const before = told();
			expect(before.length).toBeGreaterThan(0);
			stage.passTo(stage.now + 50_000);
			expect(told()).toEqual(before);
		}
	});

	test('stand still together while the link is down, and the line above says since when', () => {
		const stage = linkDown(demoStage(60, 80, 24, 'servers'));
		stage.passTo(stage.now + 20_000);
		expect(lines(stage)[1]).toMatch(/^ LINK DOWN 20 s; numbers are from 12:01:00; connection closed by the server$/);
		// Nor are we connected to a server any more.
		expect(stage.text()).not.toMatch(/★| via /);
		expect(lineWith(stage, ' n1 ')).toMatch(/ 0\.2s$/);
		expect(lineWith(stage, ' w2 ')).toMatch(/ silent 36 s .* 36s$/);
		expect(stage.screen().faded).toBe(true);
	});
});

describe('servers that are not there', () => {
	test('have nothing when they have ended', () => {
		const stage = demoStage(100, 200, 50, 'servers');
		const ended = [...stage.model.servers.values()].find(({goodbye}) => goodbye?.kind === 'stopped');
		expect(ended?.stats?.connections).toBeGreaterThan(0);
		const row = lineWith(stage, /^.(east|west) .* shut down/);
		expect(row).toMatch(/ shut down 5\.2 s( +–){10} +6\.2s +– 2\.15\.2( +–){6} /);
	});

	test('have only dim figures, off the bar, and the age of the last', () => {
		const {lines: drawn} = demoStage(60, 200, 50, 'servers').press('down').screen();
		const row = drawn.find(({spans}) => spans.some(({text}) => /^w2 {3,}silent 36 s/.test(text)));
		const figures = row?.spans.filter(({text, style}) => /[\d▁-█]/.test(text) && style !== 'dim') ?? [];
		expect(figures.map(({text, style}) => [text.trim().replaceAll(/ +/g, ' '), style])).toEqual([
			['w2 silent 36 s', 'bad'],
			['36s', 'warn'],
			['2.15.2', undefined],
		]);
	});
});

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
		return stage
			.press('enter')
			.text()
			.replaceAll(/\n {22}/g, ' ');
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
		expect(page).toMatch(/\n connections +≥ 1 on 1 of 2 servers; n3 is silent, last known 1 connection 26 s ago\n/);
		expect(page).toMatch(/\n messages +in ≥ 100\/s, out ≥ 100\/s\n/);
		stage.hear([n3.share(noon + 36_500, 'BILLING', share(365))]);
		expect(stage.text()).not.toContain('≥');
		expect(stage.text()).toMatch(/\n connections +2 on 2 servers\n/);
	});

	test('of several servers that are not heard say how old the oldest word is', () => {
		const servers = ['n1', 'n2', 'n3'].map(name => new MadeServer(name));
		const [n1] = servers;
		if (n1 === undefined) throw new Error('three of them');
		const shares = servers.map((server, index) =>
			server.share(noon + index * 1000, 'APP', {...share(0), leafnodes: 1}),
		);
		const stage = new Stage(120, 30, 'accounts').hear([linkUp(noon), ...shares]);
		stage.hear([n1.share(noon + 30_000, 'APP', share(0))]);
		stage.passTo(noon + 31_000);
		expect(pageOf(stage)).toMatch(
			/≥ 1 on 1 of 3 servers; n2 n3 are not heard, last known 2 connections and 2 leafnodes 30 s ago\n/,
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

describe('who', () => {
	const refusals = (clients: readonly Record<string, unknown>[]): Stage => {
		const n1 = new MadeServer('n1');
		let cid = 0;
		const stage = new Stage(80, 24).hear([linkUp(noon), n1.heartbeat(noon)]);
		for (let time = 0; time < 3; time++) {
			stage.hear(clients.map(client => n1.authError(noon + time * 1000, ++cid, client)));
		}
		return stage;
	};

	test('of one name, but not one user, are told apart at 80×24', () => {
		const name = 'NATS CLI Version 0.4.0';
		const stage = refusals([
			{name, user: 'alice'},
			{name, user: 'bob'},
		]);
		const rows = lines(stage).filter(line => line.includes('NATS CLI'));
		expect(rows.some(row => row.includes(' alice '))).toBe(true);
		expect(rows.some(row => row.includes(' bob '))).toBe(true);
		const others = refusals([
			{name: 'orders', user: 'alice'},
			{name: 'billing', user: 'bob'},
		]);
		expect(lineWith(others, /^ WHO/)).not.toContain('USER');
	});

	test('are not nobody when their names are blanks', () => {
		const stage = refusals([{name: '   ', user: '  '}]);
		expect(stage.text()).toMatch(/" {3}" +3\/min refused/);
		const page = stage.press('tab', 'enter').text();
		expect(page).toMatch(/\n user +" {2}"\n client name +" {3}"\n/);
	});
});

describe('columns', () => {
	test.each(['servers', 'connects', 'accounts', 'messages'])('of %s do not jump when numbers change', view => {
		for (const columns of [80, 120, 200]) {
			const headers = new Set([15, 40, 60, 75, 100].map(seconds => lines(demoStage(seconds, columns, 24, view))[5]));
			expect([...headers]).toHaveLength(1);
		}
	});

	test('of servers are all there at 200', () => {
		const header = lines(demoStage(60, 200, 50, 'servers'))[6] ?? '';
		expect(header.trim().split(/ +/).join(' ')).toBe(
			'CLUSTER SERVER STATE CPU MEM CONNS Δ/s MSGS IN/s OUT/s BYTES IN/s OUT/s SLOW UP AGE SUBS VERSION RTT PEERS GW LEAFS C R G L CLOCK LAST 60 s',
		);
	});

	test('of servers have the share of GOMEMLIMIT where somebody has set one', () => {
		const stage = demoStage(60, 120, 24, 'servers');
		for (const server of stage.model.servers.values()) {
			if (server.stats !== undefined) server.stats = {...server.stats, memoryLimitBytes: 512 * 1024 ** 2};
		}
		expect(lineWith(stage, 'n1 ★')).not.toContain(' 36% ');
		stage.hear([new MadeServer('limited').heartbeat(stage.now, {gomemlimit: 512 * 1024 ** 2})]);
		expect(lineWith(stage, 'n1 ★')).toContain(' 183M 36% ');
	});

	test.each([
		[80, 'TIME USER CLIENT SERVER LIVED REASON'],
		[120, 'TIME ACCOUNT USER CLIENT HOST SERVER LIVED SENT RECEIVED REASON'],
		[200, 'TIME ACCOUNT USER CLIENT HOST SERVER LIVED SENT RECEIVED REASON LIBRARY KIND'],
	])('of connects at %i', (columns, titles) => {
		const stage = demoStage(60, columns, 24, 'connects');
		expect((lines(stage)[5] ?? '').trim().split(/ +/).join(' ')).toBe(titles);
	});

	test('of connects tell who left, from where, why, after how long, and what it moved', () => {
		expect(lineWith(demoStage(60, 120, 24, 'connects'), /− .*ops /)).toMatch(
			/^ 12:00:59 − +ORDERS +ops +NATS CLI Vers… +10\.2\.0\.9 +n3 +14 s +359 +63\.2K Client Closed$/,
		);
		expect(lineWith(demoStage(60, 200, 24, 'connects'), /− .*ops /)).toMatch(
			/ 17\/359 +71\/63\.2K Client Closed +go 1\.48\.0 +nats$/,
		);
	});
});

describe('filters', () => {
	const narrowed = (view: string, filter: string): string => {
		const stage = demoStage(60, 200, 50, view).press('/').type(filter).press('enter');
		return /(\d+|[\d,]+) of [\d,]+/.exec(lines(stage)[5] ?? '')?.[0] ?? '';
	};

	test.each([
		['servers', 'w', '3 of 6'],
		['servers', '!east', '3 of 6'],
		['servers', 'cluster:west state:silent', '1 of 6'],
		['servers', 'conns>250', '2 of 6'],
		['servers', 'conns>0.25k cpu<50', '2 of 6'],
		['servers', 'version:2.14', '1 of 6'],
		['servers', 'age>10', '1 of 6'],
		['servers', 'rtt>10', '2 of 6'],
		['servers', 'bytes-in>5M', '3 of 6'],
		['auth-errors', 'user:svc-billing host:10.2.8.2', '1 of 4'],
		['auth-errors', 'reason:authentication !billing', '2 of 4'],
		['auth-errors', 'minute>100', '2 of 4'],
		['accounts', 'connects>100', '2 of 6'],
		['accounts', '!acc:$G !acc:SYS', '4 of 6'],
	])('%s: %s', (view, filter, expected) => {
		expect(narrowed(view, filter)).toBe(expected);
	});
});

describe('filters of connects', () => {
	const {model} = demoStage(60, 200, 50, 'connects');
	const all = [...entriesOf(model.journals.connections)].map(([, {event}]) => event);
	const lived = ({startedAt = Number.NaN, stoppedAt = Number.NaN}: ConnectionEvent): number => stoppedAt - startedAt;

	const cases: readonly (readonly [string, (event: ConnectionEvent) => boolean])[] = [
		['acc:IOT reason:"read error"', ({accountName, reason}) => accountName === 'IOT' && reason === 'Read Error'],
		['!acc:ORDERS lived<1', event => event.accountName !== 'ORDERS' && lived(event) < 1000],
		['name:orders lived<1', event => event.name.includes('orders') && lived(event) < 1000],
		['user:ops server:n1', ({user, serverName}) => user === 'ops' && serverName === 'n1'],
		['kind:leaf', ({connectionKind}) => connectionKind === 'Leafnode'],
		['kind:mqtt !reason:closed', ({clientType, reason}) => clientType === 'mqtt' && reason !== 'Client Closed'],
		['host:10.2.3.', ({host}) => host.startsWith('10.2.3.')],
		['sent>100k', ({sent}) => (sent?.bytes ?? 0) > 100_000],
		['zähler', ({name}) => name.startsWith('Zähler')],
	];

	test.each(cases)('%s', (filter, holds) => {
		const expected = all.filter(holds).length;
		const stage = demoStage(60, 200, 50, 'connects').press('/').type(filter).press('enter');
		expect(lines(stage)[5]).toContain(` ${expected} of ${all.length} `);
		expect(stage.draw().shown.pane?.rows).toBe(expected);
	});
});

describe('the frame', () => {
	test('says nothing is wrong only when it has asked', () => {
		expect(lines(new Stage(80, 24).passTo(startAt))[1]).toBe(' ○ asking the servers…');
		expect(lines(demoStage(6, 80, 24))[1]).toMatch(/^ ● OK {2}6\/6 servers, oldest number 0\.\d s$/);
	});

	test('shortens the words of problems before it leaves one out', () => {
		const verdict = (columns: number): string => lines(demoStage(60, columns, 24))[1] ?? '';
		expect(verdict(60)).toBe(' ▲ 5 problems  w2 silent 36 s (expected ≤ 5 s) · +4 more');
		expect(verdict(80)).toContain('w2 silent 36 s · billing-worker auth errors 46/s · +3 more');
		expect(verdict(230)).toContain('n3 +1 slow consumers in 1 min');
	});

	test('shortens the words of the tabs before their numbers', () => {
		const tabs = (columns: number): string => lines(demoStage(60, columns, 24))[2] ?? '';
		expect(tabs(120)).toContain('4 Auth errors ●');
		expect(tabs(80)).toContain('4 Auth ●');
		expect(tabs(60)).toBe('  1 Overview   2 ● 3   4 ● 5   0');
	});

	test('has the honesty line on a high screen, and on a low one when the link is down', () => {
		expect(lines(demoStage(60, 120, 30))[2]).toMatch(
			/^ messages [\d.]+\/s [▁-█]+ {3}newest 0\.\d s {3}oldest 36 s {3}coverage 100 % {3}rtt 0\.7 ms {3}tty 1\.2 KiB\/s {3}asks 0\.\d\/s$/,
		);
		// One server is silent since then, and what it told last is on the screen.
		expect(demoStage(60, 120, 29).text()).not.toContain('coverage');
		expect(linkDown(demoStage(60, 120, 29)).text()).toContain('LINK DOWN');
	});

	test('tells of notices for two seconds', () => {
		const stage = demoStage(60, 80, 24).press('z');
		const footer = (): string => lines(stage)[23] ?? '';
		expect(footer()).toBe(' z does nothing; ? shows the keys');
		stage.passTo(stage.now + 1999);
		expect(footer()).toBe(' z does nothing; ? shows the keys');
		stage.passTo(stage.now + 1);
		expect(footer()).toContain('↑↓ move');
	});

	test('always has the key for help', () => {
		const stage = demoStage(60, 60, 24).press('/').type('a long filter line').press('enter', 'space');
		for (let columns = 60; columns < 130; columns++) expect(lines(stage.resize(columns, 24))[23]).toMatch(/\? help$/);
	});

	test('counts a server that has stopped in order no longer as missing, one that is silent it does', () => {
		expect(lines(demoStage(60, 80, 24))[0]).toContain('5/6 servers');
		expect(lines(demoStage(100, 80, 24))[0]).toContain('5/5 servers');
	});
});

describe('pages', () => {
	test('find the other half of a connection', () => {
		const left = demoStage(60, 120, 50, 'connects').press('up', 'up', 'enter').text();
		expect(left).toMatch(/\n it came +12:00:45\n/);
		expect(left).toMatch(/\n it sent +17 messages, 359 B\n/);
		const came = demoStage(60, 120, 50, 'connects')
			.press('/')
			.type('name:"NATS CLI" server:n3')
			.press('enter', 'up', 'enter')
			.text();
		expect(came).toMatch(/\n it left +12:00:59, Client Closed, lived 14 s\n/);
		expect(came).toMatch(/\n it sent +17 messages, 359 B\n/);
	});

	test('of what is no longer known say so', () => {
		const stage = demoStage(60, 80, 24, 'servers').press('enter');
		stage.model.servers.clear();
		stage.model.serverOrderStale = true;
		expect(stage.text()).toContain('No longer known');
	});

	test('wrap what is longer than the screen', () => {
		const wide = demoStage(60, 260, 24, 'overview').press('?').draw().shown.page?.lines ?? 0;
		const narrow = demoStage(60, 60, 24, 'overview').press('?');
		expect(narrow.draw().shown.page?.lines).toBeGreaterThan(wide);
		expect(lines(narrow.press('G')).slice(4).join()).not.toContain('…');
	});

	test('hide secrets in raw messages', () => {
		const token = `eyJ${'x'.repeat(40)}.${'y'.repeat(30)}`;
		const text = JSON.stringify({
			server: {id: 'N', name: 'n', seq: 1, time: new Date(startAt).toISOString()},
			client: {id: 1, jwt: token, name: token, nonce: 'n0nce'},
		});
		const stage = new Stage(200, 50, 'messages').hear([{at: startAt, subject: '$SYS.ACCOUNT.A.CONNECT', text}]);
		tick(stage.model, startAt);
		for (const shown of [stage.text(), stage.press('enter').text(), stage.draw().shown.copy]) {
			expect(shown).not.toContain('xxxxxxxx');
			expect(shown).not.toContain('n0nce');
			expect(shown).toContain('[hidden]');
		}
	});
});
