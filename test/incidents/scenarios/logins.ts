// What happens at logins: refused, never finished, expired, revoked.
import {connect as connectSocket, type Socket} from 'node:net';
import {jwtAuthenticator} from 'nats';
import {createOperatorMode} from '../../connection/operator-mode.ts';
import {connectAs, type NatsServer, patientLogin, startServer} from '../../helpers/nats-server.ts';
import {accountsWith, nth, startEast} from '../clusters.ts';
import {later} from '../told-after.ts';
import {defineIncident} from '../incident.ts';
import {startApplication} from '../traffic.ts';

async function refusedLogin(server: NatsServer, name: string): Promise<void> {
	await connectAs(server, 'app', {name, pass: 'wrong'}).then(
		() => Promise.reject(new Error('a wrong password was let in')),
		() => {},
	);
}

export const authStorm = defineIncident({
	name: 'auth-storm',
	story: 'an application tries a wrong password 20 times a second for 20 s',
	expected: [{rules: ['auth-errors'], names: ['billing'], endsWithinMs: 65_000}],
	alsoTrue: [],
	async prepare() {
		const servers = await startEast(3);
		const application = await startApplication({name: 'orders', servers});
		return {
			watched: nth(servers, 0),
			async happen({wait, knowable, ended}) {
				knowable();
				for (let each = 0; each < 200; each++) {
					await Promise.all([refusedLogin(nth(servers, 1), 'billing'), refusedLogin(nth(servers, 2), 'billing')]);
					await wait(100);
				}
				ended();
				await wait(15_000);
			},
			stop: application.stop,
		};
	},
});

export const authTimeout = defineIncident({
	name: 'auth-timeout',
	story: 'sockets open four times a second and never log in',
	expected: [{rules: ['unfinished-logins'], names: ['n2']}],
	alsoTrue: [],
	async prepare() {
		const accounts = accountsWith().replace('timeout: 30', 'timeout: 1');
		const servers = await startEast(3, '', accounts);
		const application = await startApplication({name: 'orders', servers});
		const sockets: Socket[] = [];
		return {
			watched: nth(servers, 0),
			async happen({wait, knowable}) {
				for (let each = 0; each < 80; each++) {
					const socket = connectSocket(nth(servers, 1).port, '127.0.0.1');
					socket.on('error', () => {});
					sockets.push(socket);
					// The first ones are cut off after a second.
					if (each === 8) knowable();
					await wait(250);
				}
			},
			async stop() {
				for (const socket of sockets) socket.destroy();
				await application.stop();
			},
		};
	},
});

export const expiredCredentials = defineIncident({
	name: 'expired-credentials',
	story: 'the JWT of two clients expires after 20 s: they are cut off and try again',
	expected: [
		{rules: ['expiring'], names: ['billing', 'login expires in']},
		{rules: ['expiring'], names: ['billing', 'login expired'], toldAfter: later(20_000, 'it expires after 20 s')},
	],
	alsoTrue: ['auth-errors'],
	async prepare() {
		const operator = createOperatorMode();
		const server = await startServer({name: 'n1', accounts: `${operator.config}\n${patientLogin}`});
		const system = operator.user('SYS', 'top');
		const text = new TextEncoder();
		return {
			watched: server,
			login: ['--jwt', system.jwt, '--seed', system.seed],
			async happen({wait, knowable}) {
				const {jwt, seed} = operator.user('APP', 'billing', {exp: Math.floor(Date.now() / 1000) + 20});
				for (let each = 0; each < 2; each++) {
					await connectAs(server, undefined, {
						name: 'billing',
						authenticator: jwtAuthenticator(jwt, text.encode(seed)),
						reconnect: true,
						reconnectTimeWait: 500,
					});
				}
				knowable();
				await wait(30_000);
			},
		};
	},
});
