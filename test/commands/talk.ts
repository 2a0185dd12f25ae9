// One command in a conversation with servers made for it; time is an argument.
import {expect} from 'vitest';
import {beginCommand} from '../../source/commands/catalogue.ts';
import type {Command, Stepped} from '../../source/commands/command.ts';
import type {CommandTarget} from '../../source/commands/command-target.ts';
import type {Message} from '../../source/wire/message.ts';
import type {Model} from '../../source/model/model.ts';
import type {Request} from '../../source/requests/request.ts';
import {type Fields, idOf, linkUp, MadeServer, noon} from '../events/made-server.ts';
import {replay} from '../helpers/replay.ts';

const account = `A${'B'.repeat(55)}`;
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
export const claimsOf = (id: string, conn: number, iat: number): Fields => ({
	jti: id,
	iat,
	iss: 'OPERATOR',
	sub: account,
	name: 'APP',
	nats: {type: 'account', limits: {conn}},
});
export const issuedAt = noon / 1000 - 60;
export const tokenOf = (claims: Fields): string => `${part({typ: 'JWT', alg: 'ed25519-nkey'})}.${part(claims)}.c2ln`;
export const newClaims = claimsOf('new', 9, issuedAt);
export const oldClaims = claimsOf('old', 5, issuedAt - 60);
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
export class Talk {
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
export const kick = {kind: 'kick', ...onN2} as const satisfies CommandTarget;
export const move = {kind: 'move', ...onN2} as const satisfies CommandTarget;
export const reload = {kind: 'reload', serverId: idOf('n2')} as const satisfies CommandTarget;
export const push = {kind: 'push', account} as const satisfies CommandTarget;

export const open = (more: Fields = {}): Fields => ({
	data: {now: '2026-11-23T12:00:00Z', connections: [{...connection, ...more}]},
});
export const closed = open({stop: '2026-11-23T11:59:00Z', reason: 'Kicked'});
export const variables = (more: Fields = {}): Fields => ({
	data: {server_id: idOf('n2'), start: '2026-11-23T10:00:00Z', config_load_time: '2026-11-23T10:00:00Z', ...more},
});
export const trusting = {
	data: {server_id: idOf('n1'), server_name: 'n1', trusted_operators_claim: [{sub: 'OPERATOR', name: 'op'}]},
};
export const info = (claims: Fields): Fields => ({
	data: {account_name: account, jwt: tokenOf(claims), decoded_jwt: claims},
});
export const unknownAccount = {error: {code: 500, description: 'Account does not exist'}};
export const said = (message: string): Fields => ({data: {account, code: 200, message}});
export const error = (description: string): Fields => ({error: {code: 500, description}});

/** Shown, confirmed, and found to be the same again. */
export function sent(target: CommandTarget, ending: string, body: Fields): Talk {
	const talk = new Talk(target);
	talk.reply(ending, body);
	talk.confirm();
	talk.reply(ending, body);
	expect(talk.command.stage).toBe('sent');
	return talk;
}

/** What n2 says after its heartbeat. */
export const goodbye = (word: 'SHUTDOWN' | 'LAMEDUCK'): Message =>
	Object.assign(new MadeServer('n2'), {sequence: 500}).goodbye(noon, word);
