// `doctor` against real servers: what is well, and what is not, at each step.
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {thisMachine} from '../../../source/connection/files/machine.ts';
import type {Checked} from '../../../source/connection/doctor/checked.ts';
import {examine, type Examined} from '../../../source/connection/doctor/examine.ts';
import {type Level, permissionsFor} from '../../../source/connection/permissions/permissions.ts';
import {type NatsServer, patientLogin, startServer, stopServers} from '../../helpers/nats-server.ts';
import {changedServer, silentPort} from '../diagnosis/strange-ports.ts';
import {settingsOf} from '../settings-of.ts';

afterAll(stopServers);

const certificates = path.join(import.meta.dirname, '../../fixtures/tls');
const accounts = `accounts {
	SYS { users: [
		{user: sys, password: pw}
		{user: few, password: pw, permissions: {
			publish: {deny: ["$SYS.REQ.SERVER.*.VARZ", "$SYS.REQ.SERVER.*.CONNZ"]}
			subscribe: {deny: ["$SYS.SERVER.*.LAMEDUCK"]}
		}}
		{user: mute, password: pw, permissions: {publish: {deny: ">"}}}
	] }
	APP { users: [ {user: app, password: pw} ] }
}
system_account: SYS
${patientLogin}
`;

let server: NatsServer;
let secure: NatsServer;

beforeAll(async () => {
	const config = `tls { cert_file: "${certificates}/by-address.pem", key_file: "${certificates}/by-address.key" }`;
	[server, secure] = await Promise.all([
		startServer({name: 'doctored', accounts}),
		startServer({name: 'secured', accounts, config}),
	]);
});

function examined(options: string, level: Level = 'demand'): Promise<Examined> {
	const machine = thisMachine({});
	return examine({settings: settingsOf(options), machine, level, now: Date.now});
}

const stateOf = ({checks}: Examined, step: string): string | undefined =>
	checks.find(one => one.step.startsWith(step))?.state;

const notOk = ({checks}: Examined): readonly Checked[] => checks.filter(({state}) => state !== 'ok');

describe('a connection that is well', () => {
	test('each step is ok, each permission was tried, and nobody acted on it', async () => {
		const found = await examined(`-s ${server.url} --user sys --password pw`, 'actions');
		expect(notOk(found)).toEqual([]);
		expect(found.checks.map(({step}) => step)).toEqual([
			`reach 127.0.0.1:${server.port}`,
			`TLS 127.0.0.1:${server.port}`,
			'login',
			'system account',
			...permissionsFor('actions').map(({operation, subject}) => `${operation} ${subject}`),
		]);
		expect(found.servers).toEqual([
			{
				name: 'doctored',
				version: expect.stringMatching(/^2\./),
				ahead: {ms: expect.any(Number), within: expect.any(Number)},
			},
		]);
		const {ms = Number.NaN, within = Number.NaN} = found.servers?.[0]?.ahead ?? {};
		// It is the same clock.
		expect(Math.abs(ms)).toBeLessThanOrEqual(within + 1);
		expect(found.roundTripMs).toBeGreaterThan(0);
		// It was neither reloaded nor asked to let anybody go.
		expect(server.log()).not.toMatch(/Reload|lame duck|Kick/i);
	});

	test('with TLS, the certificate is told', async () => {
		const found = await examined(`-s ${secure.url} --user sys --password pw --tlsca ${certificates}/authority.pem`);
		expect(notOk(found)).toEqual([]);
		expect(found.checks[1]?.text).toMatch(
			/^TLSv1\.\d, a certificate for .*127\.0\.0\.1.* by .+ until \d{4}-\d\d-\d\dT/,
		);
	});
});

