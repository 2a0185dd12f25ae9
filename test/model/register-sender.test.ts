import {describe, expect, test} from 'vitest';
import {createModel} from '../../source/model/model.ts';
import {registerSender} from '../../source/model/register-sender.ts';
import {ingest} from '../../source/core/ingest.ts';
import {openEnvelope} from '../../source/wire/envelope.ts';
import {idOf, MadeServer, noon} from '../events/made-server.ts';
import {invariantsOf} from './invariants.ts';

function sender(text: string, model = createModel()): ReturnType<typeof registerSender> {
	const envelope = openEnvelope(text);
	if (envelope === undefined) throw new Error('no envelope');
	return registerSender(model, envelope, noon);
}

describe('who sent a message', () => {
	test('is described by its block', () => {
		const more = {cluster: 'west', domain: 'hub', ver: '2.14.5', tags: ['az:a'], jetstream: true, host: '10.0.0.1'};
		expect(sender(new MadeServer('w1', more).heartbeat(noon).text)).toMatchObject({
			id: idOf('w1'),
			name: 'w1',
			cluster: 'west',
			domain: 'hub',
			version: '2.14.5',
			tags: ['az:a'],
			jetStream: true,
			host: '10.0.0.1',
			firstSeenAt: noon,
			lastSeenAt: noon,
		});
	});

	test('is called by its id when it has no name', () => {
		expect(sender('{"server":{"id":"NABC"}}')).toMatchObject({id: 'NABC', name: 'NABC', cluster: ''});
	});

	test.each([
		'{}',
		'{"server":{}}',
		'{"server":{"id":""}}',
		'{"server":{"id":7}}',
		`{"server":{"id":"${'N'.repeat(129)}"}}`,
	])('is nobody in %s', text => {
		expect(sender(text)).toBe('not understood');
	});

	test('has a name of its own for drawing', () => {
		const server = sender(new MadeServer('n1', {name: `evil\u001b[2J${'x'.repeat(1000)}`}).heartbeat(noon).text);
		if (typeof server === 'string') throw new Error(server);
		expect(server.name).toMatch(/^evil\ufffd\[2Jx+…$/);
		expect(server.rawName).toHaveLength(128);
	});
});

describe('the very same message', () => {
	const n1 = new MadeServer('n1');
	const model = createModel();

	test('comes twice by two paths, and counts once', () => {
		const message = n1.connect(noon, 5);
		expect(sender(message.text, model)).toMatchObject({name: 'n1'});
		expect(sender(message.text, model)).toBe('twice');
		expect(sender(n1.connect(noon, 6).text, model)).toMatchObject({name: 'n1'});
	});

	test('is known again behind sixty others, and behind thousands once two paths are known', () => {
		const sixty = Array.from({length: 60}, (_, cid) => n1.connect(noon, cid).text);
		for (const text of sixty) expect(sender(text, model)).toMatchObject({name: 'n1'});
		expect(sixty.map(text => sender(text, model))).toEqual(sixty.map(() => 'twice'));
		const thousands = Array.from({length: 4000}, (_, cid) => n1.connect(noon, cid).text);
		for (const text of thousands) sender(text, model);
		expect(thousands.filter(text => sender(text, model) !== 'twice')).toEqual([]);
	});

	test('is known again by numbers beyond 32 bits', () => {
		n1.sequence = 2 ** 40;
		const {text} = n1.connect(noon, 7);
		expect([sender(text, model), sender(text, model)]).toEqual([expect.objectContaining({name: 'n1'}), 'twice']);
	});

	test('of another process is another message', () => {
		const text = '{"server":{"id":"NB","seq":101}}';
		expect([sender(text, model), sender('{"server":{"id":"NC","seq":101}}', model)]).toMatchObject([
			{id: 'NB'},
			{id: 'NC'},
		]);
	});

	test('without a number is never known again', () => {
		const text = '{"server":{"id":"ND"}}';
		expect([sender(text, model), sender(text, model)]).toMatchObject([{id: 'ND'}, {id: 'ND'}]);
	});
});

test('what a reload changed is noticed with the next statistics', () => {
	const model = createModel();
	const before = new MadeServer('n1', {tags: ['az:a']});
	const after = new MadeServer('n1', {tags: ['az:b'], jetstream: true});
	after.sequence = 1000;
	ingest(model, before.heartbeat(noon));
	ingest(model, after.heartbeat(noon + 1000));
	expect([...model.servers.values()]).toMatchObject([{tags: ['az:b'], jetStream: true}]);
	const renamed = new MadeServer('other', {}, before.id);
	renamed.sequence = 2000;
	ingest(model, renamed.connect(noon + 2000, 5));
	expect([...model.servers.values()]).toMatchObject([{name: 'other', rawName: 'other'}]);
	expect([...model.serversByName.keys()]).toEqual(['other']);
	expect(invariantsOf(model)).toEqual([]);
});
