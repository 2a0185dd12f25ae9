// Everything for which claims are not pushed, with JWTs made by the library that NATS publishes for that.
import {encodeAccount, encodeActivation, encodeOperator, encodeUser, type OperatorLimits} from '@nats-io/jwt';
import {createAccount, createOperator, createUser} from '@nats-io/nkeys';
import {describe, expect, test} from 'vitest';
import {beginCommand} from '../../source/commands/catalogue.ts';
import type {Command} from '../../source/commands/command.ts';
import {isSignedByIssuer} from '../../source/connection/login/token-signature.ts';
import {linkSubject, type Message} from '../../source/wire/message.ts';
import {claimsOfToken} from '../../source/wire/claims.ts';
import {type Fields, MadeServer} from '../events/made-server.ts';
import {replay} from '../helpers/replay.ts';
import {signatureOf} from '../helpers/signature-of.ts';

const now = Date.UTC(2026, 10, 23, 12);
const seconds = (at: number): number => Math.floor(at / 1000);

const operator = createOperator();
const signingKey = createOperator();
const stranger = createOperator();
const keys = createAccount();
const account = keys.getPublicKey();
const limits: OperatorLimits = {conn: 5, leaf: -1, subs: -1, data: -1, payload: -1, imports: -1, exports: -1};

type Signing = {readonly signer?: typeof operator; readonly exp?: number; readonly nbf?: number};

/** The account's JWT; `command` is made to its claims before they are signed. */
async function tokenBy({signer = operator, ...times}: Signing = {}, command: Fields = {}): Promise<string> {
	const token = await encodeAccount('APP', keys, {limits}, {signer, ...times});
	const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
	const signed = `${token.split('.')[0]}.${part({...claimsOfToken(token), ...times, ...command})}`;
	return `${signed}.${signatureOf(signed, signer)}`;
}

type Told = {
	/** Of VARZ; undefined when the server does not answer. */
	readonly variables?: Fields | undefined;
	/** The JWT that is live; undefined when the account is in use nowhere. */
	readonly live?: string;
};

const claim = {sub: operator.getPublicKey(), name: 'tests', nats: {signing_keys: [signingKey.getPublicKey()]}};
const trusting = {trusted_operators_claim: [claim]};

/** What a push comes to, on one server that says this. */
function pushed(fileText: string, {variables = trusting, live}: Told, of = account): Command {
	const n1 = new MadeServer('n1');
	const up = {state: 'up', address: '127.0.0.1:4222', serverId: n1.id, serverName: 'n1', cid: 7};
	const model = replay([{at: now, subject: linkSubject, text: JSON.stringify(up)}, n1.heartbeat(now)]);
	const context = {now, utc: true, isSigned: isSignedByIssuer, file: 'new.jwt', fileText};
	let {command, asks} = beginCommand(model, {kind: 'push', account: of}, context);
	for (const {subject, body} of asks) {
		const inbox = `_INBOX.t.${subject}`;
		const data = subject.endsWith('.VARZ')
			? variables
			: live === undefined
				? undefined
				: {account_name: of, jwt: live, decoded_jwt: claimsOfToken(live)};
		const answer: Message =
			data === undefined
				? n1.message(now + 2, inbox, {error: {code: 500, description: 'Account does not exist'}})
				: n1.message(now + 2, inbox, {data: {server_id: n1.id, server_name: 'n1', ...data}});
		for (const message of [{at: now + 1, subject, text: body}, answer]) {
			({command} = command.step({kind: 'message', message}));
		}
	}
	return command;
}

const hour = 3_600_000;
const good = await tokenBy({}, {iat: seconds(now - hour)});

const fit = [
	['signed by the operator', good, {}],
	['signed by a signing key', await tokenBy({signer: signingKey}), {}],
	[
		'signed by a signing key, where that is wanted',
		await tokenBy({signer: signingKey}),
		{variables: {trusted_operators_claim: [{...claim, nats: {...claim.nats, strict_signing_key_usage: true}}]}},
	],
	[
		'that expire later, and are valid since then',
		await tokenBy({exp: seconds(now + hour), nbf: seconds(now - hour)}),
		{},
	],
	['newer than the live ones', good, {live: await tokenBy({}, {iat: seconds(now - 2 * hour)})}],
	['as old as the live ones', good, {live: await tokenBy({}, {iat: seconds(now - hour), jti: 'other'})}],
	['between blanks', ` \r\n${good}\n\n`, {}],
	[
		'between lines that say what it is',
		`-----BEGIN NATS ACCOUNT JWT-----\n${good}\n------END NATS ACCOUNT JWT------\n`,
		{},
	],
] as const;

