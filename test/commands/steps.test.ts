// What servers do that real ones seldom do: they are silent, late, gone, old, or say no. Time is an argument here.
import {describe, expect, test} from 'vitest';
import {beginCommand} from '../../source/commands/catalogue.ts';
import type {Command, Stepped} from '../../source/commands/command.ts';
import type {CommandTarget} from '../../source/commands/command-target.ts';
import type {Message} from '../../source/wire/message.ts';
import type {Model} from '../../source/model/model.ts';
import type {Request} from '../../source/requests/request.ts';
import {type Fields, idOf, linkMessage, linkUp, MadeServer, noon} from '../events/made-server.ts';
import {passTo, replay} from '../helpers/replay.ts';

const account = `A${'B'.repeat(55)}`;
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const claimsOf = (id: string, conn: number, iat: number): Fields => ({
	jti: id,
	iat,
	iss: 'OPERATOR',
	sub: account,
	name: 'APP',
	nats: {type: 'account', limits: {conn}},
});
const issuedAt = noon / 1000 - 60;
const tokenOf = (claims: Fields): string => `${part({typ: 'JWT', alg: 'ed25519-nkey'})}.${part(claims)}.c2ln`;
const newClaims = claimsOf('new', 9, issuedAt);
const oldClaims = claimsOf('old', 5, issuedAt - 60);
const token = tokenOf(newClaims);

const connection = {
	cid: 61,
	kind: 'Client',
	type: 'nats',
	ip: '10.0.0.7',
	port: 4711,
	start: '2026-11-23T11:00:00.123456789Z',
	name: 'orders',
	authorized_user: 'app',
	account: 'APP',
};

/** One command and the servers it is about, n1 being the one we are connected to. */
class Talk {
	readonly servers: readonly MadeServer[];
	readonly model: Model;
	readonly asked: Request[] = [];
	command: Command;
	now = noon;

	constructor(target: CommandTarget, messages: readonly Message[] = [], names: readonly string[] = ['n1', 'n2']) {
		this.servers = names.map(name => new MadeServer(name));
		this.model = replay([linkUp(noon), ...this.servers.map(server => server.heartbeat(noon)), ...messages]);
		this.command = this.go(
			beginCommand(this.model, target, {now: noon, utc: true, isSigned: () => true, file: 'new.jwt', fileText: token}),
		);
	}

	/** Questions are seen to go out. */
	go({command, asks}: Stepped, isSent = true): Command {
		this.command = command;
		this.asked.push(...asks);
		for (const {subject, body} of isSent ? asks : []) this.hear({at: this.now, subject, text: body});
		return this.command;
	}

	hear(message: Message): Command {
		return this.go(this.command.step({kind: 'message', message}));
	}

	/** A server answers the newest question with this ending, a millisecond later. */
	reply(ending: string, body: Fields, name = 'n2'): Command {
		const question = this.asked.findLast(({subject}) => subject.endsWith(ending));
		const server = this.servers.find(each => each.name === name) ?? new MadeServer(name);
		this.now++;
		return this.hear(server.message(this.now, `_INBOX.t.${question?.subject}`, body));
	}

	nobody(ending: string): Command {
		const question = this.asked.findLast(({subject}) => subject.endsWith(ending));
		return this.hear({at: ++this.now, subject: `_INBOX.t.${question?.subject}`, text: ''});
	}

	wait(milliseconds: number): Command {
		const end = this.now + milliseconds;
		while (this.now < end) {
			this.now = Math.min(end, this.now + 1000);
			this.go(this.command.step({kind: 'tick', now: this.now}));
		}
		return this.command;
	}

	confirm(): Command {
		return this.go(this.command.step({kind: 'confirm', text: this.command.confirmation?.text ?? '', now: this.now}));
	}

	count(ending: string): number {
		return this.asked.filter(({subject}) => subject.endsWith(ending)).length;
	}
}

const onN2 = {serverId: idOf('n2'), cid: 61, startedAt: undefined} as const;
const kick: CommandTarget = {kind: 'kick', ...onN2};
const move: CommandTarget = {kind: 'move', ...onN2};
const reload: CommandTarget = {kind: 'reload', serverId: idOf('n2')};
const push: CommandTarget = {kind: 'push', account};

