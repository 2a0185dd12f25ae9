import {describe, expect, test} from 'vitest';
import {MadeServer} from '../events/made-server.ts';
import {lines, lineWith} from './read-screen.ts';
import {demoStage, recordingStage, Stage, startAt} from './stage.ts';

describe('columns', () => {
	test.each(['servers', 'accounts', 'messages'])('of %s do not jump when numbers change', view => {
		for (const columns of [80, 120, 200]) {
			const headers = new Set([40, 60, 75, 100].map(seconds => lines(demoStage(seconds, columns, 24, view))[5]));
			expect([...headers]).toHaveLength(1);
		}
	});

	test('are as wide as the longest they have shown since the view was opened', () => {
		const stage = demoStage(60, 200, 24, 'servers');
		const header = (): string => lines(stage)[5] ?? '';
		const before = header();
		const server = [...stage.model.servers.values()].find(({name}) => name === 'n2');
		if (server === undefined) throw new Error('the demo has servers');
		const {name} = server;
		server.name = 'a-longer-name';
		expect(header().indexOf('STATE')).toBe(before.indexOf('STATE') + 'a-longer-name'.length - 'SERVER'.length);
		const wide = header();
		server.name = name;
		expect(header()).toBe(wide);
		stage.press('3', '2');
		expect(header()).toBe(before);
	});

	test('sideways are counted on both sides, and what says how often stays', () => {
		const stage = demoStage(60, 120, 24, 'servers');
		const title = (): string => /(?:← \d+ · )?\d+ (?:more columns )?→/.exec(lines(stage)[4] ?? '')?.[0] ?? '';
		const shown = (): number =>
			(lines(stage)[5] ?? '')
				.trim()
				.replace('LAST 60 s', 'LAST')
				.replace('C R G L', 'CRGL')
				.replaceAll(/MSGS IN|BYTES IN/g, 'IN')
				.split(/ +/).length;
		expect(title()).toBe(`${23 - shown()} more columns →`);
		for (let left = 1; left < 6; left++) {
			stage.press('right');
			const right = 23 - shown() - left;
			expect(title()).toBe(`← ${left} · ${right} →`);
		}
		const folded = demoStage(60, 80, 36, 'auth-errors').press('tab');
		expect(folded.text()).toMatch(/✗ +×\d/);
		expect(folded.press('right', 'right').text()).toMatch(/✗ +×\d/);
	});

	test('of servers are all there at 200', () => {
		const header = lines(demoStage(60, 200, 50, 'servers'))[6] ?? '';
		expect(header.trim().split(/ +/).join(' ')).toBe(
			'CLUSTER SERVER STATE CPU MEM CONNS Δ/s MSGS IN/s OUT/s BYTES IN/s OUT/s SLOW UP AGE SUBS VERSION RTT PEERS GW LEAFS C R G L CLOCK LAST 60 s',
		);
	});

	test('of refused logins have shares that add up, whenever one looks', () => {
		for (const seconds of [90, 91, 92, 93, 94, 95]) {
			const rows = [
				...demoStage(seconds, 200, 50, 'auth-errors')
					.text()
					.matchAll(/ (\d+) % \d\d:\d\d:\d\d/g),
			];
			expect(rows.length).toBeGreaterThan(1);
			const sum = rows.reduce((total, [, share]) => total + Number(share), 0);
			// Each is rounded.
			expect(Math.abs(sum - 100)).toBeLessThanOrEqual(rows.length / 2);
		}
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
			/^ 12:00:59 − +ORDERS +ops +NATS CLI Version 0.4… +10\.2\.0\.9 +n3 +14 s +359 +63\.2K Client Closed$/,
		);
		expect(lineWith(demoStage(60, 200, 24, 'connects'), /− .*ops /)).toMatch(
			/ 17\/359 +71\/63\.2K Client Closed +go 1\.48\.0 +nats$/,
		);
	});
});

describe('keys', () => {
	test('skip a pane without rows', () => {
		const stage = recordingStage('reload', 9, 80, 24);
		expect(lineWith(stage, /^ WHO 0/)).not.toBe('');
		expect(stage.draw().shown.pane?.id).toBe('overview-servers');
		expect(stage.press('tab').draw().shown.pane?.id).toBe('events');
		expect(stage.press('tab').draw().shown.pane?.id).toBe('overview-servers');
		expect(stage.press('shift-tab').draw().shown.pane?.id).toBe('events');
	});

	test('go to a pane with rows when theirs is empty, and stay there', () => {
		const stage = recordingStage('reload', 9, 80, 24);
		stage.ui = {...stage.ui, focus: {overview: 'who'}};
		expect(stage.press('t').ui.totals).toBe(true);
		expect(stage.ui.focus).toEqual({overview: 'overview-servers'});
	});

	test('say so where there is no other pane to go to', () => {
		const stage = new Stage(80, 24).passTo(startAt).press('tab');
		expect(stage.ui.notice?.text).toBe('Tab ⇧Tab: no other pane here has rows');
	});
});
