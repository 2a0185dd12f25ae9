import {expect, test} from 'vitest';
import {createModel} from '../../../source/model/model.ts';
import {notKept} from '../../../source/views/frame/not-kept.ts';
import {demoStage} from '../stage.ts';

test.each([
	[{}, undefined],
	[{connections: 12}, '12 connections not kept'],
	[{clients: 2312, servers: 100}, '2,312 clients, 100 servers not kept'],
	// Those stand in the titles of their own lists.
	[{accounts: 5, refused: 7}, undefined],
])('of %j', (forgotten, text) => {
	const model = createModel();
	Object.assign(model.forgotten, forgotten);
	expect(notKept(model)?.text).toBe(text);
});

test('stands on every screen that is high enough, and servers in the title of their list', () => {
	const stage = demoStage(6, 160, 36, 'servers');
	expect(stage.text()).not.toMatch(/not kept|dropped/);
	Object.assign(stage.model.forgotten, {clients: 2312, servers: 100});
	expect(stage.text()).toContain('2,312 clients, 100 servers not kept');
	expect(stage.text()).toContain('100 quiet ones dropped');
});
