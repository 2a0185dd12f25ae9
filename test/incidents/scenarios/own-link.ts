// What happens to our own connection: it is slow, lost, lost again and again, cut off, or brings nothing.
import {connectAs} from '../../helpers/nats-server.ts';
import {startCuttingProxy} from '../../sources/nats/cutting-proxy.ts';
import {startSlowProxy} from '../../sources/nats/slow-proxy.ts';
import {accountsWith, nth, startEast} from '../clusters.ts';
import {later, nextPing} from '../told-after.ts';
import {defineIncident} from '../incident.ts';
import {roadTo} from '../road.ts';
import {startApplication} from '../traffic.ts';

/** Where a way to a server begins. */
const at = (port: number): {readonly url: string} => ({url: `nats://127.0.0.1:${port}`});

export const slowLink = defineIncident({
	name: 'slow-link',
	story: 'all that we send and receive takes 0.4 s longer each way',
	expected: [{rules: ['slow-link'], names: ['our link', 'n1']}],
	alsoTrue: [],
	async prepare() {
		const servers = await startEast(3);
		const application = await startApplication({name: 'orders', servers});
		const way = await startSlowProxy(nth(servers, 0).port, {});
		return {
			watched: at(way.port),
			async happen({wait, knowable}) {
				way.slowDown(400);
				// Three answers, two seconds apart and late, and what is asked between them.
				await wait(8000);
				knowable();
				await wait(10_000);
			},
			async stop() {
				await application.stop();
				await way.close();
			},
		};
	},
});

export const lostLink = defineIncident({
	name: 'lost-link',
	story: 'our connection is cut and refused for 8 s, while clients come and go',
	expected: [
		{rules: ['link-down'], names: ['our link'], endsWithinMs: 5000},
		{
			rules: ['events-missed'],
			names: ['our link', 'n1', /up to \d+/],
			toldAfter: later(8000, 'first we have to be back'),
		},
	],
	alsoTrue: [],
	async prepare() {
		const [server] = await startEast(1, '', accountsWith());
		if (server === undefined) throw new Error('no server was started');
		const application = await startApplication({name: 'orders', servers: [server]});
		const road = await roadTo(server.port);
		return {
			watched: at(road.port),
			async happen({wait, knowable, ended}) {
				road.close();
				knowable();
				for (let each = 0; each < 4; each++) {
					const job = await connectAs(server, 'app', {name: 'nightly-job'});
					await wait(2000);
					await job.close();
				}
				road.open();
				ended();
				await wait(10_000);
			},
			async stop() {
				await application.stop();
				await road.stop();
			},
		};
	},
});

export const unstableLink = defineIncident({
	name: 'unstable-link',
	story: 'our connection is cut four times, four seconds apart',
	expected: [{rules: ['unstable-link'], names: ['our link', 'lost 3 times']}],
	alsoTrue: ['link-down', 'events-missed'],
	async prepare() {
		const [server] = await startEast(1, '', accountsWith());
		if (server === undefined) throw new Error('no server was started');
		const road = await roadTo(server.port);
		return {
			watched: at(road.port),
			async happen({wait, knowable}) {
				for (let each = 0; each < 4; each++) {
					road.close();
					if (each === 2) knowable();
					await wait(500);
					road.open();
					await wait(3500);
				}
			},
			stop: road.stop,
		};
	},
});

export const cutOff = defineIncident({
	name: 'cut-off',
	story: 'we read nothing for a while, and the server cuts us off as a slow consumer',
	expected: [{rules: ['cut-off'], names: ['our link', 'slow consumer']}],
	alsoTrue: ['link-down', 'events-missed', 'slow-consumers', 'nothing-heard'],
	async prepare() {
		const [server] = await startEast(1, 'max_pending: 1MB', accountsWith());
		if (server === undefined) throw new Error('no server was started');
		const way = await startCuttingProxy(server.port);
		const busy = await connectAs(server, 'sys');
		return {
			watched: at(way.port),
			async happen({wait, knowable}) {
				way.holdServer();
				for (let each = 0; each < 200 && !server.log().includes('Slow Consumer'); each++) {
					busy.publish('$SYS.ACCOUNT.BUSY.CONNECT', new Uint8Array(900_000));
					await busy.flush();
				}
				// Why it was ended is asked when we are back.
				way.release();
				knowable();
				await wait(12_000);
			},
			stop: way.close,
		};
	},
});

export const nothingHeard = defineIncident({
	name: 'frozen-at-our-end',
	story: 'the server that we are connected to is stopped with SIGSTOP for 12 s',
	expected: [{rules: ['nothing-heard'], names: ['our link', 'n1'], toldAfter: nextPing, endsWithinMs: 5000}],
	alsoTrue: ['link-down', 'events-missed', 'silent-server', 'missing-route', 'lost-clients', 'client-moved'],
	async prepare() {
		const servers = await startEast(3);
		return {
			watched: nth(servers, 0),
			async happen({wait, knowable, ended}) {
				await wait(6000);
				knowable();
				nth(servers, 0).signal('SIGSTOP');
				await wait(12_000);
				nth(servers, 0).signal('SIGCONT');
				ended();
				await wait(8000);
			},
		};
	},
});

export const fewRights = defineIncident({
	name: 'missing-permissions',
	story: 'our user may not subscribe to the logins of accounts',
	expected: [{rules: ['refused-subjects'], names: ['$SYS.ACCOUNT.*.CONNECT']}],
	alsoTrue: [],
	async prepare() {
		const denied = 'permissions { subscribe { deny: "$SYS.ACCOUNT.*.CONNECT" } }';
		const accounts = accountsWith().replace(
			'{ user: sys, password: pw }',
			`{ user: sys, password: pw }, { user: half, password: pw, ${denied} }`,
		);
		const servers = await startEast(1, '', accounts);
		return {
			watched: nth(servers, 0),
			login: ['--user', 'half', '--password', 'pw'],
			async happen({wait, knowable}) {
				knowable();
				await wait(3000);
			},
		};
	},
});