describe('what is not', () => {
	test('nobody there: nothing more is tried', async () => {
		const found = await examined('-s nats://127.0.0.1:9 --user sys --password pw');
		expect(found.checks.map(({state}) => state)).toEqual(['not ok', ...Array.from({length: 4}, () => 'not tried')]);
		expect(found.checks[0]).toMatchObject({
			text: 'nothing is listening there',
			tryThis: expect.stringContaining('check'),
		});
		expect([found.servers, found.roundTripMs]).toEqual([undefined, undefined]);
	});

	test('a name that nobody knows', async () => {
		const found = await examined('-s nats://no-such-host.invalid --user sys --password pw');
		expect(found.checks[0]).toMatchObject({step: 'name no-such-host.invalid', state: 'not ok'});
		expect(found.checks.slice(1).every(({state}) => state === 'not tried')).toBe(true);
	});

	test('a port that says nothing, within its time', async () => {
		const silent = await silentPort();
		try {
			const found = await examined(`-s ${silent.address} --user sys --password pw --timeout 400ms`);
			expect(found.checks[0]).toMatchObject({state: 'not ok', text: 'it accepts connections but says nothing'});
		} finally {
			await silent.close();
		}
	});

	test('a wrong password', async () => {
		const found = await examined(`-s ${server.url} --user sys --password hunter2`);
		expect(stateOf(found, 'reach')).toBe('ok');
		expect(notOk(found)[0]).toMatchObject({step: 'login', text: expect.stringContaining('refused user "sys"')});
		expect(JSON.stringify(found)).not.toContain('hunter2');
	});

	test('another account', async () => {
		const found = await examined(`-s ${server.url} --user app --password pw`);
		expect(stateOf(found, 'login')).toBe('ok');
		expect(notOk(found)).toEqual([
			expect.objectContaining({step: 'system account', text: 'we are in another account: user app in account APP'}),
			expect.objectContaining({step: 'permissions', state: 'not tried'}),
		]);
	});

	test('a token that an older server tells as our user is kept back', async () => {
		const token = 'tok-hunter';
		const {port} = await startServer({accounts: `authorization { token: "${token}", timeout: 30 }`});
		const older = await changedServer(port, '[REDACTED]', token);
		try {
			const found = await examined(`-s ${older.address} --token ${token}`);
			expect(notOk(found)[0]?.text).toBe('we are in another account: user [hidden] in account $G');
			expect(JSON.stringify(found)).not.toContain(token);
		} finally {
			await older.close();
		}
	});

	test('permissions that are denied, each with what does not work without it', async () => {
		const found = await examined(`-s ${server.url} --user few --password pw`);
		expect(notOk(found).map(({step, state}) => `${state}: ${step}`)).toEqual([
			'not ok: subscribe $SYS.SERVER.*.LAMEDUCK',
			'not ok: publish $SYS.REQ.SERVER.*.VARZ',
			'not ok: publish $SYS.REQ.SERVER.*.CONNZ',
		]);
		expect(notOk(found)[0]).toMatchObject({
			text: 'not allowed: a server that drains does not say so',
			tryThis: 'allow it: nats-top-sys --permissions demand prints how',
		});
	});

	test('a user that may not ask: the servers are not heard', async () => {
		const found = await examined(`-s ${server.url} --user mute --password pw --timeout 1s`);
		expect(found.servers).toEqual([]);
		expect(stateOf(found, 'publish $SYS.REQ.SERVER.PING')).toBe('not ok');
		expect(stateOf(found, 'subscribe $SYS.SERVER.*.STATSZ')).toBe('ok');
	});

	test('a certificate of another CA', async () => {
		const found = await examined(`-s ${secure.url} --user sys --password pw --tlsca ${certificates}/stranger.pem`);
		const [reach, tls, login] = found.checks;
		expect(reach).toMatchObject({state: 'ok'});
		expect(tls).toMatchObject({state: 'not ok', tryThis: 'correct --tlsca'});
		expect(tls?.text).toMatch(/is not signed by the CA in .*stranger\.pem; TLSv1\.\d, a certificate for /);
		expect(login).toMatchObject({state: 'not ok'});
	});

	test('a file that is not there', async () => {
		const found = await examined(`-s ${server.url} --creds /nonexistent/sys.creds`);
		expect(found.checks[0]).toMatchObject({
			step: 'settings',
			state: 'not ok',
			text: expect.stringContaining('no such file'),
		});
		expect(found.checks.slice(1).every(({state}) => state === 'not tried')).toBe(true);
	});
});