const open = (more: Fields = {}): Fields => ({
	data: {now: '2026-11-23T12:00:00Z', connections: [{...connection, ...more}]},
});
const closed = open({stop: '2026-11-23T11:59:00Z', reason: 'Kicked'});
const variables = (more: Fields = {}): Fields => ({
	data: {server_id: idOf('n2'), start: '2026-11-23T10:00:00Z', config_load_time: '2026-11-23T10:00:00Z', ...more},
});
const trusting = {
	data: {server_id: idOf('n1'), server_name: 'n1', trusted_operators_claim: [{sub: 'OPERATOR', name: 'op'}]},
};
const info = (claims: Fields): Fields => ({data: {account_name: account, jwt: tokenOf(claims), decoded_jwt: claims}});
const unknownAccount = {error: {code: 500, description: 'Account does not exist'}};
const said = (message: string): Fields => ({data: {account, code: 200, message}});
const error = (description: string): Fields => ({error: {code: 500, description}});

/** Shown, confirmed, and found to be the same again. */
function sent(target: CommandTarget, ending: string, body: Fields): Talk {
	const talk = new Talk(target);
	talk.reply(ending, body);
	talk.confirm();
	talk.reply(ending, body);
	expect(talk.command.stage).toBe('sent');
	return talk;
}

/** What n2 says after its heartbeat. */
const goodbye = (word: 'SHUTDOWN' | 'LAMEDUCK'): Message =>
	Object.assign(new MadeServer('n2'), {sequence: 500}).goodbye(noon, word);

describe('nothing is sent', () => {
	test.each([
		['the server has stopped', [goodbye('SHUTDOWN')], 'n2 has stopped'],
		['it drains', [goodbye('LAMEDUCK')], 'n2 drains (lame duck) and takes no requests'],
		['the link is down', [linkMessage(noon, {state: 'down', reason: 'cut'})], 'the link is down'],
		[
			'it is too old',
			[new MadeServer('n2', {ver: '2.9.25'}, idOf('old')).heartbeat(noon)],
			'on n2, which is 2.9.25, connections cannot be kicked or asked to move, nor its configuration reloaded (since 2.10)',
		],
	])('when %s', (_, messages, why) => {
		for (const target of [kick, move, reload]) {
			const its = why.includes('2.9.25') ? {...target, serverId: idOf('old')} : target;
			const talk = new Talk(its, messages);
			expect(talk.command).toMatchObject({stage: 'refused', reasons: [why]});
			expect(talk.asked).toEqual([]);
		}
	});

	test('to a server that is silent, or not known', () => {
		const talk = new Talk(kick);
		passTo(talk.model, noon);
		const other = new MadeServer('other');
		for (let at = noon + 10_000; at <= noon + 120_000; at += 10_000) replay([other.heartbeat(at)], {model: talk.model});
		const context = {now: noon + 120_000, utc: true, isSigned: () => true, file: 'new.jwt', fileText: ''};
		expect(beginCommand(talk.model, reload, context)).toMatchObject({
			command: {reasons: ['n2 is silent']},
			asks: [],
		});
		const unknown = {kind: 'reload', serverId: idOf('n9')} as const;
		expect(beginCommand(talk.model, unknown, context).command.reasons).toEqual(['this server is no longer known']);
	});

	test.each([kick, move, reload])('when the server does not answer: $kind', target => {
		const talk = new Talk(target);
		expect(talk.wait(2000).stage).toBe('looking');
		expect(talk.wait(1000)).toMatchObject({stage: 'refused', reasons: ['n2 does not answer']});
	});

	test('when nobody is there, or the answer is an error', () => {
		const ended = new Talk(kick);
		expect(ended.nobody('.CONNZ')).toMatchObject({stage: 'refused', reasons: ['n2 is not there any more']});
		const broken = new Talk(reload);
		expect(broken.reply('.VARZ', error('no'))).toMatchObject({stage: 'refused', reasons: ['n2 says: no']});
	});

	test('when what is to be asked does not go out', () => {
		const talk = new Talk(kick);
		talk.reply('.CONNZ', open());
		talk.go(talk.command.step({kind: 'confirm', text: 'orders', now: talk.now}), false);
		expect(talk.wait(1000)).toMatchObject({
			stage: 'refused',
			reasons: ['nothing was asked: the link is down, or our user may not ask for it'],
		});
		expect(talk.count('.KICK')).toBe(0);
	});

	test('when our user may not', () => {
		const talk = sent(kick, '.CONNZ', open());
		const subject = talk.asked.at(-1)?.subject ?? '';
		talk.hear(linkMessage(talk.now, {state: 'refused', operation: 'publish', subject}));
		expect(talk.command).toMatchObject({
			stage: 'refused',
			reasons: [`our user may not publish to ${subject}`],
			sentAt: undefined,
		});
	});

	test('to another connection than the one that was shown', () => {
		for (const [more, why] of [
			[{start: '2026-11-23T11:59:59Z'}, '61 is now orders@APP from 10.0.0.7:4711'],
			[{name: 'billing'}, '61 is now billing@APP from 10.0.0.7:4711'],
			[{port: 4712}, '61 is now orders@APP from 10.0.0.7:4712'],
		] as const) {
			const talk = new Talk(kick);
			talk.reply('.CONNZ', open());
			talk.confirm();
			expect(talk.reply('.CONNZ', open(more))).toMatchObject({
				stage: 'refused',
				reasons: [`that connection is closed; ${why}`],
			});
			expect(talk.count('.KICK')).toBe(0);
		}
	});

	test('to a server that was started again', () => {
		const talk = new Talk(reload);
		talk.reply('.VARZ', variables());
		talk.confirm();
		expect(talk.reply('.VARZ', variables({start: '2026-11-23T11:59:00Z'}))).toMatchObject({
			stage: 'refused',
			reasons: ['n2 was started again at 11:59:00'],
		});
	});

	test('twice for two confirmations', () => {
		const talk = sent(kick, '.CONNZ', open());
		talk.confirm();
		talk.reply('.KICK', {});
		talk.confirm();
		expect(talk.count('.KICK')).toBe(1);
	});

	test('by answers of others', () => {
		const talk = new Talk(kick);
		expect(talk.reply('.CONNZ', open(), 'n1').stage).toBe('looking');
	});
});

