// Clients that connect, disconnect, are counted and are refused.
import {expect} from 'vitest';
import type {Message} from '../../source/wire/message.ts';
import {sumOf} from '../../source/model/account-sum.ts';
import {createModel, type Model} from '../../source/model/model.ts';
import {shownNamesOf} from '../../source/model/server-names.ts';
import {ingest} from '../../source/core/ingest.ts';
import {accountShown, entryOf, isLeafSignal, lineWith, type TutorialMessage} from './tutorial-message.ts';

export const connectMessage: TutorialMessage = {
	title: 'CONNECT',
	matches: ({subject}) => subject.startsWith('$SYS.ACCOUNT.') && subject.endsWith('.CONNECT') && !isLeafSignal(subject),
	async provoke(topology, watch) {
		await topology.connect(topology.far, 'APP', {name: 'comes'});
		const {number, event} = await watch.until('its connect', () => entryOf(watch.model.journals, 'connect', 'comes'));
		expect(event).toMatchObject({
			account: topology.accountId('APP'),
			serverName: topology.far.name,
			connectionKind: 'Client',
		});
		lineWith(watch.text('connects'), /\+/, 'comes', accountShown(topology, watch, 'APP'), topology.far.name);
		const {text} = watch.page({kind: 'connection', journal: 'connections', number});
		lineWith(text, 'server', topology.far.name);
		lineWith(text, 'now', 'still connected');
	},
};

export const disconnectMessage: TutorialMessage = {
	title: 'DISCONNECT',
	matches: ({subject}) =>
		subject.startsWith('$SYS.ACCOUNT.') && subject.endsWith('.DISCONNECT') && !isLeafSignal(subject),
	async provoke(topology, watch) {
		const client = await topology.connect(topology.far, 'APP', {name: 'goes'});
		client.publish('a.subject', '12345');
		await client.flush();
		await client.close();
		const {number, event} = await watch.until('its goodbye', () => entryOf(watch.model.journals, 'disconnect', 'goes'));
		expect(event).toMatchObject({
			reason: 'Client Closed',
			sent: {messages: 1, bytes: 5},
			serverName: topology.far.name,
		});
		lineWith(watch.text('connects'), /−/, 'goes', 'Client Closed', topology.far.name);
		const {text} = watch.page({kind: 'connection', journal: 'connections', number});
		lineWith(text, 'sent', '1 messages, 5 B');
	},
};

export const connsMessage: TutorialMessage = {
	title: 'CONNS',
	matches: ({subject}) => subject.endsWith('.SERVER.CONNS'),
	async provoke(topology, watch) {
		const account = topology.accountId('COUNTED');
		const counted = (model: Model): number => {
			const found = model.accounts.get(account);
			return found === undefined ? -1 : (sumOf(model, found).connections ?? -1);
		};
		// The program listens to the new subject alone; a recording may hold the old one too.
		const both = createModel();
		const seen: Message[] = [];
		const system = await topology.connect(topology.servers[0] ?? topology.far, 'SYS');
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
		const clients = await Promise.all(
			[1, 2, 3].map(() => topology.connect(topology.far, 'COUNTED', {name: 'counted'})),
		);
		await watch.until('three connections', () => counted(watch.model) === 3 && counted(both) === 3);
		const shown = accountShown(topology, watch, 'COUNTED');
		lineWith(watch.text('accounts'), shown, / 3 /);
		await clients[0]?.close();
		await watch.until('two connections', () => counted(watch.model) === 2 && counted(both) === 2);
		lineWith(watch.text('accounts'), shown, / 2 /);
		lineWith(watch.page({kind: 'account', id: account}).text, topology.far.name, /2 conns/);

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

export const authErrorMessage: TutorialMessage = {
	title: 'AUTH.ERR',
	matches: ({subject}) => subject.startsWith('$SYS.SERVER.') && subject.endsWith('.CLIENT.AUTH.ERR'),
	async provoke(topology, watch) {
		await topology.beRefused(topology.far, 'stranger');
		const refused = await watch.until('its refusal', () =>
			[...watch.model.refused.values()].find(({name}) => name === 'stranger'),
		);
		expect(refused.user).toMatch(topology.operator === undefined ? /^nobody$/ : /^U[A-Z2-7]{55}$/);
		expect(shownNamesOf(watch.model, refused.servers)).toEqual([topology.far.name]);
		expect(refused.attempts.total).toBe(1);
		lineWith(watch.text('auth'), 'stranger', topology.far.name, 'Authentication Failure');
		lineWith(watch.page({kind: 'refused', key: refused.key}).text, 'last reason', 'Authentication Failure');
	},
};
