import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {answerPrefix} from '../../source/wire/message.ts';
import {entriesOf, newest} from '../../source/model/journal.ts';
import {createModel, type Model} from '../../source/model/model.ts';
import {tick} from '../../source/model/tick.ts';
import {ingest} from '../../source/core/ingest.ts';
import {payloadsOf} from '../helpers/payloads.ts';
import {MadeServer, noon} from '../events/made-server.ts';
import {fixtureNames, messagesOf, replay, replayed} from '../helpers/replay.ts';
import {invariantsOf} from '../model/invariants.ts';
import {mutatedStretch, nastyTexts, subject} from '../wire/mutations.ts';
import {anyCharacter} from '../helpers/any-character.ts';

/** Why a message of this subject is not understood, which is never the case for what this program listens to or asks. */
function whyNotUnderstood(subject: string): string {
	const asked = subject.startsWith(answerPrefix) ? subject.slice(subject.indexOf('.', answerPrefix.length) + 1) : '';
	if (/^\$SYS\.REQ\.(SERVER|ACCOUNT|CLAIMS)\./.test(asked)) return 'answer to what is never asked';
	if (/^\$(JS\.API|SYS\.DEBUG|SYS\.ACCOUNT)\./.test(asked)) return 'answer to another program';
	if (/^\$JS\.EVENT\.ADVISORY\./.test(subject)) return 'JetStream advisory';
	if (/^\$(JS\.API|SYS\.DEBUG)\./.test(subject)) return 'question of another program';
	if (/^\$SYS\.ACCOUNT\.\w+\.CLAIMS\.UPDATE$/.test(subject)) return 'claims with the token cut out';
	return 'unexplained';
}

function notUnderstood(model: Model): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const [, {subject, understood}] of entriesOf(model.journals.messages)) {
		if (understood) continue;
		const why = whyNotUnderstood(subject);
		counts[why] = (counts[why] ?? 0) + 1;
	}
	return counts;
}

type Counts = {
	readonly messages: number;
	readonly asks: number;
	readonly twice: number;
	readonly strange: Record<string, number>;
};

// Every recording holds both CONNS subjects, of which this program listens to one: half of them come twice.
const counted: Record<string, Counts> = {
	'account-limit': {messages: 33, asks: 0, twice: 9, strange: {}},
	'auth-callout': {messages: 16, asks: 0, twice: 3, strange: {}},
	'auth-storm': {messages: 103, asks: 0, twice: 0, strange: {}},
	'auth-timeout': {messages: 29, asks: 0, twice: 2, strange: {}},
	'claims-update': {
		messages: 227,
		asks: 63,
		twice: 27,
		strange: {'answer to what is never asked': 28, 'answer to another program': 5, 'claims with the token cut out': 9},
	},
	'client-churn': {messages: 320, asks: 0, twice: 111, strange: {}},
	'cluster3-jetstream-start': {messages: 74, asks: 0, twice: 22, strange: {'JetStream advisory': 3}},
	'crash-sigkill': {messages: 91, asks: 0, twice: 21, strange: {}},
	'duplicate-paths': {messages: 46, asks: 1, twice: 22, strange: {}},
	kick: {messages: 30, asks: 14, twice: 6, strange: {}},
	'lame-duck': {messages: 32, asks: 0, twice: 9, strange: {'JetStream advisory': 1}},
	'leafnode-flap': {messages: 122, asks: 3, twice: 24, strange: {}},
	links: {messages: 22, asks: 18, twice: 0, strange: {}},
	'meta-rescue': {
		messages: 27,
		asks: 0,
		twice: 1,
		strange: {'JetStream advisory': 7, 'question of another program': 1, 'answer to another program': 1},
	},
	'mixed-versions': {
		messages: 92,
		asks: 13,
		twice: 12,
		strange: {'JetStream advisory': 1, 'answer to what is never asked': 9},
	},
	'ping-all-endpoints': {
		messages: 110,
		asks: 42,
		twice: 2,
		strange: {'answer to what is never asked': 41, 'question of another program': 1, 'answer to another program': 1},
	},
	reload: {messages: 111, asks: 7, twice: 39, strange: {}},
	shutdown: {messages: 33, asks: 0, twice: 9, strange: {'JetStream advisory': 2}},
	'single-start': {messages: 20, asks: 3, twice: 4, strange: {}},
	'slow-consumer': {messages: 27, asks: 1, twice: 7, strange: {}},
	supercluster: {messages: 51, asks: 1, twice: 4, strange: {'JetStream advisory': 1}},
};

