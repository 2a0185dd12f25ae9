import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {ingest} from '../../source/core/ingest.ts';
import {can} from '../../source/model/capabilities.ts';
import {createModel, type Model} from '../../source/model/model.ts';
import {redactSubject, redactText} from '../../source/recording/redact.ts';
import {givesTokens} from '../../source/wire/client-user.ts';
import {openEnvelope} from '../../source/wire/envelope.ts';
import type {Message} from '../../source/wire/message.ts';
import {MadeServer, noon} from '../events/made-server.ts';
import {fixtureNames, messagesOf, replay} from '../helpers/replay.ts';
import {realMessages} from '../wire/mutations.ts';
import {createOperatorMode} from '../topologies/operator.ts';
import {planted, seed, token} from './secrets.ts';

function redacted({at, subject, text}: Message): Message {
	return {at, subject: redactSubject(subject), text: redactText(text, openEnvelope(text))};
}

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

/** All that a model has decoded; not how long the messages were. */
function decoded(model: Model): unknown {
	const {journals, longTexts: _, ...rest} = model;
	return {...rest, journals: {...journals, messages: journals.messages.slots.map(({understood}) => understood)}};
}

function ingested(messages: readonly Message[]): Model {
	const model = createModel();
	for (const message of messages) ingest(model, message);
	return model;
}

describe('recordings of real servers', () => {
	test.each(fixtureNames)('%s decodes to the same when it is redacted', fixture => {
		const messages = messagesOf(fixture);
		expect(decoded(replay(messages.map(redacted)))).toEqual(decoded(replay(messages)));
	});

	test('stay as they are where no secret stands in them', () => {
		for (const {text} of realMessages) {
			const shown = redactText(text, openEnvelope(text));
			if (!shown.includes('[hidden]')) expect(shown).toBe(text);
		}
	});
});

describe('a planted secret', () => {
	test('is cut out, JSON stays JSON, and the rest decodes to the same', () => {
		fc.assert(
			fc.property(planted, ({message, secrets}) => {
				const shown = redacted(message);
				const parsed: unknown = isJson(shown.text) ? JSON.parse(shown.text) : '';
				for (const secret of secrets) {
					expect(shown.text).not.toContain(secret);
					expect(JSON.stringify(parsed)).not.toContain(secret);
				}
				expect(isJson(shown.text)).toBe(isJson(message.text));
				expect(redacted(shown)).toEqual(shown);
				expect(decoded(ingested([shown]))).toEqual(decoded(ingested([message])));
			}),
			{numRuns: 3000},
		);
	});

	test('is cut out of a beginning, wherever that ends', () => {
		fc.assert(
			fc.property(planted, fc.double({min: 0, max: 1, noNaN: true}), ({message: {text}, secrets}, share) => {
				const length = Math.floor(text.length * share);
				const shown = redactText(text, openEnvelope(text), length);
				for (const secret of secrets) expect(shown).not.toContain(secret);
			}),
			{numRuns: 1000},
		);
	});

	test('never gets into a model', () => {
		fc.assert(
			fc.property(planted, ({message, secrets}) => {
				const text = JSON.stringify(ingested([message]), (_, value: unknown) =>
					value instanceof Map || value instanceof Set ? [...value] : value,
				);
				for (const secret of secrets) expect(text).not.toContain(secret);
			}),
			{numRuns: 1000},
		);
	});

	test('in the name of an account is cut out of the subject', () => {
		fc.assert(
			fc.property(fc.oneof(token, seed), secret => {
				expect(redactSubject(`$SYS.ACCOUNT.${secret}.CONNECT`)).toBe('$SYS.ACCOUNT.[hidden].CONNECT');
			}),
		);
	});
});

