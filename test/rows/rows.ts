// The rows of the system-account tutorial: for each, what must happen at real servers, and where the screen shows it.
import type {NatsConnection} from 'nats';
import {expect} from 'vitest';
import type {Message} from '../../source/message.ts';
import {sumOf} from '../../source/model/accounts.ts';
import {can} from '../../source/model/capabilities.ts';
import {entriesOf} from '../../source/model/journal.ts';
import {createModel, type Model} from '../../source/model/model.ts';
import type {Server} from '../../source/model/server.ts';
import {pingSubject} from '../../source/requests/ping.ts';
import {serverStatsSubject} from '../../source/requests/server-stats.ts';
import {takeIn} from '../../source/take-in.ts';
import type {NatsServer} from '../helpers/nats-server.ts';
import type {Kind} from '../setups/kinds.ts';
import type {SetUp} from '../setups/set-up.ts';
import type {RowTitle} from './row-titles.ts';
import type {Watch} from './watch.ts';

export type Row = {
	readonly title: RowTitle;
	/** Whether a message is what the row is about. */
	readonly isIt: (message: Message) => boolean;
	/** Why it does not happen in a kind of set-up; it does when absent or undefined. */
	readonly whyNot?: (kind: Kind) => string | undefined;
	/** Makes it happen, and looks at the screens for it. */
	readonly show: (setUp: SetUp, watch: Watch) => Promise<void>;
};

const noLeaf = 'no leafnode here';

/** The line that holds all the words; throws with the text when there is none. */
function lineWith(text: string, ...words: readonly (string | RegExp)[]): string {
	const found = text
		.split('\n')
		.find(line => words.every(word => (typeof word === 'string' ? line.includes(word) : word.test(line))));
	if (found === undefined) throw new Error(`no line with ${words.join(' and ')} in\n${text}`);
	return found;
}

function serverOf({model}: Watch, server: NatsServer): Server | undefined {
	return [...model.servers.values()].find(({name}) => name === server.name);
}

/** How an account begins on the screen: with its key, where the server tells no names. */
function accountShown(setUp: SetUp, watch: Watch, account: 'APP' | 'COUNTED'): string {
	const version = serverOf(watch, setUp.far)?.version ?? '';
	return can(version, 'accountNames') ? account : setUp.accountId(account).slice(0, 5);
}

function entryOf({connections}: Model['journals'], kind: string, name: string) {
	for (const [number, {event}] of entriesOf(connections)) {
		if (event.kind === kind && event.name === name) return {number, event};
	}
	return undefined;
}

function notableOf({model}: Watch, kind: string, who: string) {
	return [...entriesOf(model.journals.notables)].findLast(
		([, notable]) => notable.kind === kind && notable.who === who,
	)?.[1];
}

