// The least-privilege lists: each is exactly what is needed. Real servers have one user with each whole list and one
// for each line that is missing; what that user does not get is what the line is for, and he is told of just that.
import {connect, jwtAuthenticator, type NatsConnection} from 'nats';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {type Permission, permissionsFor} from '../../../source/connection/permissions/permissions.ts';
import {permissionsInConfiguration} from '../../../source/connection/permissions/permissions-text.ts';
import type {Message} from '../../../source/wire/message.ts';
import {requestKinds} from '../../../source/requests/catalogue.ts';
import {watchedSubjects} from '../../../source/sources/source.ts';
import {connectAs, type NatsServer, startServer, stopServers} from '../../helpers/nats-server.ts';
import {run, type RunningSource, stopSources} from '../../sources/nats/running-source.ts';
import {failuresOf} from '../catalogue.ts';
import {createOperatorMode} from '../operator-mode.ts';

const {provokes, leftOut} = failuresOf('permissions');

afterAll(async () => {
	await stopSources();
	await stopServers();
});

const dotted = 'my.own.app';
const watchList = permissionsFor('watch', {dottedAccounts: [dotted]});
const askList = permissionsFor('demand', {dottedAccounts: [dotted]});
const actList = permissionsFor('actions', {byJwt: true});
const named = (list: readonly Permission[], missing?: Permission) => list.filter(each => each !== missing);
const nameOf = ({operation, subject}: Permission) => `${operation} ${subject}`;

test('the lists are what this program listens to and asks', () => {
	const subjects = (list: readonly Permission[], wanted: Permission['operation']) =>
		list.filter(({operation}) => operation === wanted).map(({subject}) => subject);
	expect(subjects(permissionsFor('actions'), 'subscribe')).toEqual(['_INBOX.>', ...watchedSubjects]);
	const asked = subjects(permissionsFor('actions'), 'publish');
	expect([...asked].sort()).toEqual(requestKinds.map(({subject}) => subject).sort());
	expect(new Set(subjects(permissionsFor('actions'), 'publish')).size).toBe(
		subjects(permissionsFor('actions'), 'publish').length,
	);
});