describe('claims', () => {
	test.each(['$SYS.ACCOUNT.A.CLAIMS.UPDATE', '$SYS.REQ.CLAIMS.UPDATE', '$SYS.REQ.ACCOUNT.A.CLAIMS.UPDATE'])(
		'on %s are kept without the token they came in',
		async subject => {
			const operator = await createOperatorMode(['SYS', 'APP']);
			const text = await operator.account('APP').token({conn: 12});
			const message = {at: noon, subject, text};
			const shown = redacted(message);
			expect(JSON.parse(shown.text)).toMatchObject({name: 'APP', nats: {limits: {conn: 12}}});
			for (const part of text.split('.')) expect(shown.text).not.toContain(part);
			const [model, again] = [ingested([message]), ingested([shown])];
			expect(decoded(again)).toEqual(decoded(model));
			expect(redacted(shown)).toEqual(shown);
		},
	);

	test('of other kinds are not kept', async () => {
		const creds = await (await createOperatorMode(['SYS'])).account('SYS').creds('sys');
		const [, jwt = ''] = /BEGIN NATS USER JWT-----\n(\S+)/.exec(creds) ?? [];
		expect(redactText(jwt, undefined)).toBe('[hidden]');
		expect(redactText(creds, undefined)).not.toMatch(/eyJ|SU[A-Z2-7]/);
	});
});

describe('a token as user', () => {
	const key = `U${'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.repeat(2)}`.slice(0, 56);
	const old = ['2.9.10', '2.10.25', '2.10.27', '2.11.0', '2.11.1'];
	const fresh = ['2.10.28', '2.10.29', '2.11.2', '2.12.0', '2.15.2'];

	test.each([...old, ...fresh, '2.10.0-RC.1', '2.14.0', '1.4.1', '3.0.0', 'strange', ''])('is given by %j', version => {
		expect(givesTokens(version)).toBe(!can(version, 'hiddenTokens'));
	});

	const of = (ver: string): MadeServer => new MadeServer('n1', {ver});
	const clients: ReadonlyArray<readonly [string, (ver: string) => Message]> = [
		['a refused login', ver => of(ver).authError(noon, 5, {user: 'tok-hunter2'})],
		['a refused leafnode', ver => of(ver).authError(noon, 5, {user: 'tok-hunter2', acc: 'N/A', kind: 'Leafnode'})],
		['a login in $G', ver => of(ver).connect(noon, 5, {user: 'tok-hunter2', acc: '$G'})],
		[
			'a login by an auth callout',
			ver => of(ver).connect(noon, 5, {user: 'tok-hunter2', acc: 'APP', issuer_key: 'APP'}),
		],
		[
			'who we are',
			ver => of(ver).message(noon, '_INBOX.t.$SYS.REQ.USER.INFO', {data: {user: 'tok-hunter2', account: '$G'}}),
		],
		[
			'connections',
			ver =>
				of(ver).message(noon, '_INBOX.t.$SYS.REQ.SERVER.N.CONNZ', {
					data: {connections: [{cid: 4}, {cid: 5, authorized_user: 'tok-hunter2'}]},
				}),
		],
	];

	const all = clients.flatMap(([what, make]) => old.map(ver => [what, ver, make(ver)] as const));
	test.each(all)('%s on %s is hidden', (_, __, message) => {
		const shown = redacted(message);
		expect(shown.text).not.toContain('hunter2');
		expect(redactText(message.text, openEnvelope(message.text), message.text.indexOf('hunter2') + 3)).not.toContain(
			'tok-hun',
		);
		const [model, again] = [ingested([message]), ingested([shown])];
		expect(JSON.stringify([...model.clients, ...model.refused, model.journals, model.link])).not.toContain('hunter2');
		expect(decoded(again)).toEqual(decoded(model));
	});

	const told = clients.flatMap(([what, make]) => fresh.map(ver => [what, ver, make(ver)] as const));
	test.each(told)('%s on %s is a name', (_, __, {text}) => {
		expect(redactText(text, openEnvelope(text))).toBe(text);
	});

	test.each([
		['the user of an account', {user: 'app', acc: 'APP'}],
		['a key', {user: key, acc: '$G'}],
		['nobody', {user: '', acc: '$G'}],
	])('%s on an old server is none', (_, client) => {
		const {text} = of('2.10.25').connect(noon, 5, client);
		expect(redactText(text, openEnvelope(text))).toBe(text);
		const [found] = ingested([{at: noon, subject: '$SYS.ACCOUNT.APP.CONNECT', text}]).clients.values();
		expect(found?.user).toBe(client.user);
	});
});