describe('a kick', () => {
	test('may be refused by the server', () => {
		const talk = sent(kick, '.CONNZ', open());
		expect(talk.reply('.KICK', error('no such client or leafnode id'))).toMatchObject({
			stage: 'done',
			reports: [{server: 'n2', text: 'did not: no such client or leafnode id', tone: 'bad', afterMs: 1}],
			conclusion: {text: 'nothing was changed', tone: 'bad'},
		});
	});

	test('may stay without an answer, and have been done', () => {
		const talk = sent(kick, '.CONNZ', open());
		expect(talk.wait(3000)).toMatchObject({
			stage: 'verifying',
			reports: [{text: 'has not answered yet', tone: 'warn'}],
		});
		expect(talk.reply('.CONNZ', closed)).toMatchObject({
			stage: 'done',
			conclusion: {text: 'connection 61 was closed at 11:59:00: Kicked', tone: 'good'},
		});
	});

	test('may have no effect', () => {
		const talk = sent(kick, '.CONNZ', open());
		talk.reply('.KICK', {});
		talk.reply('.CONNZ', open());
		expect(talk.command.conclusion).toEqual({text: 'connection 61 is still open, looking again…', tone: 'warn'});
		expect(talk.wait(4000)).toMatchObject({
			stage: 'done',
			conclusion: {text: 'connection 61 is still open', tone: 'bad'},
		});
	});

	test('may not be seen to have had one', () => {
		const talk = sent(kick, '.CONNZ', open());
		talk.reply('.KICK', {});
		expect(talk.wait(4000)).toMatchObject({
			stage: 'done',
			conclusion: {text: 'whether connection 61 is open is not known: n2 does not answer', tone: 'warn'},
		});
	});

	test('of a leafnode says what it cuts; nobody asks one to move', () => {
		const leaf = open({kind: 'Leafnode', type: '', name: 'edge'});
		const talk = new Talk(kick);
		expect(talk.reply('.CONNZ', leaf).warnings).toEqual([
			'The whole leafnode link is cut, for everyone behind it; it usually comes back at once.',
		]);
		expect(new Talk(move).reply('.CONNZ', leaf)).toMatchObject({
			stage: 'refused',
			reasons: ['only clients can be asked to move, leafnodes cannot'],
		});
	});

	test('does not show a token that an old server tells as the user', () => {
		const talk = new Talk({...kick, serverId: idOf('older')}, [
			new MadeServer('older', {ver: '2.10.20'}).heartbeat(noon),
		]);
		const shown = talk.reply('.CONNZ', open({name: '', account: '$G', authorized_user: 's3cret'}), 'older');
		expect(shown).toMatchObject({stage: 'ready', confirmation: {text: '61', what: 'the connection’s id'}});
		const {step: _, ...face} = shown;
		expect(JSON.stringify(face)).not.toContain('s3cret');
	});
});

