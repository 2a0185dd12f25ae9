// Servers before 2.12 do not say whether an account is the system account; then a PING must tell. A real server is
// asked here through a connection that keeps the server's word to itself.
import type {NatsConnection} from 'nats';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {type Certainty, requireSystemAccount} from '../../source/connection/login/system-account.ts';
import {connectAs, type NatsServer, startServer, stopServers} from '../helpers/nats-server.ts';
import {failuresOf} from './catalogue.ts';
import {settingsOf} from './settings-of.ts';

const {provokes, leftOut} = failuresOf('system-account');
let server: NatsServer;

beforeAll(async () => {
	server = await startServer({
		accounts: `accounts {
			SYS { users: [
				{ user: sys, password: pw }
				{ user: mute, password: pw, permissions: { publish: { deny: ["$SYS.REQ.SERVER.PING"] } } }
				{ user: deaf, password: pw, permissions: { subscribe: { deny: ["_INBOX.>"] } } }
			] }
			APP { users: [ { user: app, password: pw } ] }
		}
		system_account: SYS`,
	});
});

afterAll(stopServers);

async function asOldServer(user: string): Promise<Certainty> {
	const connection = await connectAs(server, user);
	const reticent: NatsConnection = new Proxy(connection, {
		get(target, name) {
			if (name === 'info') return {...target.info, connect_info: undefined, acc_is_sys: undefined};
			const value: unknown = Reflect.get(target, name, target);
			return typeof value === 'function' ? value.bind(target) : value;
		},
	});
	return requireSystemAccount(reticent, settingsOf(`--user ${user} --password pw`), 2000);
}

test('a server that says so', async () => {
	const connection = await connectAs(server, 'sys');
	expect(await requireSystemAccount(connection, settingsOf('--user sys --password pw'), 2000)).toBe('told');
});

test('an older server that answers a PING', async () => {
	expect(await asOldServer('sys')).toBe('answered');
});

test(provokes('a user of another account on an older server'), async () => {
	await expect(asOldServer('app')).rejects.toThrow(
		'cannot read system events: user "app" is not in the system account (its account is "APP"); connect with a system-account user (--creds, --user)',
	);
});

// What they can still be shown, they are shown.
test.each(['mute', 'deaf'])(`${provokes('an older server that may not be asked')}: %s`, async user => {
	expect(await asOldServer(user)).toBe('unknown');
});

test(provokes('a server that wants no login from anybody'), async () => {
	const open = await startServer({accounts: ''});
	const connection = await connectAs(open, 'sys');
	await expect(requireSystemAccount(connection, settingsOf('--user sys --password pw'), 2000)).rejects.toThrow(
		'cannot read system events: user "sys" is not in the system account (its account is "$G"); the server wants no login from anybody; give the server a system account with a user, then connect as that',
	);
});

test('none of the catalogue was left out', () => {
	expect(leftOut()).toEqual([]);
});
