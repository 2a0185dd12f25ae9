// What servers do that real ones seldom do: they are silent, late, gone, old, or say no. Time is an argument here.
import {describe, expect, test} from 'vitest';
import {beginCommand} from '../../source/commands/catalogue.ts';
import {idOf, linkMessage, MadeServer, noon} from '../events/made-server.ts';
import {passTo, replay} from '../helpers/replay.ts';
import {Talk, kick, move, reload, open, closed, variables, error, sent, goodbye} from './talk.ts';

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
