// An account that only a leafnode uses is listed by servers of every version, when all accounts are asked for.
import {afterAll, expect, test} from 'vitest';
import {sumOf} from '../../source/model/account-sum.ts';
import {can} from '../../source/model/capabilities.ts';
import {accountStatsOfAll} from '../../source/requests/account-stats.ts';
import {startServer, stopServers} from '../helpers/nats-server.ts';
import {setAsidePort} from '../topologies/ports.ts';
import {startWatch} from '../tutorial/watch.ts';

afterAll(stopServers);

test('leafnodeAccounts', {timeout: 60_000}, async () => {
	const port = await setAsidePort();
	const hub = await startServer({
		name: 'hub',
		accounts: `accounts {
			SYS { users: [ { user: sys, password: pw } ] }
			LEAFONLY { users: [ { user: leaf, password: pw } ] }
		}
		system_account: SYS`,
		config: `leafnodes { listen: "127.0.0.1:${port}" }`,
	});
	await startServer({
		name: 'edge',
		accounts: 'accounts { APP { users: [ { user: app, password: pw } ] } }',
		config: `leafnodes { remotes: [ { url: "nats://leaf:pw@127.0.0.1:${port}", account: APP } ], reconnect: 1s }`,
	});
	const watch = await startWatch(['-s', hub.url, '--user', 'sys', '--password', 'pw']);
	try {
		const {subject, body} = accountStatsOfAll;
		// Only what is asked for counts, not what the server tells by itself.
		const listed = async (request: string): Promise<boolean> => {
			const since = watch.messages.length;
			watch.ask(subject, request);
			const answer = await watch.until('the list', () =>
				watch.messages.slice(since).find(message => message.subject.startsWith('_INBOX.')),
			);
			return answer.text.includes('"acc":"LEAFONLY"');
		};
		await watch.until('the leafnode', () => listed(body));
		const [server] = watch.model.servers.values();
		expect(await listed('')).toBe(can(server?.version ?? '', 'leafnodeAccounts'));
		const account = watch.model.accounts.get('LEAFONLY');
		if (account === undefined) throw new Error('not known');
		// The short list says nothing against it.
		expect(sumOf(watch.model, account)).toMatchObject({connections: 0, leafs: 1});
	} finally {
		await watch.stop();
	}
});