/** What one user got: the subjects of events that arrived, of questions that were answered, and what he was refused. */
function gotBy({messages, reports}: RunningSource) {
	const seen = new Set(messages.map(({subject}) => subject.replace(/^_INBOX\.[a-z0-9]+\./, 'answer ')));
	const refused = reports().flatMap(report => (report.state === 'refused' ? [report] : []));
	return {
		has: (subject: string) => seen.has(subject),
		refused: refused.map(({operation, subject}) => `${operation} ${subject}`).sort(),
	};
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Waits until it is so; the deadline is for a machine that has much else to do. */
async function until(what: () => string, isSo: () => boolean, act: () => Promise<void> | void): Promise<void> {
	const end = Date.now() + 30_000;
	while (!isSo()) {
		if (Date.now() > end) throw new Error(what());
		await act();
		await new Promise(resolve => setTimeout(resolve, 20));
	}
}

describe('with accounts in a configuration file', () => {
	let server: NatsServer;
	let admin: NatsConnection;
	let id = '';
	const users = new Map<string, RunningSource>();
	const concrete = (subject: string) => subject.replace('.SERVER.*.', `.SERVER.${id}.`).replace('.*.', '.APP.');
	/** Events as the administrator makes them: nothing keeps others in the system account from sending them. */
	const events = () => [
		...watchedSubjects.map(concrete),
		...watchedSubjects.filter(each => each.startsWith('$SYS.ACCOUNT.')).map(each => each.replace('*', dotted)),
	];
	const questions = () =>
		askList.filter(({operation}) => operation === 'publish').map(({subject}) => concrete(subject));

	beforeAll(async () => {
		const userBlock = (name: string, list: readonly Permission[]) =>
			`{ user: "${name}", password: pw, ${permissionsInConfiguration(list)} }`;
		server = await startServer({
			accounts: `accounts {
				SYS { users: [
					{ user: sys, password: pw }
					${userBlock('watch', watchList)}
					${userBlock('ask', askList)}
					${askList.map((missing, index) => userBlock(`no-${index}`, named(askList, missing))).join('\n')}
				] }
				APP { users: [ { user: app, password: pw } ] }
				"${dotted}" { users: [ { user: own, password: pw } ] }
			}
			system_account: SYS`,
		});
		admin = await connectAs(server, 'sys');
		id = admin.info?.server_id ?? '';
		const names = ['watch', 'ask', ...askList.map((_, index) => `no-${index}`)];
		await Promise.all(
			names.map(async name => users.set(name, await run(`-s ${server.url} --user ${name} --password pw`))),
		);
		for (const {source} of users.values()) for (const subject of questions()) source.ask({subject, body: ''});
		const finished = () =>
			askList.every((missing, index) => {
				const user = userWithout(index);
				return isSame(lackingOf(user), lackingWithout(missing)) && isSame(gotBy(user).refused, refusedWithout(missing));
			});
		const state = () =>
			askList
				.map(
					(missing, index) =>
						`${nameOf(missing)}: ${JSON.stringify([lackingOf(userWithout(index)), gotBy(userWithout(index)).refused])}`,
				)
				.join('\n');
		const tell = async () => {
			for (const subject of events()) admin.publish(subject, '{}');
			await admin.flush();
		};
		await until(state, finished, tell);
		// Nor does anything of it come later.
		await tell();
	});

	function userNamed(name: string): RunningSource {
		const user = users.get(name);
		if (!user) throw new Error(`there is no user ${name}`);
		return user;
	}

	const userWithout = (index: number) => userNamed(`no-${index}`);

	function lackingOf(user: RunningSource) {
		const got = gotBy(user);
		return {
			events: events().filter(each => !got.has(each)),
			answers: questions().filter(each => !got.has(`answer ${each}`)),
		};
	}

	const dottedEvents = () => events().filter(each => each.includes(`.${dotted}.`));

	function lackingWithout({operation, subject}: Permission) {
		// Which accounts have dots has to be asked too.
		if (subject === '_INBOX.>') return {events: dottedEvents(), answers: questions()};
		if (subject.includes(dotted)) return {events: dottedEvents(), answers: []};
		if (operation === 'subscribe') return {events: [concrete(subject)], answers: []};
		return {events: subject.endsWith('.ACCOUNTZ') ? dottedEvents() : [], answers: [concrete(subject)]};
	}

	function refusedWithout({operation, subject}: Permission): string[] {
		if (subject.includes(dotted)) {
			return dottedEvents()
				.map(each => `subscribe ${each}`)
				.sort();
		}
		return [`${operation} ${operation === 'subscribe' ? subject : concrete(subject)}`];
	}

	test('who may ask gets everything and is refused nothing', () => {
		const user = userNamed('ask');
		expect(lackingOf(user)).toEqual({events: [], answers: []});
		expect(gotBy(user).refused).toEqual([]);
	});

	test(`who may only watch sees all events: ${provokes('a request is not permitted')}`, () => {
		const user = userNamed('watch');
		const missing = askList.filter(each => !watchList.some(other => other.subject === each.subject));
		const subjects = missing.map(({subject}) => concrete(subject));
		expect(lackingOf(user)).toEqual({events: [], answers: subjects});
		expect(gotBy(user).refused).toEqual(subjects.map(subject => `publish ${subject}`).sort());
	});

	test.each(askList.map((missing, index) => [nameOf(missing), index, missing] as const))(
		'without %s just that is missing, and told',
		(_, index, missing) => {
			expect(lackingOf(userWithout(index))).toEqual(lackingWithout(missing));
			expect(gotBy(userWithout(index)).refused).toEqual(refusedWithout(missing));
		},
	);

	test(`each refusal is told once: ${provokes('a subscription is not permitted', 'the inbox is not permitted')}`, async () => {
		const inbox = userWithout(askList.findIndex(({subject}) => subject === '_INBOX.>'));
		const ping = userWithout(askList.findIndex(({subject}) => subject === '$SYS.REQ.SERVER.PING'));
		for (const {source, messages} of [inbox, ping]) {
			const before = messages.filter(({text}) => text.includes('"refused"')).length;
			expect(before).toBe(1);
			for (let count = 0; count < 5; count += 1) source.ask({subject: '$SYS.REQ.SERVER.PING', body: ''});
		}
		// What was refused is not asked again for a while, so the server has nothing to refuse.
		const asked = ping.messages.filter(({subject}) => subject === '$SYS.REQ.SERVER.PING').length;
		expect(asked).toBe(1);
		await ping.listening();
		for (const {reports} of [inbox, ping]) {
			expect(reports().filter(({state}) => state === 'refused')).toHaveLength(1);
		}
	});
});

describe('with an operator', () => {
	const operatorMode = createOperatorMode();
	const users = new Map<string, RunningSource>();
	const acts = permissionsFor('actions').slice(permissionsFor('demand').length);
	let server: NatsServer;
	let id = '';

	beforeAll(async () => {
		server = await startServer({accounts: operatorMode.resolverConfig});
		const allowed = (list: readonly Permission[]) => {
			const of = (wanted: Permission['operation']) => ({
				allow: list.filter(({operation}) => operation === wanted).map(({subject}) => subject),
			});
			return {pub: of('publish'), sub: of('subscribe')};
		};
		const lists: [string, readonly Permission[]][] = [
			['watch', permissionsFor('watch', {byJwt: true})],
			['act', actList],
			...acts.map((missing): [string, readonly Permission[]] => [missing.subject, named(actList, missing)]),
		];
		await Promise.all(
			lists.map(async ([name, list]) => {
				const {jwt, seed} = operatorMode.user('SYS', 'top', {nats: allowed(list)});
				users.set(name, await run(`-s ${server.url} --jwt ${jwt} --seed ${seed}`));
			}),
		);
		const up = await userNamed('act').report({state: 'up'});
		id = up.state === 'up' ? up.serverId : '';
	});

	function userNamed(name: string): RunningSource {
		const user = users.get(name);
		if (!user) throw new Error(`there is no user ${name}`);
		return user;
	}

	const concrete = (subject: string) =>
		subject.replace('.SERVER.*.', `.SERVER.${id}.`).replace('.*.', `.${operatorMode.ids.APP}.`);

	/** The answer to a question; undefined when the server refuses it. */
	async function answerTo(user: RunningSource, subject: string, body: string): Promise<unknown> {
		const since = user.messages.length;
		user.source.ask({subject, body});
		const isAnswer = (message: Message) =>
			message.subject.startsWith('_INBOX.') && message.subject.endsWith(`.${subject}`);
		const isRefusal = ({text}: Message) => text === JSON.stringify({state: 'refused', operation: 'publish', subject});
		const told = await user.message(`an answer to ${subject}`, each => isAnswer(each) || isRefusal(each), since);
		return isAnswer(told) ? JSON.parse(told.text) : undefined;
	}

	async function clientOfApp(): Promise<NatsConnection> {
		const {jwt, seed} = operatorMode.user('APP', 'app');
		const authenticator = jwtAuthenticator(jwt, new TextEncoder().encode(seed));
		return await connect({servers: [server.url], authenticator, reconnect: false});
	}

	test('a user with a JWT is refused nothing while he watches', async () => {
		const user = userNamed('watch');
		expect(await answerTo(user, '$SYS.REQ.SERVER.PING', '')).toMatchObject({server: {id}});
		await user.listening();
		expect(gotBy(user).refused).toEqual([]);
	});

	const bodies: Record<string, (client: NatsConnection) => string> = {
		'$SYS.REQ.ACCOUNT.*.CLAIMS.UPDATE': () => operatorMode.accountToken('APP'),
		'$SYS.REQ.SERVER.*.KICK': client => JSON.stringify({cid: client.info?.client_id}),
		'$SYS.REQ.SERVER.*.LDM': client => JSON.stringify({cid: client.info?.client_id}),
		'$SYS.REQ.SERVER.*.RELOAD': () => '',
	};

	test.each(acts.map(({subject}) => subject))('%s is answered, and not without it', async subject => {
		const client = await clientOfApp();
		try {
			const body = bodies[subject]?.(client) ?? '';
			expect(await answerTo(userNamed(subject), concrete(subject), body)).toBeUndefined();
			expect(gotBy(userNamed(subject)).refused).toEqual([`publish ${concrete(subject)}`]);
			expect(client.isClosed()).toBe(false);

			expect(await answerTo(userNamed('act'), concrete(subject), body)).toMatchObject({server: {id}});
			if (subject.endsWith('.KICK')) await client.closed();
			expect(gotBy(userNamed('act')).refused).toEqual([]);
		} finally {
			await client.close();
		}
	});
});

test('none of the catalogue was left out', () => {
	expect(leftOut()).toEqual([]);
});