describe('a move', () => {
	test('may be refused by the client’s library', () => {
		const talk = sent(move, '.CONNZ', open());
		const why = 'client does not support Lame Duck Mode or is not ready to receive the notification';
		expect(talk.reply('.LDM', error(why)).reports).toMatchObject([{text: `did not: ${why}`}]);
	});

	test('is waited for, and it is told when the client stays', () => {
		const talk = sent(move, '.CONNZ', open());
		talk.reply('.LDM', {});
		talk.reply('.CONNZ', open());
		expect(talk.wait(10_000).stage).toBe('verifying');
		talk.reply('.CONNZ', open());
		expect(talk.wait(6000)).toMatchObject({
			stage: 'done',
			conclusion: {text: 'connection 61 is still open: it was told, and stays for now', tone: 'warn'},
		});
	});

	test('says when there is nowhere to go', () => {
		const alone = new Talk({...move, serverId: idOf('n1')}, [], ['n1']);
		expect(alone.reply('.CONNZ', open(), 'n1').warnings.at(-1)).toMatch(/nowhere to go/);
		expect(new Talk(move).reply('.CONNZ', open()).warnings.join(' ')).not.toMatch(/nowhere to go/);
	});
});

describe('a reload', () => {
	test('may be answered, and not be seen', () => {
		const talk = sent(reload, '.VARZ', variables());
		talk.reply('.RELOAD', {});
		talk.reply('.VARZ', variables());
		expect(talk.wait(11_000)).toMatchObject({
			stage: 'done',
			conclusion: {text: 'the configuration is the one it had', tone: 'bad'},
		});
	});

	test('takes the beginning of the id where the name cannot be typed', () => {
		const strange = new MadeServer('ñ', {}, idOf('strange'));
		const talk = new Talk({...reload, serverId: strange.id}, [strange.heartbeat(noon)]);
		talk.now++;
		const subject = `_INBOX.t.${talk.asked[0]?.subject}`;
		expect(talk.hear(strange.message(talk.now, subject, variables({server_id: strange.id}))).confirmation).toEqual({
			text: strange.id.slice(0, 8),
			what: 'the first 8 characters of the server’s id, as the server’s name cannot be typed',
		});
	});
});