const connectRow: Row = {
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

const disconnectRow: Row = {
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

const connsRow: Row = {
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
					takeIn(both, message);
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

const authErrorRow: Row = {
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

function isLeafSignal(subject: string): boolean {
	return /\.LEAFNODE\.(?:CONNECT|DISCONNECT)$/.test(subject);
}

function isOfLeafnode(word: string) {
	return ({subject, text}: Message): boolean =>
		subject.endsWith(word) && !isLeafSignal(subject) && text.includes('"kind":"Leafnode"');
}

const leafUpRow: Row = {
	title: 'leaf up',
	isIt: isOfLeafnode('.CONNECT'),
	whyNot: ({hasLeafs}) => (hasLeafs ? undefined : noLeaf),
	async show(setUp, watch) {
		await setUp.startLeaf?.('leaf-up');
		const notable = await watch.until('the leafnode', () => notableOf(watch, 'leaf up', 'leaf-up'));
		expect(notable.text).toBe(`leafnode of APP on ${setUp.servers[0]?.name}`);
		lineWith(watch.text('overview'), 'leaf up', 'leaf-up', 'leafnode of APP');
		const app = watch.model.accounts.get(setUp.accountId('APP'));
		await watch.until('its count', () => app !== undefined && sumOf(watch.model, app).leafs > 0);
	},
};

const leafDownRow: Row = {
	title: 'leaf down',
	isIt: isOfLeafnode('.DISCONNECT'),
	whyNot: ({hasLeafs}) => (hasLeafs ? undefined : noLeaf),
	async show(setUp, watch) {
		const leaf = await setUp.startLeaf?.('leaf-down');
		await watch.until('the leafnode', () => notableOf(watch, 'leaf up', 'leaf-down'));
		await leaf?.stop();
		const notable = await watch.until('its end', () => notableOf(watch, 'leaf down', 'leaf-down'));
		const [reason, where] = notable.text.split(', ');
		expect(where).toBe(`leafnode of APP on ${setUp.servers[0]?.name}`);
		// Which of them, is a matter of what was still under way.
		expect(['Client Closed', 'Read Error']).toContain(reason);
		lineWith(watch.text('overview'), 'leaf down', 'leaf-down', notable.text);
	},
};

const leafConnectRow: Row = {
	title: 'LEAFNODE.CONNECT',
	isIt: ({subject}) => subject.endsWith('.LEAFNODE.CONNECT'),
	whyNot({hasLeafs, hasGateways}) {
		if (!hasLeafs) return noLeaf;
		return hasGateways ? undefined : 'only servers with gateways send it';
	},
	async show(setUp, watch) {
		await setUp.startLeaf?.('leaf-signal');
		const {subject} = await watch.until('the signal', () => watch.messages.find(leafConnectRow.isIt));
		expect(subject).toBe('$SYS.ACCOUNT.APP.LEAFNODE.CONNECT');
		lineWith(watch.text('messages'), subject, setUp.servers[0]?.name ?? '');
	},
};

const leafDisconnectRow: Row = {
	title: 'LEAFNODE.DISCONNECT',
	isIt: ({subject}) => subject.endsWith('.LEAFNODE.DISCONNECT'),
	whyNot: ({hasLeafs}) =>
		hasLeafs ? 'no version sends it: the end of a leafnode is a DISCONNECT of kind Leafnode' : noLeaf,
	async show() {},
};

const heartbeatRow: Row = {
	title: 'STATSZ',
	isIt: ({subject}) => subject.startsWith('$SYS.SERVER.') && subject.endsWith('.STATSZ'),
	async show(setUp, watch) {
		const system: NatsConnection = await setUp.connect(setUp.servers[0] ?? setUp.far, 'SYS');
		// Without a reply subject this makes all servers broadcast, which they do every ten seconds anyway.
		const heard = () => setUp.servers.every(server => serverOf(watch, server)?.heartbeatAt !== undefined);
		await watch.until('all heartbeats', () => {
			if (heard()) return true;
			system.publish(pingSubject);
			return false;
		});
		for (const server of setUp.servers) {
			const known = serverOf(watch, server);
			lineWith(watch.text('servers'), server.name, known?.version ?? 'no version');
		}
		await system.close();
	},
};

const serverStatsRow: Row = {
	title: 'id.STATSZ',
	isIt: ({subject}) => /^_INBOX\.[^.]+\.\$SYS\.REQ\.SERVER\.N[A-Z2-7]{55}\.STATSZ$/.test(subject),
	async show(setUp, watch) {
		watch.ask(pingSubject);
		const far = await watch.until('the far server', () => serverOf(watch, setUp.far));
		const subject = serverStatsSubject(far.id);
		expect(watch.page({kind: 'server', id: far.id}).wants.map(wanted => wanted.subject)).toEqual([subject]);
		watch.ask(subject);
		const answer = await watch.until('its answer', () =>
			watch.messages.find(message => message.subject.endsWith(`.${subject}`) && message.subject.startsWith('_INBOX.')),
		);
		const {server, statsz} = JSON.parse(answer.text);
		expect(server.name).toBe(setUp.far.name);
		const {text} = watch.page({kind: 'server', id: far.id});
		lineWith(text, 'version', server.ver);
		lineWith(text, 'cpu', `${statsz.gomaxprocs ?? statsz.cores} cores`);
		lineWith(text, 'connections', 'since the start');
	},
};

const pingRow: Row = {
	title: 'PING',
	isIt: ({subject}) => subject.startsWith('_INBOX.') && subject.endsWith(`.${pingSubject}`),
	async show(setUp, watch) {
		watch.ask(pingSubject);
		const names = setUp.servers.map(({name}) => name).sort();
		await watch.until('all answers', () => {
			const {round, servers} = watch.model;
			if (round?.complete !== true) return false;
			const answered = [...round.answered].map(id => servers.get(id)?.name);
			return answered.sort().join(' ') === names.join(' ');
		});
		lineWith(watch.text('servers'), `${names.length}/${names.length} server`);
		for (const name of names) lineWith(watch.text('servers'), name);
	},
};

const claimsRow: Row = {
	title: 'CLAIMS.UPDATE',
	isIt: ({subject}) => subject.startsWith('$SYS.ACCOUNT.') && subject.endsWith('.CLAIMS.UPDATE'),
	whyNot: ({hasClaims}) => (hasClaims ? undefined : 'accounts of a configuration file have no claims'),
	async show(setUp, watch) {
		const {operating} = setUp;
		if (operating === undefined) throw new Error('there is no operator');
		const id = setUp.accountId('LIMITED');
		const page = () => watch.page({kind: 'account', id});
		// An account is loaded, and its claims are told, once it is in use.
		await setUp.connect(setUp.far, 'LIMITED', {name: 'limited'});
		await watch.until('the account', () => watch.model.accounts.get(id));
		const infoSubject = `$SYS.REQ.ACCOUNT.${id}.INFO`;
		expect(page().wants.map(({subject}) => subject)).toContain(infoSubject);
		watch.ask(infoSubject);
		await watch.until('its claims', () => /connections +100$/m.test(page().text));
		lineWith(page().text, 'issued by', operating.id);
		lineWith(page().text, 'unlimited', 'leafnodes, subscriptions, payload');

		const token = await operating.push('LIMITED', {conn: 50});
		const change = `connections 100 → 50, issued by ${operating.id.slice(0, 5)}…`;
		await watch.until('the change', () => notableOf(watch, 'claims', 'LIMITED')?.text === change);
		lineWith(watch.text('overview'), 'claims', 'LIMITED', change);
		lineWith(page().text, 'connections', '50 (was 100)');
		lineWith(page().text, 'pushed', 'whether servers took them is being asked');
		await watch.until('the servers’ word', () => {
			watch.ask(infoSubject);
			return page().text.includes('and taken');
		});
		lineWith(page().text, 'servers', `${setUp.far.name} goes by these`);
		lineWith(watch.text('messages'), `${id}.CLAIMS.UPDATE`, '[hidden]');

		// What is pushed as a request is not seen as an event, but in what the servers go by afterwards.
		await operating.request('LIMITED', {conn: 40});
		const unseen = `connections 50 → 40, as ${setUp.far.name} tells, issued by ${operating.id.slice(0, 5)}…`;
		await watch.until('the next change', () => {
			watch.ask(infoSubject);
			return notableOf(watch, 'claims', 'LIMITED')?.text === unseen;
		});
		lineWith(watch.text('overview'), unseen);
		lineWith(page().text, 'connections', '40 (was 50)');

		// What no server accepts is told as pushed, and as not taken; what holds is still shown.
		await operating.pushForged('LIMITED', {conn: 7});
		await watch.until('the forgery', () =>
			/^issuer O\S+ → O\S+, connections 40 → 7,/.test(notableOf(watch, 'claims', 'LIMITED')?.text ?? ''),
		);
		await watch.until('what the servers say to it', () => {
			watch.ask(infoSubject);
			return page().text.includes('and no server goes by them');
		});
		lineWith(page().text, 'connections', /40$/);
		for (const part of token.split('.')) {
			const seen = [page().text, watch.text('overview'), watch.text('messages')].join('\n');
			expect(seen).not.toContain(part.slice(0, 24));
		}
	},
};

export const rows: readonly Row[] = [
	connectRow,
	disconnectRow,
	connsRow,
	authErrorRow,
	leafUpRow,
	leafDownRow,
	leafConnectRow,
	leafDisconnectRow,
	heartbeatRow,
	serverStatsRow,
	pingRow,
	claimsRow,
];
