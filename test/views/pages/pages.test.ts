import {describe, expect, test} from 'vitest';
import {tick} from '../../../source/model/tick.ts';
import {lines, pageText} from '../read-screen.ts';
import {demoStage, Stage, startAt} from '../stage.ts';

describe('pages', () => {
	test('find the other half of a connection', () => {
		const left = pageText(demoStage(60, 120, 50, 'connects').press('up', 'up', 'enter'));
		expect(left).toMatch(/\n connected +12:00:45\n/);
		expect(left).toMatch(/\n sent +17 messages, 359 B\n/);
		const connects = demoStage(60, 120, 50, 'connects').press('/').type('name:"NATS CLI" server:n3');
		const came = pageText(connects.press('enter', 'up', 'enter'));
		expect(came).toMatch(/\n disconnected +12:00:59, Client Closed, lived 14 s\n/);
		expect(came).toMatch(/\n sent +17 messages, 359 B\n/);
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
		for (const shown of [stage.text(), stage.press('enter').text(), stage.draw().shown.copy?.text ?? '']) {
			expect(shown).not.toContain('xxxxxxxx');
			expect(shown).not.toContain('n0nce');
			expect(shown).toContain('[hidden]');
		}
	});
});
