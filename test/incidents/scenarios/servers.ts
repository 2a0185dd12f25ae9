// What happens to servers: they crash, stop, start again, drain or stand still.
import {connect as connectSocket, type Socket} from 'node:net';
import {connectAs, type NatsServer} from '../../helpers/nats-server.ts';
import {jetStream, nth, plainAccounts, startEast, startSystem} from '../clusters.ts';
import {later, nextPing} from '../told-after.ts';
import {defineIncident, type Scene, type Stage} from '../incident.ts';
import {serverOfVersion} from '../../versions/server-of-version.ts';
import {startApplication} from '../traffic.ts';

/** Three servers with an application on each of them; watched at n1. */
async function three(
	happen: (servers: readonly NatsServer[], stage: Stage) => Promise<void>,
	config = '',
): Promise<Scene> {
	const servers = await startEast(3, config);
	const application = await startApplication({name: 'orders', servers, count: 9, perSecond: 30});
	return {watched: nth(servers, 0), happen: stage => happen(servers, stage), stop: application.stop};
}

export const crash = defineIncident({
	name: 'crash',
	story: 'n3 is killed and started again 25 s later',
	expected: [
		{rules: ['silent-server'], names: ['n3'], toldAfter: nextPing, endsWithinMs: 5000},
		{rules: ['restarted-server'], names: ['n3'], toldAfter: later(25_000, 'it is started after 25 s')},
	],
	alsoTrue: ['missing-route', 'lost-clients', 'client-moved', 'reconnect-storm', 'missing-server', 'uneven-load'],
	prepare: () =>
		three(async (servers, {wait, knowable, ended}) => {
			knowable();
			await nth(servers, 2).kill();
			await wait(25_000);
			ended();
			await nth(servers, 2).restart();
			await wait(10_000);
		}),
});

export const restart = defineIncident({
	name: 'restart',
	story: 'n2 is stopped in order and started again at once',
	expected: [{rules: ['restarted-server', 'rolling-restart'], names: ['n2']}],
	alsoTrue: ['stopped-server', 'lost-clients', 'client-moved', 'reconnect-storm', 'uneven-load', 'missing-route'],
	prepare: () =>
		three(async (servers, {wait, knowable}) => {
			await nth(servers, 1).kill('SIGTERM');
			await nth(servers, 1).restart();
			knowable();
			await wait(12_000);
		}),
});

export const rollingRestart = defineIncident({
	name: 'rolling-restart',
	story: 'n2, n3 and n4 are stopped in order and started again one after the other, 8 s apart',
	expected: [{rules: ['rolling-restart'], names: ['n2', 'n3', 'n4']}],
	alsoTrue: [
		'restarted-server',
		'stopped-server',
		'lost-clients',
		'client-moved',
		'reconnect-storm',
		'uneven-load',
		'missing-route',
	],
	async prepare() {
		const servers = await startEast(4);
		const application = await startApplication({name: 'orders', servers, count: 12, perSecond: 30});
		return {
			watched: nth(servers, 0),
			async happen({wait, knowable}) {
				for (const index of [1, 2, 3]) {
					await nth(servers, index).kill('SIGTERM');
					await nth(servers, index).restart();
					knowable();
					await wait(8000);
				}
				await wait(4000);
			},
			stop: application.stop,
		};
	},
});

export const lameDuck = defineIncident({
	name: 'lame-duck',
	story: 'n2 is told to drain: its clients leave over half a minute',
	expected: [{rules: ['lame-duck'], names: ['n2']}],
	alsoTrue: ['stopped-server', 'client-moved', 'lost-clients', 'missing-route', 'uneven-load', 'reconnect-storm'],
	prepare: () =>
		three(async (servers, {wait, knowable}) => {
			knowable();
			nth(servers, 1).signal('SIGUSR2');
			await wait(25_000);
		}, 'lame_duck_duration: "30s", lame_duck_grace_period: "3s"'),
});

