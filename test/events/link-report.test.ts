// What the source says of its own connection.
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {rememberedRefusals} from '../../source/model/link.ts';
import {entriesOf, newest} from '../../source/model/journal.ts';
import {createModel, type Model} from '../../source/model/model.ts';
import {ingest} from '../../source/core/ingest.ts';
import {passTo, replay} from '../helpers/replay.ts';
import {invariantsOf} from '../model/invariants.ts';
import {linkMessage, linkUp, noon} from './made-server.ts';
import {anyCharacter} from '../helpers/any-character.ts';

function kinds(model: Model): readonly string[] {
	return [...entriesOf(model.journals.notices)].map(([, {kind}]) => kind);
}

const down = (at: number, reason = 'connection closed by the server') => linkMessage(at, {state: 'down', reason});

describe('the link', () => {
	test('is being made at first', () => {
		expect(createModel().link).toMatchObject({state: 'connecting', losses: 0});
	});

	test('is up, which is no news', () => {
		const model = replay([linkUp(noon)]);
		expect(model.link).toMatchObject({state: 'up', since: noon, address: '127.0.0.1:4222', serverName: 'n1', cid: 7});
		expect(model.listeningSince).toBe(noon);
		expect(kinds(model)).toEqual([]);
	});

	test('what was refused and is granted stands no longer', () => {
		const subject = '$SYS.ACCOUNT.*.CONNECT';
		const model = replay([linkUp(noon), linkMessage(noon, {state: 'refused', operation: 'subscribe', subject})]);
		expect([...model.link.refused]).toEqual([[subject, 'subscribe']]);
		ingest(model, linkMessage(noon + 60_000, {state: 'granted', operation: 'subscribe', subject}));
		expect(model.link.refused.size).toBe(0);
		expect(kinds(model)).toEqual(['refused', 'note']);
	});

	test('our user leaves the system account and comes back', () => {
		const model = replay([linkUp(noon)]);
		expect(model.link.inSystemAccount).toBeUndefined();
		ingest(model, linkMessage(noon + 1000, {state: 'account', systemAccount: false, account: 'APP'}));
		expect(model.link).toMatchObject({inSystemAccount: false, account: 'APP'});
		ingest(model, linkMessage(noon + 2000, {state: 'account', systemAccount: true, account: ''}));
		expect(model.link).toMatchObject({inSystemAccount: true, account: 'APP'});
		expect(kinds(model)).toEqual(['note', 'note']);
	});

	test('is lost, tried again, and back', () => {
		const model = replay([linkUp(noon), down(noon + 10_000)]);
		expect(model.link).toMatchObject({
			state: 'down',
			since: noon + 10_000,
			losses: 1,
			reason: 'connection closed by the server',
		});
		const trying = {state: 'trying', attempt: 3, address: '127.0.0.1:4223', reason: 'connection refused'};
		ingest(model, linkMessage(noon + 15_000, trying));
		expect(model.link).toMatchObject({
			state: 'down',
			attempt: 3,
			trying: '127.0.0.1:4223',
			reason: 'connection refused',
		});
		ingest(model, linkMessage(noon + 16_000, {state: 'trying', attempt: 4}));
		expect(model.link).toMatchObject({attempt: 4, trying: '', reason: 'connection refused', since: noon + 10_000});
		ingest(model, linkUp(noon + 20_000));
		expect(model.link).toMatchObject({
			state: 'up',
			since: noon + 20_000,
			losses: 1,
			attempt: 0,
			trying: '',
			reason: '',
		});
		expect(model.listeningSince).toBe(noon + 20_000);
		expect(kinds(model)).toEqual(['link down', 'link up']);
	});

	test('is lost once, however often that is said', () => {
		const model = replay([linkUp(noon), down(noon + 1000), down(noon + 60_000, 'still no answer')]);
		expect(model.link).toMatchObject({losses: 1, since: noon + 1000, reason: 'still no answer'});
	});

	test('is refused subjects, which is forgotten when it is made anew', () => {
		const refused = (operation: string, subject: string) => linkMessage(noon, {state: 'refused', operation, subject});
		const model = replay([
			linkUp(noon),
			refused('subscribe', '$SYS.SERVER.*.STATSZ'),
			refused('publish', '$SYS.REQ.SERVER.PING'),
		]);
		expect([...model.link.refused]).toEqual([
			['$SYS.SERVER.*.STATSZ', 'subscribe'],
			['$SYS.REQ.SERVER.PING', 'publish'],
		]);
		expect(newest(model.journals.notices)).toMatchObject({kind: 'refused', text: 'not allowed to publish'});
		for (let index = 0; index < 100; index++) ingest(model, refused('publish', `subject.${index}`));
		expect(model.link.refused.size).toBe(rememberedRefusals);
		ingest(model, linkUp(noon + 1000));
		expect(model.link.refused.size).toBe(0);
	});

	test('has notes', () => {
		const model = replay([linkUp(noon), linkMessage(noon, {state: 'note', text: 'n1 is going away\u001b[2J'})]);
		expect(newest(model.journals.notices)).toMatchObject({kind: 'note', who: 'n1', text: 'n1 is going away\ufffd[2J'});
	});

	test('is none of the messages of the system', () => {
		const model = replay([linkUp(noon), down(noon + 1000)]);
		expect([model.tallies.messages.total, model.misunderstood, model.journals.messages.added]).toEqual([0, 0, 2]);
	});

	test.each([{}, {state: 'sideways'}, {state: 7}, {state: null}])('may say what is not understood: %j', report => {
		expect(replay([linkMessage(noon, report)]).misunderstood).toBe(1);
	});

	test('whatever is reported', () => {
		const report = fc.record(
			{
				state: fc.constantFrom('up', 'down', 'trying', 'refused', 'note'),
				address: fc.jsonValue(),
				serverName: fc.oneof(fc.string({unit: anyCharacter}), fc.jsonValue()),
				cid: fc.oneof(fc.double(), fc.jsonValue()),
				reason: fc.oneof(fc.string({unit: anyCharacter}), fc.jsonValue()),
				attempt: fc.oneof(fc.double(), fc.jsonValue()),
				operation: fc.jsonValue(),
				subject: fc.string(),
				text: fc.string({unit: anyCharacter}),
			},
			{requiredKeys: ['state']},
		);
		fc.assert(
			fc.property(fc.array(report, {maxLength: 20}), reports => {
				const model = replay(reports.map((one, index) => linkMessage(noon + index * 700, one)));
				passTo(model, noon + 60_000);
				expect(invariantsOf(model)).toEqual([]);
				expect(model.misunderstood).toBe(0);
			}),
			{numRuns: 200},
		);
	});
});
