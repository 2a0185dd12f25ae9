// Clients that come, go, are counted and are refused.
import {expect} from 'vitest';
import type {Message} from '../../source/wire/message.ts';
import {sumOf} from '../../source/model/accounts.ts';
import {createModel, type Model} from '../../source/model/model.ts';
import {ingest} from '../../source/core/ingest.ts';
import {accountShown, entryOf, isLeafSignal, lineWith, type Row} from './row.ts';

export const connectRow: Row = {
	title: 'CONNECT',
	isIt: ({subject}) => subject.startsWith('$SYS.ACCOUNT.') && subject.endsWith('.CONNECT') && !isLeafSignal(subject),
	async show(setUp, watch) {
		await setUp.connect(setUp.far, 'APP', {name: 'comes'});
		const {number, event} = await watch.until('its connect', () => entryOf(watch.model.journals, 'connect', 'comes'));
		expect(event).toMatchObject({
			account: setUp.accountId('APP'),
			serverName: setUp.far.name,
			connectionKind: 'Client',
		});
		lineWith(watch.text('connects'), /\+/, 'comes', accountShown(setUp, watch, 'APP'), setUp.far.name);
		const {text} = watch.page({kind: 'connection', journal: 'connections', number});
		lineWith(text, 'server', setUp.far.name);
		lineWith(text, 'since then', 'still connected');
	},
};

export const disconnectRow: Row = {
	title: 'DISCONNECT',
	isIt: ({subject}) => subject.startsWith('$SYS.ACCOUNT.') && subject.endsWith('.DISCONNECT') && !isLeafSignal(subject),
	async show(setUp, watch) {
		const client = await setUp.connect(setUp.far, 'APP', {name: 'goes'});
		client.publish('a.subject', '12345');
		await client.flush();
		await client.close();
		const {number, event} = await watch.until('its goodbye', () => entryOf(watch.model.journals, 'disconnect', 'goes'));
		expect(event).toMatchObject({reason: 'Client Closed', sent: {messages: 1, bytes: 5}, serverName: setUp.far.name});
		lineWith(watch.text('connects'), /−/, 'goes', 'Client Closed', setUp.far.name);
		const {text} = watch.page({kind: 'connection', journal: 'connections', number});
		lineWith(text, 'it sent', '1 messages, 5 B');
	},
};

export const connsRow: Row = {
	title: 'CONNS',
	isIt: ({subject}) => subject.endsWith('.SERVER.CONNS'),
	async show(setUp, watch) {
		const account = setUp.accountId('COUNTED');
		const counted = (model: Model): number => {
			const found = model.accounts.get(account);
			return found === undefined ? -1 : sumOf(model, found).connections;
		};
		// The program listens to the new subject alone; a recording may hold the old one too.
		const both = createModel();
		const seen: Message[] = [];
		const system = await setUp.connect(setUp.servers[0] ?? setUp.far, 'SYS');
		const subjects = [`$SYS.ACCOUNT.${account}.SERVER.CONNS`, `$SYS.SERVER.ACCOUNT.${account}.CONNS`] as const;
		for (const watched of subjects) {
			system.subscribe(watched, {
				callback(_, {subject, data}) {
					const message = {at: Date.now(), subject, text: new TextDecoder().decode(data)};
					seen.push(message);
					ingest(both, message);
				},
			});
		}
		await system.flush();
		const clients = await Promise.all([1, 2, 3].map(() => setUp.connect(setUp.far, 'COUNTED', {name: 'counted'})));
		await watch.until('three connections', () => counted(watch.model) === 3 && counted(both) === 3);
		const shown = accountShown(setUp, watch, 'COUNTED');
		lineWith(watch.text('accounts'), shown, / 3 /);
		await clients[0]?.close();
		await watch.until('two connections', () => counted(watch.model) === 2 && counted(both) === 2);
		lineWith(watch.text('accounts'), shown, / 2 /);
		lineWith(watch.page({kind: 'account', id: account}).text, setUp.far.name, /2 conns/);

		// Each came on both subjects, and counts once.
		const idsOn = (subject: string): unknown[] =>
			seen
				.filter(message => message.subject === subject)
				.map(({text}) => JSON.parse(text).id)
				.sort();
		const ids = await watch.until('the same on both subjects', () => {
			const ids = idsOn(subjects[0]);
			return ids.join(' ') === idsOn(subjects[1]).join(' ') && ids;
		});
		expect(ids.length).toBeGreaterThanOrEqual(4);
		expect(both.duplicates).toBe(seen.length / 2);
		await system.close();
	},
};

export const authErrorRow: Row = {
	title: 'AUTH.ERR',
	isIt: ({subject}) => subject.startsWith('$SYS.SERVER.') && subject.endsWith('.CLIENT.AUTH.ERR'),
	async show(setUp, watch) {
		await setUp.beRefused(setUp.far, 'stranger');
		const refused = await watch.until('its refusal', () =>
			[...watch.model.refused.values()].find(({name}) => name === 'stranger'),
		);
		expect(refused.user).toMatch(setUp.operating === undefined ? /^nobody$/ : /^U[A-Z2-7]{55}$/);
		expect([...refused.servers]).toEqual([setUp.far.name]);
		expect(refused.attempts.total).toBe(1);
		lineWith(watch.text('auth'), 'stranger', setUp.far.name, 'Authentication Failure');
		lineWith(watch.page({kind: 'refused', key: refused.key}).text, 'last reason', 'Authentication Failure');
	},
};
