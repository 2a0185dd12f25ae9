// What is wrong with our own view of the system.
import {describe, expect, test} from 'vitest';
import {ingest} from '../../source/core/ingest.ts';
import {type Fields, linkMessage, linkUp, MadeServer, noon} from '../events/made-server.ts';
import {passTo, replay, sentencesOf, toldOf, troubleOf} from '../helpers/replay.ts';

describe('our own link', () => {
	const down = linkMessage(noon + 1000, {state: 'down', reason: 'connection refused'});

	test('is told of when it is down, for how long and why', () => {
		const model = replay([linkUp(noon), down]);
		passTo(model, noon + 42_000);
		expect(sentencesOf(troubleOf(model))).toEqual(['bad link-down: our link down for 41 s: connection refused']);
		ingest(model, linkUp(noon + 43_000));
		expect(troubleOf(model)).toEqual([]);
	});

	test('is told of when it may not do something', () => {
		const refused = (subject: string) => linkMessage(noon, {state: 'refused', operation: 'subscribe', subject});
		const model = replay([linkUp(noon), refused('$SYS.ACCOUNT.*.CONNECT')]);
		expect(sentencesOf(troubleOf(model))).toEqual([
			'warn refused-subjects: our user may not subscribe $SYS.ACCOUNT.*.CONNECT',
		]);
		ingest(model, refused('$SYS.SERVER.*.STATSZ'));
		model.link.user = 'watcher';
		expect(sentencesOf(troubleOf(model))).toEqual([
			'warn refused-subjects: user watcher may not subscribe $SYS.ACCOUNT.*.CONNECT and 1 more',
		]);
	});
});

describe('a server that ended our connection', () => {
	test('without a word says why when it is asked afterwards', () => {
		const why = {state: 'note', text: 'cut off', lostBecause: 'Slow Consumer (Pending Bytes)'};
		const lost = [linkUp(noon), linkMessage(noon + 1000, {state: 'down', reason: 'connection closed by the server'})];
		const model = replay([...lost, linkUp(noon + 2000), linkMessage(noon + 2500, why)]);
		passTo(model, noon + 3000);
		const found = toldOf(model).filter(({rule}) => rule === 'cut-off');
		expect(found).toMatchObject([{severity: 'warn', who: 'our link', since: noon + 1000, overAt: undefined}]);
	});

	const cut = (reason: string) => [
		linkUp(noon),
		linkMessage(noon + 1000, {state: 'down', reason}),
		linkUp(noon + 2000),
	];

	test.each([
		['Slow Consumer (Pending Bytes)', 1],
		['Slow Consumer (Write Deadline)', 1],
		['slow consumer', 1],
		['connection closed by the server', 0],
		['the credentials have expired', 0],
	])('because of "%s" has cut us off: %i', (reason, problems) => {
		const found = toldOf(replay(cut(reason))).filter(({rule}) => rule === 'cut-off');
		expect(sentencesOf(found)).toEqual(
			Array.from({length: problems}, () =>
				expect.stringMatching(/^warn cut-off: our link cut off as a slow consumer: /),
			),
		);
	});

	test('is told of for a minute, then as over, then no more', () => {
		const model = replay(cut('Slow Consumer (Pending Bytes)'));
		const told = () =>
			toldOf(model)
				.filter(({rule}) => rule === 'cut-off')
				.map(({since, overAt}) => [since, overAt]);
		for (const [second, problems] of [
			[3, [[noon + 1000, undefined]]],
			[60, [[noon + 1000, undefined]]],
			[63, [[noon + 1000, noon + 1000]]],
			[120, [[noon + 1000, noon + 1000]]],
			[123, []],
		] as const) {
			passTo(model, noon + second * 1000);
			expect(told()).toEqual(problems);
		}
	});

	test('and does so again is told once, since the first time', () => {
		const again = [linkMessage(noon + 31_000, {state: 'down', reason: 'Slow Consumer'}), linkUp(noon + 32_000)];
		const model = replay([...cut('Slow Consumer (Pending Bytes)'), ...again]);
		passTo(model, noon + 80_000);
		const found = toldOf(model).filter(({rule}) => rule === 'cut-off');
		expect(found).toMatchObject([{since: noon + 1000, overAt: undefined, times: 1}]);
	});
});

describe('nothing is heard although the link is up', () => {
	const refused = (operation: string, subject: string): Fields => ({state: 'refused', operation, subject});
	const elsewhere = (account: string): Fields => ({state: 'account', systemAccount: false, account});

	test.each<[string, readonly Fields[], string]>([
		['and nobody tells why', [], 'nothing heard for 20 s from any server: does n1 stand still?'],
		[
			'as our user is in another account',
			[elsewhere('APP')],
			'our user is in account APP now, not in the system account',
		],
		['as our user is in an account without a name', [elsewhere('')], 'our user is not in the system account any more'],
		[
			'as our user may not subscribe',
			[refused('subscribe', '$SYS.SERVER.*.STATSZ')],
			'our user may not subscribe $SYS.SERVER.*.STATSZ',
		],
		[
			'as our user may do neither',
			[refused('subscribe', '_INBOX.>'), refused('publish', '$SYS.REQ.SERVER.PING')],
			'our user may not subscribe nor publish _INBOX.> $SYS.REQ.SERVER.PING',
		],
		[
			'as our user may not do much',
			['a', 'b', 'c', 'd'].map(subject => refused('subscribe', subject)),
			'our user may not subscribe a b and 2 more',
		],
		[
			'as our user is elsewhere, where it may do less',
			[refused('subscribe', 'a'), elsewhere('APP')],
			'our user is in account APP now, not in the system account',
		],
	])('%s', (_, reports, words) => {
		const servers = ['n1', 'n2', 'n3'].map(name => new MadeServer(name));
		const beats = [0, 10].flatMap(second => servers.map(server => server.heartbeat(noon + second * 1000)));
		const model = replay([linkUp(noon), ...beats, ...reports.map(report => linkMessage(noon + 11_000, report))]);
		passTo(model, noon + 30_000);
		const found = troubleOf(model).filter(({rule}) => rule !== 'refused-subjects');
		expect(found).toMatchObject([{rule: 'nothing-heard', severity: 'bad', who: 'our link', since: noon + 10_000}]);
		expect(found[0]?.text.replace('nothing heard for 20 s: ', '')).toBe(words);
		// It is over when anything is heard again, and nobody was silent.
		replay(
			servers.map(server => server.heartbeat(noon + 31_000)),
			{model},
		);
		passTo(model, noon + 32_000);
		expect(troubleOf(model).filter(({rule}) => rule !== 'refused-subjects')).toEqual([]);
	});
});
