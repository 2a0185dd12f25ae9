// What each view must say, beyond fitting: the frames show how it looks.
import {describe, expect, test} from 'vitest';
import {linkUp, MadeServer, noon} from '../events/made-server.ts';
import {lines, lineWith, linkDown, pageText} from './read-screen.ts';
import {demoStage, recordingStage, Stage} from './stage.ts';

describe('overview at 80×24', () => {
	const stage = demoStage(60, 80, 24);

	test('says at a glance what is wrong, which server it is, and who', () => {
		expect(lines(stage)[1]).toMatch(/^ ▲ 4 problems {2}w2 silent 36 s · billing-worker auth errors 45\/s · \+2 more$/);
		expect(lines(stage)[5]).toMatch(/^»west +w2 +silent 36 s +– +– +211 +– +– +36s$/);
		expect(lineWith(stage, /^ WHO/)).toMatch(/^ WHO 5 +RATE +LAST REASON +ON +SINCE$/);
		expect(lineWith(stage, '45/s refused')).toMatch(
			/^ billing-worker +45\/s refused +Authentication Failure +n1 n2 +12:00:08$/,
		);
		expect(lineWith(stage, 'loop')).toMatch(/^ orders-svc +119\/min loop +Client Closed +n1 n2 n3 +12:00:15$/);
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
		expect(storm).toEqual([
			expect.stringMatching(/ ✗ auth +×2,272 billing-worker +n1 n2 +Authentication Failure {2}svc-billing@2 hosts$/),
		]);
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
		const page = pageText(demoStage(60, 200, 60, 'servers').press('enter'));
		expect(page).toMatch(/\n Load {2}as last known, 36 s ago\n/);
		expect(page).toMatch(/\n messages in +– +12,323,322,805\n/);
		expect(page).toMatch(/\n round trip +–\n/);
		expect(page).not.toMatch(/\d\/s/);
		const {screen} = demoStage(60, 200, 60, 'servers').press('enter').draw();
		const memory = screen.lines.find(line => line.spans.some(({text}) => text.startsWith(' memory')));
		expect(memory?.spans.every(({text, style}) => text.trim() === '' || style === 'dim')).toBe(true);
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
		const stage = linkDown(demoStage(60, 80, 24, 'overview'));
		stage.passTo(stage.now + 20_000);
		expect(lines(stage)[2]).toMatch(/^ LINK DOWN 20 s; numbers are from 12:01:00; connection closed by the server$/);
		// Nor are we connected to a server any more.
		expect(stage.text()).not.toMatch(/★| via /);
		expect(lineWith(stage, /^.east +n1 /)).toMatch(/ 0\.2s$/);
		expect(lineWith(stage, /^.west +w2 /)).toMatch(/ silent 36 s .* 36s$/);
		expect(stage.screen().faded).toBe(true);
	});
});

describe('servers that are not there', () => {
	test('have nothing when they have ended', () => {
		const stage = demoStage(100, 200, 50, 'servers');
		const ended = [...stage.model.servers.values()].find(({goodbye}) => goodbye?.kind === 'stopped');
		expect(ended?.stats?.connections).toBeGreaterThan(0);
		const row = lineWith(stage, /^.(east|west) .* shut down/);
		expect(row).toMatch(/ shut down 0:04( +–){10} +6\.0s +– 2\.15\.2( +–){6} /);
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
		expect(lineWith(others.resize(60, 24), /^ WHO/)).not.toContain('USER');
		expect(lineWith(stage.resize(60, 24), /^ WHO/)).toContain('USER');
	});

	test('are not nobody when their names are blanks', () => {
		const stage = refusals([{name: '   ', user: '  '}]);
		expect(stage.text()).toMatch(/" {3}" +60\/min refused/);
		const page = stage.press('tab', 'enter').text();
		expect(page).toMatch(/\n user +" {2}"\n client name +" {3}"\n/);
	});
});
