// What older servers cannot tell is said: on their pages, in the help, and by not showing what nobody vouches for.
import {expect, test} from 'vitest';
import {createModel} from '../../../source/model/model.ts';
import {textOf} from '../../../source/screen/screen.ts';
import {stillThereSubject} from '../../../source/requests/identity.ts';
import {ingest} from '../../../source/core/ingest.ts';
import {serverCannotTell, versionsCannotTell} from '../../../source/views/pages/cannot-tell.ts';
import {MadeServer, noon} from '../../events/made-server.ts';
import {replay, replayed} from '../../helpers/replay.ts';

test('of every version that is here, oldest first, with the servers', () => {
	const model = replayed('mixed-versions');
	const headings = versionsCannotTell(model)
		.map(textOf)
		.filter(text => text.includes('cannot tell'));
	expect(headings).toEqual([' What 2.10.29 cannot tell  v10', ' What 2.12.4 cannot tell  v12']);
	const lines = versionsCannotTell(model).map(textOf);
	expect(lines).toContain(' · connections without an account (those of $G) are not reported (since 2.12)');
	const [old, middle, newest] = ['v10', 'v12', 'v15'].map(name =>
		[...model.servers.values()].find(server => server.name === name),
	);
	if (old === undefined || middle === undefined || newest === undefined) throw new Error('a server is missing');
	expect(serverCannotTell(old).length).toBeGreaterThan(serverCannotTell(middle).length);
	expect(serverCannotTell(newest)).toEqual([]);
});

test('of many servers with only some of their names', () => {
	const servers = ['a', 'b', 'c', 'd', 'e', 'f'].map(name => new MadeServer(name, {ver: '2.14.0'}));
	const lines = versionsCannotTell(replay(servers.map(server => server.heartbeat(noon)))).map(textOf);
	expect(lines).toEqual([
		'',
		' What 2.14.0 cannot tell  a b c d and 2 more',
		' · the traffic of clients is not told apart from that of routes, gateways and leafnodes (since 2.12.9 and 2.14.1)',
	]);
});

test.each([
	['2.9.25', []],
	['2.10.0', ['$G']],
])('sockets that count as clients of $G with %s', (ver, expected) => {
	const server = new MadeServer('n1', {ver});
	const model = createModel();
	ingest(model, server.share(noon, '$G', {conns: 3, leafnodes: 0, total_conns: 3}));
	expect([...model.accounts.keys()]).toEqual(expected);
	expect(model.misunderstood).toBe(0);
});

test.each([
	['2.9.25', 'STATSZ'],
	['2.10.0', 'IDZ'],
])('a server of %s that drains is asked by %s whether it is still there', (ver, verb) => {
	const server = new MadeServer('n1', {ver});
	const model = replay([server.heartbeat(noon), server.goodbye(noon + 1000, 'LAMEDUCK')]);
	const known = model.servers.get(server.id);
	if (known === undefined) throw new Error('the server is not known');
	const subject = `$SYS.REQ.SERVER.${server.id}.${verb}`;
	expect(stillThereSubject(known)).toBe(subject);
	expect(known.goodbye?.kind).toBe('lame duck');
	ingest(model, {at: noon + 2000, subject: `_INBOX.t.${subject}`, text: ''});
	expect(known.goodbye?.kind).toBe('stopped');
});
