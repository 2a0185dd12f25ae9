// Reloading a server's configuration: what changed, what did not, and what the server says of an error in it.
import {afterAll, beforeAll, expect, test} from 'vitest';
import {accounts, type NatsServer, startServer, stopServers} from '../helpers/nats-server.ts';
import {type Doing, startDoing, stopDoing, valueOf} from './doing.ts';

let server: NatsServer;
let doing: Doing;

beforeAll(async () => {
	server = await startServer({name: 'n1'});
	doing = await startDoing(['-s', server.url, '--user', 'sys', '--password', 'pw'], 1);
});

afterAll(async () => {
	await stopDoing();
	await stopServers();
});

const target = () => ({kind: 'reload', serverId: doing.server('n1').id}) as const;

test('a changed configuration is read, and seen to be read', async () => {
	const shown = await doing.begin(target());
	expect(shown).toMatchObject({
		title: 'Reload the configuration of n1',
		confirmation: {text: 'n1', what: 'the server’s name'},
		request: {subject: `$SYS.REQ.SERVER.${doing.server('n1').id}.RELOAD`, body: ''},
	});
	expect(shown.warnings).toContain('This is the server we are connected to: our own link may be cut, and reconnects.');
	expect(valueOf(shown, 'configuration read')).toMatch(/^20\d\d-\d\d-\d\d .* ago$/);
	server.configure({accounts, config: 'max_payload: 65536'});
	const done = await doing.confirm();
	expect(done.reports).toMatchObject([{server: 'n1', text: 'has reloaded its configuration', tone: 'good'}]);
	expect(done.conclusion).toEqual({
		text: expect.stringMatching(/^configuration read at \d\d:\d\d:\d\d, it has changed$/),
		tone: 'good',
	});
	// What was read before is not said any more.
	const [part] = done.parts;
	expect(part).toMatchObject({heading: 'The server', note: 'after the request'});
	expect(valueOf(done, 'configuration read')).not.toBe(valueOf(shown, 'configuration read'));
	expect(valueOf(done, 'its digest')).not.toBe(valueOf(shown, 'its digest'));
	expect(doing.told('asked').at(-1)).toBe('n1: reload its configuration');
	expect(doing.told('answered').at(-1)).toBe('n1: configuration reloaded');
});

test('the same configuration read again is the same', async () => {
	await doing.begin(target());
	const done = await doing.confirm();
	expect(done.conclusion).toEqual({text: expect.stringMatching(/, it is the same$/), tone: 'good'});
});

test('an error in the file is told in the server’s words, and nothing has changed', async () => {
	await doing.begin(target());
	server.configure({accounts, config: 'max_payload: "many"'});
	const done = await doing.confirm();
	expect(doing.stages).toEqual(['looking', 'ready', 'checking', 'sent', 'done']);
	expect(done.reports).toEqual([
		{
			server: 'n1',
			tone: 'bad',
			text: expect.stringMatching(/^did not: .*server\.conf:\d+.* is string, not int64$/),
			afterMs: expect.any(Number),
		},
	]);
	expect(done.conclusion).toEqual({text: 'the configuration is the one it had', tone: 'bad'});
	expect(doing.told('answered').at(-1)).toMatch(/^n1: configuration not reloaded: .*not int64$/);
});

test('a server that was started again meanwhile is refused: it is another one', async () => {
	await doing.begin(target());
	server.configure({accounts, config: ''});
	const {id} = doing.server('n1');
	await server.restart();
	await doing.until('the link to be back', () => doing.model.link.state === 'up' && doing.model.link.serverId !== id);
	const refused = await doing.confirm();
	expect(refused).toMatchObject({stage: 'refused', reasons: ['n1 is not there any more'], sentAt: undefined});
	expect(doing.asked(`${id}.RELOAD`)).toHaveLength(3);
});

test('a reload that cuts our own link is followed up when the link is back', async () => {
	doing.source.ask({subject: '$SYS.REQ.SERVER.PING', body: ''});
	await doing.until('the new server', () => doing.model.servers.has(doing.model.link.serverId));
	await doing.begin({kind: 'reload', serverId: doing.model.link.serverId});
	// Our user is gone, and comes back.
	server.configure({accounts: accounts.replaceAll('user: sys', 'user: somebody')});
	doing.type('n1');
	await doing.until('the loss of the link', () => doing.model.link.state === 'down');
	server.configure({accounts, config: 'max_payload: 4096'});
	server.signal('SIGHUP');
	const done = await doing.stage('done');
	expect(doing.model.link).toMatchObject({losses: 2, state: 'up'});
	expect(done.conclusion).toEqual({
		text: expect.stringMatching(/^configuration read at .*, it has changed$/),
		tone: 'good',
	});
});