const user = await encodeUser('somebody', createUser(), keys);
const activation = await encodeActivation('share', createAccount(), keys, {subject: 'a', type: 'stream'} as never);
const [head = '', payload = '', signature = ''] = good.split('.');
const otherKeys = createAccount();

const expired = await tokenBy({exp: seconds(now)});

const unfit = [
	['an empty file', '', {}, ['the file holds no JWT']],
	['some text', 'hello, world', {}, ['the file holds no JWT']],
	['three words that are no JWT', 'a.b.c', {}, ['the file holds no JWT']],
	['a user', user, {}, ['it is the JWT of a user, not of an account']],
	['an operator', await encodeOperator('o', operator), {}, ['it is the JWT of an operator, not of an account']],
	['an activation', activation, {}, ['it is the JWT of an activation, not of an account']],
	[
		'another account',
		await encodeAccount('OTHER', otherKeys, {limits}, {signer: operator}),
		{},
		[
			`it is for another account: OTHER (${otherKeys.getPublicKey().slice(0, 5)}…), not ${account} (${account.slice(0, 5)}…)`,
		],
	],
	['expired', expired, {}, ['it has expired: 2026-11-23 12:00:00']],
	[
		'not yet valid',
		await tokenBy({nbf: seconds(now + hour)}),
		{},
		['it is not yet valid: not before 2026-11-23 13:00:00'],
	],
	[
		'of another operator',
		await tokenBy({signer: stranger}),
		{},
		[
			`it is signed by ${stranger.getPublicKey().slice(0, 5)}…, who is neither the operator nor one of its signing keys (tests ${operator.getPublicKey().slice(0, 5)}…)`,
		],
	],
	[
		'signed by itself',
		await encodeAccount('APP', keys, {limits}),
		{},
		[expect.stringMatching(/^it is signed by A\w{4}…, who/)],
	],
	[
		'signed by the operator where a signing key is wanted',
		good,
		{variables: {trusted_operators_claim: [{...claim, nats: {strict_signing_key_usage: true}}]}},
		['it is signed by the operator tests itself, which wants a signing key to be used'],
	],
	[
		'changed after it was signed',
		`${head}.${Buffer.from(JSON.stringify({...claimsOfToken(good), name: 'CHANGED'})).toString('base64url')}.${signature}`,
		{},
		['its signature is not that of the issuer it names'],
	],
	[
		'with another signature',
		`${head}.${payload}.${user.split('.')[2]}`,
		{},
		['its signature is not that of the issuer it names'],
	],
	['the live ones', good, {live: good}, ['the live claims are the same']],
	[
		'older than the live ones',
		good,
		{live: await tokenBy({}, {iat: seconds(now)})},
		['it is older than the live claims: of 2026-11-23 11:00:00, those are of 2026-11-23 12:00:00'],
	],
	[
		'to servers without an operator',
		good,
		{variables: {}},
		['n1 trusts no operator: accounts are in its configuration'],
	],
	[
		'several reasons at once',
		await tokenBy({signer: stranger}, {iat: seconds(now - hour)}),
		{live: await tokenBy({}, {iat: seconds(now)})},
		[expect.stringMatching(/^it is signed by/), expect.stringMatching(/^it is older than/)],
	],
] as const;

describe('claims are pushed', () => {
	test.each(fit)('%s', (_, file, told) => {
		expect(pushed(file, told)).toMatchObject({stage: 'ready', reasons: []});
	});
});

describe('claims are refused', () => {
	test.each(unfit)('%s', (_, file, told, reasons) => {
		const refused = pushed(file, told);
		expect(refused).toMatchObject({stage: 'refused', sentAt: undefined});
		expect(refused.reasons.map(reason => reason.replace(/^new\.jwt: /, ''))).toEqual(reasons);
		// Typing does not help.
		expect(refused.step({kind: 'confirm', text: 'APP', now}).asks).toEqual([]);
	});

	test.each([
		['of no JWT', ''],
		['of a user', user],
		['that has expired', expired],
	])('before anybody is asked, with the account and the file: %s', (_, file) => {
		const refused = pushed(file, {});
		expect(refused.title).toBe(`Push claims of account ${account.slice(0, 5)}…`);
		expect(refused.reasons).toEqual([expect.stringMatching(/^new\.jwt: (?:it|the file) /)]);
	});

	test('for an account that is in the configuration', () => {
		expect(pushed(good, {}, 'APP').reasons).toEqual(['APP is no operator’s account: it has no claims']);
	});
});

test('a token is never part of what is shown', () => {
	const {step: _, ...face} = pushed(good, {});
	expect(JSON.stringify(face)).not.toContain(good.slice(0, 12));
});