describe('recordings of real servers', () => {
	test('are all accounted for', () => {
		expect(fixtureNames).toEqual(Object.keys(counted).sort());
	});

	test.each(Object.entries(counted))('%s', (fixture, expected) => {
		const model = replayed(fixture);
		expect({
			messages: model.tallies.messages.total,
			asks: model.tallies.asks.total,
			twice: model.duplicates,
			strange: notUnderstood(model),
		}).toEqual(expected);
		expect(model.misunderstood).toBe(Object.values(expected.strange).reduce((sum, one) => sum + one, 0));
		expect(invariantsOf(model)).toEqual([]);
	});

	test.each(fixtureNames)('%s taken in twice gives the same, for what bears a number', fixture => {
		const messages = messagesOf(fixture).filter(({subject}) => !subject.startsWith('('));
		const once = replay(messages);
		const twice = replay(messages.flatMap(message => [message, message]));
		const {connects, disconnects, refusals, unfinished} = twice.tallies;
		expect([connects.total, disconnects.total, refusals.total, unfinished.total]).toEqual(
			[once.tallies.connects, once.tallies.disconnects, once.tallies.refusals, once.tallies.unfinished].map(
				tally => tally.total,
			),
		);
		expect(twice.connections).toBe(once.connections);
		expect([...twice.servers.keys()]).toEqual([...once.servers.keys()]);
		expect(invariantsOf(twice)).toEqual([]);
	});
});

describe('what becomes of a message', () => {
	test('notes of a recorder are kept, and are neither messages nor a riddle', () => {
		const model = createModel();
		ingest(model, {at: noon, subject: '(action)', text: 'SIGKILL to n3'});
		expect(model.misunderstood).toBe(0);
		expect(model.tallies.messages.total).toBe(0);
		expect(newest(model.journals.messages)).toMatchObject({subject: '(action)', understood: true});
	});

	test('what is not understood is counted, and marked where it is kept', () => {
		const model = createModel();
		ingest(model, {at: noon, subject: '$SYS.ACCOUNT.APP.CONNECT', text: '{"client":7}'});
		ingest(model, {at: noon, subject: '$SYS.ACCOUNT.CLIENT.AUTH.ERR', text: '{}'});
		expect(model.misunderstood).toBe(2);
		expect([...entriesOf(model.journals.messages)].map(([, {understood}]) => understood)).toEqual([false, false]);
	});

	test('accounts with dots in their name are told from the body', () => {
		const model = createModel();
		ingest(model, new MadeServer('n1').connect(noon, 5, {acc: 'a.b.CONNECT'}));
		expect(model.misunderstood).toBe(0);
		expect([...model.accounts.keys()]).toEqual(['a.b.CONNECT']);
	});

	test('the size of a message is that of its whole payload', () => {
		const model = createModel();
		const secret = JSON.stringify({server: {}, jwt: 'x'.repeat(500)});
		ingest(model, {at: noon, subject: '$SYS.UNKNOWN', text: secret});
		expect(newest(model.journals.messages)?.size).toBe(secret.length);
		const long = 'y'.repeat(100_000);
		ingest(model, {at: noon, subject: '$SYS.UNKNOWN', text: long});
		expect(newest(model.journals.messages)).toMatchObject({size: 100_000, isCut: true});
		expect(payloadsOf(model).at(-1)).toBe('y'.repeat(32_768));
	});

	test('megabytes of one secret field do not make it throw', () => {
		const model = createModel();
		ingest(model, {at: noon, subject: '$SYS.UNKNOWN', text: `{"jwt":"${'a'.repeat(20_000_000)}`});
		ingest(model, {at: noon, subject: '$SYS.UNKNOWN', text: `{"jwt":${'['.repeat(1_000_000)}`});
		expect(invariantsOf(model)).toEqual([]);
	});
});

describe('whatever arrives', () => {
	const at = messagesOf('crash-sigkill')[0]?.at ?? noon;

	test('any text on any subject', () => {
		const text = fc.oneof(
			fc.string(),
			fc.string({unit: anyCharacter, maxLength: 200}),
			fc.uint8Array().map(bytes => new TextDecoder().decode(bytes)),
			fc.json(),
			fc.constantFrom(...nastyTexts),
		);
		const message = fc.record({at: fc.integer({min: at, max: at + 60_000}), subject, text});
		fc.assert(
			fc.property(fc.array(message, {maxLength: 20}), messages => {
				expect(invariantsOf(replay(messages))).toEqual([]);
			}),
			{numRuns: 400},
		);
	});

	test('real messages with fields removed, replaced, nested', () => {
		fc.assert(
			fc.property(mutatedStretch, messages => {
				const model = createModel();
				for (const message of messages) ingest(model, message);
				tick(model, model.now + 60_000);
				expect(invariantsOf(model)).toEqual([]);
			}),
			{numRuns: 500},
		);
	});

	test('real messages on the wrong subject', () => {
		fc.assert(
			fc.property(mutatedStretch, fc.array(subject, {minLength: 1, maxLength: 5}), (messages, subjects) => {
				const model = createModel();
				for (const [n, {at, text}] of messages.entries()) {
					ingest(model, {at, subject: subjects[n % subjects.length] ?? '', text});
				}
				expect(invariantsOf(model)).toEqual([]);
			}),
			{numRuns: 300},
		);
	});
});

