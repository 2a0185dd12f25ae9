import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createModel, type Model} from '../../source/model/model.ts';
import {entriesOf} from '../../source/model/journal.ts';
import type {Message} from '../../source/wire/message.ts';
import {ingest} from '../../source/core/ingest.ts';
import {stormBody} from '../../source/wire/storm-body.ts';
import {payloadsOf} from '../helpers/payloads.ts';
import {MadeServer, noon} from '../events/made-server.ts';
import {mutatedStretch, nastyTexts, realMessages} from './mutations.ts';
import {anyCharacter} from '../helpers/any-character.ts';

/** With a blank, which no pattern takes: it is left to JSON.parse. */
function leftToJson(message: Message): Message {
	const isRequest = message.subject.startsWith('$SYS.REQ.');
	return isRequest ? message : {...message, text: message.text.replace(/^\{/, '{ ')};
}

/** All that became of the messages, apart from the blanks. */
function outcomeOf(messages: readonly Message[]): Omit<Model, 'longTexts'> {
	const model = createModel();
	for (const message of messages) ingest(model, message);
	const {longTexts: _, journals, ...rest} = model;
	const payloads = payloadsOf(model);
	const kept = [...entriesOf(journals.messages)].map(([, {size, text: _text, ...entry}], index) => {
		const text = payloads[index] ?? '';
		const blanks = text.startsWith('{ ') ? 1 : 0;
		return {...entry, size: size - blanks, text: text.replace(/^\{ /, '{')};
	});
	return {...rest, journals: {...journals, messages: {...journals.messages, slots: kept}}};
}

function expectTheSame(messages: readonly Message[]): void {
	expect(outcomeOf(messages)).toEqual(outcomeOf(messages.map(leftToJson)));
}

describe('the model is the same as by JSON.parse', () => {
	test('for real messages with fields removed, replaced, nested', () => {
		fc.assert(fc.property(mutatedStretch, expectTheSame), {numRuns: 300});
	});

	test('for texts and numbers of any kind', () => {
		const text = fc.oneof(
			fc.constantFrom(...nastyTexts),
			fc.string(),
			fc.string({unit: anyCharacter}),
			fc.string({unit: fc.constantFrom(...'AB"\\ü☂'), minLength: 10, maxLength: 80}),
		);
		const number = fc.oneof(fc.nat(), fc.double(), fc.constantFrom(-0, -1, 1e15, 2 ** 53, 1e21, 2 ** 64));
		const value = fc.oneof(text, number, fc.constant(null));
		const client = fc.record(
			{
				start: value,
				host: text,
				id: number,
				acc: text,
				user: text,
				name: text,
				lang: value,
				ver: text,
				rtt: number,
				stop: text,
				jwt: text,
				issuer_key: text,
				name_tag: text,
				kind: text,
				client_type: text,
				client_id: text,
			},
			{requiredKeys: ['start', 'host', 'id', 'acc']},
		);
		fc.assert(
			fc.property(client, text, number, value, (block, reason, cid, odd) => {
				const server = new MadeServer('n1');
				expectTheSame([
					server.connect(noon, 5, block),
					server.disconnect(noon + 10, 5, block, reason),
					server.authError(noon + 20, 6, block),
					server.message(noon + 30, '$SYS.ACCOUNT.A.CONNECT', {client: block}),
					server.message(noon + 40, '$SYS.ACCOUNT.A.DISCONNECT', {
						client: block,
						sent: {msgs: cid, bytes: 1},
						received: {msgs: 2, bytes: cid, routes: {msgs: 1, bytes: 1}},
						reason,
					}),
					server.message(noon + 50, '$SYS.ACCOUNT.A.SERVER.CONNS', {
						acc: reason,
						name: odd,
						conns: cid,
						leafnodes: 0,
						total_conns: 0,
						sent: {msgs: 1, bytes: cid},
						received: {msgs: cid, bytes: 1},
						slow_consumers: cid,
					}),
				]);
			}),
			{numRuns: 300},
		);
	});
});

test('every body of a storm is told by its pattern, but for texts with escapes and tags', () => {
	const bodies = realMessages
		.filter(({subject}) => /^\$SYS\.(?!.*LEAFNODE).*\.(CONNECT|DISCONNECT|ERR|CONNS)$/.test(subject))
		.map(({text}) => text)
		.filter(text => text !== '' && !text.includes('\\') && !/"client":\{.*"tags":/.test(text));
	const at = (text: string): number => text.indexOf('"},"', text.indexOf(',"seq":')) + 3;
	expect(bodies.length).toBeGreaterThan(700);
	expect(bodies.filter(text => stormBody(text, at(text)) === undefined)).toEqual([]);
});
