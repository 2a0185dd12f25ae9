import path from 'node:path';
import stringWidth from 'string-width';
import {describe, expect, test} from 'vitest';
import type {Source} from '../../source/sources/source.ts';
import {collectOnce} from '../helpers/collect-once.ts';
import {textOnce} from '../../source/output/text.ts';
import {simulatedSource} from '../../source/sources/simulate/simulated-source.ts';
import {views} from '../../source/views/catalogue.ts';
import {demoStage, startAt} from '../views/stage.ts';

const frames = path.join(import.meta.dirname, '../frames');

function onceOf(view: string, columns: number, ascii = false): string {
	const stage = demoStage(60, columns, 50, view);
	return `${textOnce(stage.core.look(), {columns, ascii})}\n`;
}

describe('text', () => {
	test.each(views.map(({id}) => id))('of %s', async view => {
		await expect(onceOf(view, 100)).toMatchFileSnapshot(path.join(frames, `${view}-once-100x50.txt`));
	});

	test('of ASCII alone', async () => {
		const text = onceOf('overview', 120, true);
		expect(text).toMatch(/^[\x20-\x7e\n]*$/);
		await expect(text).toMatchFileSnapshot(path.join(frames, 'overview-once-ascii-120x50.txt'));
	});

	test('has no keys, no blanks at the ends of lines, and no cursor', () => {
		for (const {id} of views) {
			const text = onceOf(id, 80);
			expect(text).not.toContain('? help');
			expect(text).not.toMatch(/[ ]$/m);
			expect(text).not.toContain('»');
			for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
		}
	});

	test.each(views.map(({id}) => id))('of %s fits any width from 20 columns on, and has rows', id => {
		for (let columns = 20; columns <= 130; columns++) {
			const text = onceOf(id, columns);
			for (const line of text.split('\n')) {
				if (stringWidth(line) > columns) expect(line).toBe(`a line of ${columns} columns`);
			}
			expect(text).not.toContain('too small');
			const body = text.slice(text.indexOf('─\n'));
			expect(body).toMatch(
				{
					overview: /w2/,
					servers: /n1 ★/,
					accounts: /ORDERS/,
					leafs: /edge-/,
					jetstream: /leader/,
					links: /LINKS/,
					messages: /\d\d:\d\d/,
				}[id] ?? /billing|orders|web/,
			);
			if (columns >= 30) {
				expect(body).toMatch(
					{
						overview: /silent/,
						servers: /silent/,
						accounts: /≥\d/,
						leafs: /edge-berlin/,
						jetstream: /silent/,
						links: /w1/,
						messages: /\$SYS/,
					}[id] ?? /svc-|web-|orders/,
				);
			}
		}
	});

	test('has a line for every account', () => {
		const stage = demoStage(60, 80, 24, 'accounts');
		const [one] = stage.model.accounts.values();
		for (let number = 0; number < 100 && one !== undefined; number++) {
			stage.model.accounts.set(`A${number}`, {...one, id: `A${number}`, name: `more-${number}`});
		}
		expect(textOnce(stage.core.look(), {columns: 80, ascii: false}).match(/ more-\d+ /g)).toHaveLength(100);
	});

	test('has a line for every server', () => {
		const stage = demoStage(60, 80, 24, 'servers');
		const one = stage.model.servers.get(stage.model.link.serverId);
		for (let number = 0; number < 100 && one !== undefined; number++) {
			stage.model.servers.set(`N${number}`, {...one, id: `N${number}`, name: `more-${number}`});
		}
		stage.model.serverOrderStale = true;
		expect(textOnce(stage.core.look(), {columns: 80, ascii: false}).match(/ more-\d+ /g)).toHaveLength(100);
	});
});

describe('one look', () => {
	test('waits for the answers of all servers, and for those about accounts', async () => {
		// Its time goes by itself, twenty milliseconds a look.
		let now = startAt;
		const clock = (): number => {
			now += 5;
			return now;
		};
		const source = simulatedSource({seed: 7, now: clock});
		const {model} = await collectOnce(source, {view: 'accounts', utc: true, columns: 120, rows: 50});
		await source.stop();
		expect([...model.servers.values()].filter(({stats}) => stats !== undefined)).toHaveLength(6);
		expect(model.completeAt).toBeDefined();
		expect([...model.accounts.keys()]).toContain('$G');
		expect(model.link.user).toBe('sys');
	});

	test('asks nothing about accounts that are not shown', async () => {
		let now = startAt;
		const clock = (): number => {
			now += 5;
			return now;
		};
		const source = simulatedSource({seed: 7, now: clock});
		const asked: string[] = [];
		const watched: Source = {
			...source,
			ask(request) {
				asked.push(request.subject);
				source.ask(request);
			},
		};
		await collectOnce(watched, {view: 'servers', utc: true, columns: 120, rows: 50});
		await source.stop();
		expect(asked.toSorted()).toEqual(['$SYS.REQ.SERVER.PING', '$SYS.REQ.USER.INFO']);
	});
});
