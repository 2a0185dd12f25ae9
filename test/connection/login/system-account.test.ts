// Servers before 2.12 do not say whether an account is the system account; then a PING must tell. A real server is
// asked here through a connection that keeps the server's word to itself.
import {type NatsConnection, RequestError} from 'nats';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {
	type AskedConnection,
	type Membership,
	requireSystemAccount,
} from '../../../source/connection/login/system-account.ts';
import type {Fields} from '../../../source/wire/fields.ts';
import {connectAs, type NatsServer, startServer, stopServers} from '../../helpers/nats-server.ts';
import {failuresOf} from '../catalogue.ts';
import {settingsOf} from '../settings-of.ts';

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

function asked(connection: NatsConnection, info: () => Fields): AskedConnection {
	return {
		info,
		roundTrip: () => connection.flush(),
		async answerTo(subject, body) {
			try {
				return (await connection.request(subject, body, {timeout: 2000})).string();
			} catch (error) {
				return error instanceof RequestError && error.isNoResponders() ? '' : undefined;
			}
		},
	};
}

async function asOldServer(user: string): Promise<Membership> {
	const connection = await connectAs(server, user);
	const reticent = () => ({...connection.info, connect_info: undefined, acc_is_sys: undefined});
	return requireSystemAccount(asked(connection, reticent), settingsOf(`--user ${user} --password pw`));
}

async function asNewServer(connection: NatsConnection): Promise<Membership> {
	const info = () => ({...connection.info});
	return requireSystemAccount(asked(connection, info), settingsOf('--user sys --password pw'));
}

test('a server that says so', async () => {
	expect(await asNewServer(await connectAs(server, 'sys'))).toBe('told');
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
	await expect(asNewServer(await connectAs(open, 'sys'))).rejects.toThrow(
		'cannot read system events: user "sys" is not in the system account (its account is "$G"); the server wants no login from anybody; give the server a system account with a user, then connect as that',
	);
});

test('none of the catalogue was left out', () => {
	expect(leftOut()).toEqual([]);
});