describe('a push', () => {
	function shown(): Talk {
		const talk = new Talk(push, [], ['n1', 'n2', 'n3']);
		talk.reply('.VARZ', trusting, 'n1');
		for (const name of ['n1', 'n2', 'n3']) talk.reply('.INFO', name === 'n3' ? unknownAccount : info(oldClaims), name);
		expect(talk.command.stage).toBe('ready');
		return talk;
	}

	function onItsWay(): Talk {
		const talk = shown();
		talk.confirm();
		talk.reply('.VARZ', trusting, 'n1');
		for (const name of ['n1', 'n2', 'n3']) talk.reply('.INFO', name === 'n3' ? unknownAccount : info(oldClaims), name);
		expect(talk.command.stage).toBe('sent');
		return talk;
	}

	const reports = ({command}: Talk): readonly string[] => command.reports.map(({server, text}) => `${server} ${text}`);

	test('reports what each server did', () => {
		const talk = onItsWay();
		talk.reply('.UPDATE', said('jwt updated'), 'n1');
		talk.reply('.UPDATE', error('jwt validation failed - validation errors: x'), 'n2');
		talk.reply('.UPDATE', said('jwt update skipped'), 'n3');
		talk.reply('.INFO', info(newClaims), 'n1');
		talk.reply('.INFO', info(oldClaims), 'n2');
		talk.reply('.INFO', unknownAccount, 'n3');
		expect(reports(talk)).toEqual([
			'n1 goes by the new claims, “jwt updated”',
			'n2 refuses them: jwt validation failed - validation errors: x',
			'n3 leaves them: the account is not in use there, “jwt update skipped”',
		]);
		expect(talk.command).toMatchObject({
			stage: 'done',
			conclusion: {text: '1 of 3 servers took the new claims', tone: 'bad'},
		});
	});

	test('names who said yes and goes on as before, and who says nothing', () => {
		const talk = onItsWay();
		talk.reply('.UPDATE', said('jwt updated'), 'n1');
		talk.reply('.UPDATE', said('jwt updated'), 'n2');
		expect(talk.wait(1000).stage).toBe('verifying');
		talk.reply('.INFO', info(newClaims), 'n1');
		talk.reply('.INFO', info(oldClaims), 'n2');
		expect(talk.command.conclusion).toEqual({text: '1 of 3 servers took the new claims so far…', tone: 'warn'});
		talk.wait(3000);
		expect(reports(talk)).toEqual([
			'n1 goes by the new claims, “jwt updated”',
			'n2 goes by the old claims, “jwt updated”',
			'n3 does not answer',
		]);
		expect(talk.command).toMatchObject({stage: 'done', conclusion: {tone: 'bad'}});
	});

	test('counts an answer that comes late, and one of somebody who is no server', () => {
		const talk = onItsWay();
		for (const name of ['n1', 'n2', 'nats-account-server']) talk.reply('.UPDATE', said('jwt updated'), name);
		expect(talk.wait(1000).stage).toBe('verifying');
		talk.reply('.UPDATE', said('jwt updated'), 'n3');
		for (const name of ['n1', 'n2', 'n3']) talk.reply('.INFO', info(newClaims), name);
		expect(reports(talk).slice(0, 3)).toEqual(
			['n1', 'n2', 'n3'].map(name => `${name} goes by the new claims, “jwt updated”`),
		);
		expect(talk.command.reports.map(({server}) => server)).toContain('nats-account-server');
	});

	test('to nobody who takes claims is told as that', () => {
		const talk = onItsWay();
		expect(talk.nobody('.UPDATE')).toMatchObject({
			stage: 'done',
			conclusion: {text: 'no server takes claims: nothing was changed', tone: 'bad'},
		});
	});

	test('shows where servers disagree', () => {
		const talk = new Talk(push);
		talk.reply('.VARZ', trusting, 'n1');
		talk.reply('.INFO', info(oldClaims), 'n1');
		const command = talk.reply('.INFO', info(claimsOf('older', 4, issuedAt - 120)), 'n2');
		expect(command.parts[0]).toMatchObject({
			heading: 'What changes',
			note: 'against the live ones of 2026-11-23 11:58:00',
			facts: [
				{name: 'connections', value: '5 → 9', tone: 'accent'},
				{name: 'others live on', value: 'n2', tone: 'warn'},
			],
		});
	});

	test('is refused when the claims expire while they are looked at', () => {
		const talk = new Talk(push);
		expect(talk.command.stage).toBe('looking');
		const expiring = tokenOf({...newClaims, exp: noon / 1000 + 60});
		talk.go(
			beginCommand(talk.model, push, {now: noon, utc: true, isSigned: () => true, file: 'new.jwt', fileText: expiring}),
		);
		for (const at of [1, 61]) {
			talk.now = noon + at * 1000;
			talk.reply('.VARZ', trusting, 'n1');
			for (const name of ['n1', 'n2']) talk.reply('.INFO', info(oldClaims), name);
			talk.confirm();
		}
		expect(talk.command).toMatchObject({stage: 'refused', reasons: ['it has expired: 2026-11-23 12:01:00']});
		expect(talk.count('.UPDATE')).toBe(0);
	});

	test('waits for no server that was silent before', () => {
		const talk = new Talk(push, [], ['n1', 'n2', 'n3']);
		talk.reply('.VARZ', trusting, 'n1');
		talk.reply('.INFO', info(oldClaims), 'n1');
		expect(talk.wait(500).stage).toBe('looking');
		expect(talk.wait(1000).stage).toBe('ready');
	});
});
