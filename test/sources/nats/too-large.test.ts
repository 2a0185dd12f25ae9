// Payloads of any size, as a server with a raised limit lets through: what is too large is never read, and is told by
// its subject and size.
import {afterAll, expect, test} from 'vitest';
import {largestPayload} from '../../../source/sources/nats/payload-text.ts';
import {connectAs, startServer, stopServers} from '../../helpers/nats-server.ts';
import {Stage} from '../../views/stage.ts';
import {run, stopSources} from './running-source.ts';

afterAll(async () => {
	await stopSources();
	await stopServers();
});

const config = 'max_payload: 64MB\nmax_pending: 256MB';
const statistics = `$SYS.SERVER.N${'A'.repeat(55)}.STATSZ`;

test('one byte more than is read, of an event and of an answer', async () => {
	const server = await startServer({config});
	const {subject, message, source, listening} = await run(`-s ${server.url} --user sys --password pw`);
	await listening();
	const other = await connectAs(server, 'sys');

	const largest = Buffer.alloc(largestPayload, 'x');
	other.publish(statistics, largest);
	const read = await subject(statistics);
	expect(read.text).toHaveLength(largestPayload);
	expect(read.tooLargeBytes).toBeUndefined();

	other.publish('$SYS.ACCOUNT.APP.CONNECT', Buffer.alloc(largestPayload + 1, 'x'));
	const event = await subject('$SYS.ACCOUNT.APP.CONNECT');
	expect([event.text, event.tooLargeBytes]).toEqual(['', largestPayload + 1]);

	other.subscribe('$SYS.REQ.SERVER.BIG.JSZ', {
		callback: (_error, asked) => void asked.respond(Buffer.alloc(3 * largestPayload)),
	});
	await other.flush();
	source.ask({subject: '$SYS.REQ.SERVER.BIG.JSZ', body: ''});
	const isAnswer = (name: string): boolean => /^_INBOX\.\w+\.\$SYS\.REQ\.SERVER\.BIG\.JSZ$/.test(name);
	const answer = await message('an answer', each => isAnswer(each.subject));
	expect([answer.text, answer.tooLargeBytes]).toEqual(['', 3 * largestPayload]);

	const stage = new Stage(99, 40, 'messages').hear([read, event, answer]);
	const {model} = stage;
	expect([model.misunderstood, model.tooLarge]).toEqual([3, 2]);
	expect([model.tallies.messages.total, model.tallies.answers.total]).toEqual([3, 1]);
	const screen = stage.text();
	expect(screen).toMatch(/SYSTEM MESSAGES .*3 undecodable \(2 too large\)/);
	expect(screen).toMatch(/_INBOX\S+JSZ +24\.0M +too large to be read/);
	expect(screen).toMatch(/\$SYS\.ACCOUNT\.APP\.CONNECT +8\.0M +too large to be read/);
	const page = stage.press('end', 'enter').text();
	expect(page).toMatch(
		/ size +24\.0 MiB\n decoded +no, too large: counted, otherwise ignored\n\n the payload was too large to be read/,
	);
});
