// What applications do: connect in a loop, come back all at once, move, read too slowly, reach a limit, change version.
import type {NatsConnection} from 'nats';
import {connectAs} from '../../helpers/nats-server.ts';
import {accountsWith, nth, startEast} from '../clusters.ts';
import {defineIncident} from '../incident.ts';
import {startApplication} from '../traffic.ts';

export const reconnectLoop = defineIncident({
	name: 'reconnect-loop',
	story: 'an application connects, stays 0.3 s and leaves, over and over for 20 s',
	expected: [{rules: ['reconnect-loop'], names: ['crashy'], endsWithinMs: 65_000}],
	alsoTrue: [],
	async prepare() {
		const servers = await startEast(3);
		const application = await startApplication({name: 'orders', servers});
		return {
			watched: nth(servers, 0),
			async happen({wait, knowable, ended}) {
				for (let each = 0; each < 50; each++) {
					const client = await connectAs(nth(servers, each % 3), 'app', {name: 'crashy'});
					await wait(300);
					await client.close();
					if (each === 2) knowable();
					await wait(100);
				}
				ended();
				await wait(15_000);
			},
			stop: application.stop,
		};
	},
});

export const reconnectStorm = defineIncident({
	name: 'reconnect-storm',
	story: 'n3 is restarted with 300 clients on it, which all come back elsewhere',
	expected: [{rules: ['reconnect-storm'], names: ['n3', /\d\d\d/]}],
	alsoTrue: ['restarted-server', 'stopped-server', 'lost-clients', 'client-moved', 'uneven-load', 'missing-route'],
	async prepare() {
		const servers = await startEast(3);
		const fleet = await startApplication({
			name: 'fleet',
			servers: [nth(servers, 2), nth(servers, 0), nth(servers, 1)],
			count: 3,
			perSecond: 10,
		});
		const many = await Promise.all(
			Array.from({length: 10}, (_, batch) =>
				startApplication({
					name: `devices-${batch}`,
					servers: [nth(servers, 2)],
					count: 30,
					perSecond: 0,
					options: {servers: [nth(servers, 2).url, nth(servers, 0).url, nth(servers, 1).url]},
				}),
			),
		);
		return {
			watched: nth(servers, 0),
			async happen({wait, knowable}) {
				await wait(3000);
				await nth(servers, 2).kill('SIGTERM');
				await nth(servers, 2).restart();
				knowable();
				await wait(15_000);
			},
			async stop() {
				await Promise.all([fleet, ...many].map(each => each.stop()));
			},
		};
	},
});

export const clientFailover = defineIncident({
	name: 'client-failover',
	story: 'a client is kicked from n2 and comes back on n3 at once',
	expected: [{rules: ['client-moved'], names: ['reporting', 'n2', 'n3']}],
	alsoTrue: [],
	async prepare() {
		const servers = await startEast(3);
		const application = await startApplication({name: 'orders', servers});
		const system = await connectAs(nth(servers, 0), 'sys');
		const moving = await connectAs(nth(servers, 1), 'app', {name: 'reporting'});
		return {
			watched: nth(servers, 0),
			async happen({wait, knowable}) {
				await wait(12_000);
				const {server_id: server, client_id: cid} = moving.info ?? {};
				await system.request(`$SYS.REQ.SERVER.${server}.KICK`, JSON.stringify({cid}));
				await moving.closed();
				await connectAs(nth(servers, 2), 'app', {name: 'reporting'});
				knowable();
				await wait(10_000);
			},
			stop: application.stop,
		};
	},
});

export const accountLimit = defineIncident({
	name: 'account-limit',
	story: 'an account with room for five connections is asked for more, five times a second',
	expected: [{rules: ['at-limit'], names: ['SMALL', /5/]}],
	alsoTrue: ['near-limit'],
	async prepare() {
		const small = '	SMALL { users: [ { user: small, password: pw } ], limits { max_connections: 5 } }';
		const servers = await startEast(1, '', accountsWith('', small));
		const held: NatsConnection[] = [];
		for (let each = 0; each < 5; each++) held.push(await connectAs(nth(servers, 0), 'small', {name: 'holder'}));
		return {
			watched: nth(servers, 0),
			async happen({wait, knowable}) {
				knowable();
				for (let each = 0; each < 100; each++) {
					await connectAs(nth(servers, 0), 'small', {name: 'late-comer'}).then(
						client => client.close(),
						() => {},
					);
					await wait(200);
				}
			},
			async stop() {
				await Promise.all(held.map(client => client.close()));
			},
		};
	},
});

export const deploy = defineIncident({
	name: 'deploy',
	story: 'six clients of an application leave one after the other and come back under a new version’s name',
	expected: [{rules: ['deploy'], names: ['checkout', '1.38.0']}],
	alsoTrue: ['client-moved'],
	async prepare() {
		const servers = await startEast(3);
		const application = await startApplication({name: 'orders', servers});
		const old = await startApplication({name: 'checkout-1.37.0', servers, count: 6, perSecond: 6});
		return {
			watched: nth(servers, 0),
			async happen({wait, knowable}) {
				await wait(3000);
				for (const [index, client] of old.connections.entries()) {
					await client.close();
					await connectAs(nth(servers, index % 3), 'app', {name: 'checkout-1.38.0'});
					await wait(500);
				}
				knowable();
				await wait(8000);
			},
			async stop() {
				await Promise.all([application.stop(), old.stop()]);
			},
		};
	},
});

export const shortLives = defineIncident({
	name: 'short-lives',
	story: 'five times a second a client of a new name connects, stays a second and leaves',
	expected: [{rules: ['short-lives'], names: ['come and go'], endsWithinMs: 65_000}],
	alsoTrue: [],
	async prepare() {
		const servers = await startEast(3);
		const application = await startApplication({name: 'orders', servers});
		return {
			watched: nth(servers, 0),
			async happen({wait, knowable, ended}) {
				const jobs: Promise<void>[] = [];
				for (let each = 0; each < 170; each++) {
					const job = async (): Promise<void> => {
						const client = await connectAs(nth(servers, each % 3), 'app', {name: `job-${each}`});
						await wait(1000);
						await client.close();
					};
					jobs.push(job());
					// A hundred and twenty of them within a minute are a problem.
					if (each === 130) knowable();
					await wait(200);
				}
				await Promise.all(jobs);
				ended();
				await wait(10_000);
			},
			stop: application.stop,
		};
	},
});