describe('secrets', () => {
	const token = `eyJ0eXAiOiJKV1QiLCJhbGciOiJlZDI1NTE5LW5rZXkifQ.${'eyJqdGkiOiJ'.repeat(20)}.c2lnbmF0dXJl_-`;
	const seed = `SUA${'MNBVCXZLKJHGFDSAPOIUYTREWQ'.repeat(3)}`.slice(0, 58);
	const nonce = 'vT9kIBXUDzhpCIA';
	const n1 = new MadeServer('n1');

	/** All that is in the model, as text. */
	function textOf(model: Model): string {
		return JSON.stringify(model, (_, value: unknown) => {
			if (value instanceof Map) return [...value];
			return value instanceof Set ? [...value] : value;
		});
	}

	test.each([
		['a JWT of its own field', n1.connect(noon, 1, {jwt: token}), [token]],
		['a nonce', n1.connect(noon, 2, {nonce}), [nonce]],
		['a JWT as client name', n1.connect(noon, 3, {name: token}), [token]],
		['a JWT within a client name', n1.connect(noon, 4, {name: `my token is ${token}!`}), [token.slice(0, 60)]],
		['a seed as client name', n1.connect(noon, 5, {name: seed}), [seed.slice(0, 40)]],
		['a seed as user', n1.authError(noon, 6, {user: seed}), [seed.slice(0, 40)]],
		['a seed within a word', n1.disconnect(noon, 7, {lang: `seed_${seed}`}), [seed.slice(0, 40)]],
		['a JWT as library version', n1.connect(noon, 8, {ver: token}), [token]],
		['a JWT in a tag', n1.connect(noon, 9, {tags: [token]}), [token]],
		['a JWT as name of an account', n1.connect(noon, 10, {name_tag: token}), [token]],
		['a JWT in a reason', n1.disconnect(noon, 11, {}, `refused ${token}`), [token]],
		['a client block that is none', n1.message(noon, '$SYS.ACCOUNT.A.CONNECT', {client: [token, seed]}), [token, seed]],
		[
			'a JWT beside the server',
			n1.message(noon, '$SYS.SERVER.X.STATSZ', {statsz: {}, jwt: token, nonce}),
			[token, nonce],
		],
		['claims', {at: noon, subject: '$SYS.ACCOUNT.A.CLAIMS.UPDATE', text: token}, [token]],
		['what is not known', {at: noon, subject: '$SYS.OTHER', text: `{"password" : "hunter2hunter2"}`}, ['hunter2']],
		['a password that is a number', {at: noon, subject: '$SYS.OTHER', text: '{"pass":987654321}'}, ['987654321']],
		['a question', {at: noon, subject: '$SYS.REQ.CLAIMS.UPDATE', text: token}, [token]],
		['an answer', {at: noon, subject: '_INBOX.t.$SYS.REQ.ACCOUNT.A.CLAIMS.LOOKUP', text: token}, [token]],
		['many keys', n1.message(noon, '$SYS.OTHER', {trusted_operators_jwt: [token, token]}), [token]],
		[
			'a seed at the cut',
			{at: noon, subject: '$SYS.OTHER', text: `${'x '.repeat(16_360)}${seed}`},
			[seed.slice(0, 30)],
		],
	])('%s never gets in', (_, message, secrets) => {
		const model = createModel();
		ingest(model, message);
		expect(model.journals.messages.added).toBe(1);
		const text = textOf(model);
		for (const secret of secrets) expect(text).not.toContain(secret);
		expect(invariantsOf(model)).toEqual([]);
	});

	test('the public keys of servers, accounts and users are no secrets', () => {
		const account = `A${seed.slice(1, 56)}`;
		const user = `U${seed.slice(1, 56)}`;
		const model = createModel();
		ingest(model, n1.connect(noon, 20, {acc: account, user}));
		expect([...model.accounts.keys()]).toEqual([account]);
		expect([...model.clients.values()].map(client => client.user)).toEqual([user]);
		expect(payloadsOf(model).at(-1)).toContain(user);
	});
});