export const frozenProcess = defineIncident({
	name: 'frozen-process',
	story: 'n3 is stopped with SIGSTOP and goes on 20 s later',
	expected: [{rules: ['silent-server'], names: ['n3'], toldAfter: nextPing, endsWithinMs: 5000}],
	alsoTrue: [
		'events-missed',
		'missing-route',
		'client-moved',
		'lost-clients',
		'reconnect-storm',
		'missing-server',
		'uneven-load',
	],
	prepare: () =>
		three(async (servers, {wait, knowable, ended}) => {
			knowable();
			nth(servers, 2).signal('SIGSTOP');
			await wait(20_000);
			ended();
			nth(servers, 2).signal('SIGCONT');
			await wait(10_000);
		}),
});

export const lostMetaLeader = defineIncident({
	name: 'lost-meta-leader',
	story: 'two of three servers with JetStream are killed: no quorum is left',
	expected: [{rules: ['meta-leader'], names: [/n[123]/], toldAfter: nextPing, endsWithinMs: 15_000}],
	alsoTrue: [
		'events-missed',
		'silent-server',
		'restarted-server',
		'missing-route',
		'missing-server',
		'client-moved',
		'lost-clients',
		'reconnect-storm',
		'meta-peers',
		'uneven-load',
	],
	async prepare() {
		const servers = await startEast(3, jetStream);
		const client = await connectAs(nth(servers, 0), 'sys');
		await client.close();
		return {
			watched: nth(servers, 0),
			async happen({wait, knowable, ended}) {
				await wait(6000);
				knowable();
				await Promise.all([nth(servers, 1).kill(), nth(servers, 2).kill()]);
				await wait(30_000);
				await Promise.all([nth(servers, 1).restart(), nth(servers, 2).restart()]);
				ended();
				await wait(18_000);
			},
		};
	},
});

/** Before this release servers tell nothing of logins that never finish. */
const oldVersion = '2.10.25';

export const versionMix = defineIncident({
	name: 'version-mix',
	story: `n3 runs ${oldVersion}, and sockets open on it four times a second that never log in`,
	expected: [
		{rules: ['mixed-versions'], names: [oldVersion, '2/3']},
		{
			rules: ['unfinished-logins-by-count'],
			names: ['n3', 'never finished'],
			toldAfter: later(
				11_000,
				'twelve of them take 3 s, and what is accepted is told before what logs in: both are compared for 8 s',
			),
		},
	],
	alsoTrue: [],
	async prepare() {
		const plan = (name: string) => ({name, cluster: 'east', accounts: plainAccounts});
		const program = await serverOfVersion(oldVersion);
		const servers = await startSystem([plan('n1'), plan('n2'), {...plan('n3'), program}]);
		const application = await startApplication({name: 'orders', servers});
		const sockets: Socket[] = [];
		return {
			watched: nth(servers, 0),
			async happen({wait, knowable}) {
				// All logins of a minute have to be known.
				await wait(55_000);
				knowable();
				for (let each = 0; each < 160; each++) {
					const socket = connectSocket(nth(servers, 2).port, '127.0.0.1');
					socket.on('error', () => {});
					sockets.push(socket);
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

export const reload = defineIncident({
	name: 'configuration-reload',
	story: 'n2 reads its configuration again, with a client of it connected',
	expected: [{rules: ['reloaded'], names: ['n2']}],
	alsoTrue: [],
	prepare: () =>
		three(async (servers, {wait, knowable}) => {
			const reloaded = nth(servers, 1);
			// A CONNECT that comes sooner after the beginning of its connection is an ordinary one.
			await wait(12_000);
			const changed = plainAccounts.replace('user: app', 'user: late, password: pw }, { user: app');
			reloaded.configure({accounts: changed, config: `${reloaded.config()}\nmax_payload: 2MB`});
			knowable();
			reloaded.signal('SIGHUP');
			await wait(8000);
			if (!reloaded.log().includes('Reloaded server configuration')) throw new Error(reloaded.log());
		}),
});
