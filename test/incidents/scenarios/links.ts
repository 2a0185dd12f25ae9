// What happens between servers: a partition, missing routes and gateways.
import {connectAs, type NatsServer, startServer} from '../../helpers/nats-server.ts';
import {setAsidePort} from '../../topologies/ports.ts';
import {whenComplete} from '../../topologies/servers.ts';
import {nth, plainAccounts} from '../clusters.ts';
import {dialledAgain, later, nextPing} from '../told-after.ts';
import {defineIncident} from '../incident.ts';
import {onRoads} from '../on-roads.ts';
import {type Road, roadTo} from '../road.ts';
import {startApplication} from '../traffic.ts';

export const missingRoute = defineIncident({
	name: 'missing-route',
	story: 'the route between n2 and n3 is cut and refused for 40 s',
	expected: [{rules: ['missing-route'], names: ['n2', 'n3'], toldAfter: dialledAgain, endsWithinMs: 15_000}],
	alsoTrue: ['events-missed', 'partition'],
	async prepare() {
		const {servers, roads} = await onRoads();
		const application = await startApplication({name: 'orders', servers});
		return {
			watched: nth(servers, 0),
			async happen({wait, knowable, ended}) {
				await wait(3000);
				knowable();
				roads.get('2-3')?.close();
				await wait(40_000);
				roads.get('2-3')?.open();
				ended();
				await wait(20_000);
			},
			async stop() {
				await application.stop();
				await Promise.all([...roads.values()].map(road => road.stop()));
			},
		};
	},
});

export const oneSidedRoute = defineIncident({
	name: 'one-sided-route',
	story: 'n2 loses its route to n3 for 30 s, and n3 does not notice',
	expected: [{rules: ['missing-route'], names: ['n2', 'n3', 'only n3 has the route'], toldAfter: dialledAgain}],
	alsoTrue: ['events-missed', 'partition'],
	async prepare() {
		const {servers, roads} = await onRoads();
		const application = await startApplication({name: 'orders', servers});
		return {
			watched: nth(servers, 0),
			async happen({wait, knowable}) {
				await wait(6000);
				knowable();
				roads.get('2-3')?.closeNearEnd();
				await wait(30_000);
			},
			async stop() {
				await application.stop();
				await Promise.all([...roads.values()].map(road => road.stop()));
			},
		};
	},
});

export const disagreement = defineIncident({
	name: 'disagreement',
	story: 'the route between n2 and n3 is cut for nine minutes: they count one server less than n1',
	isLong: true,
	expected: [
		{
			rules: ['partition'],
			names: ['n1 sees 3', 'see 2'],
			toldAfter: later(340_000, 'a server counts others on for 150 to 240 s, and they do not forget at the same time'),
		},
	],
	alsoTrue: ['missing-route'],
	async prepare() {
		const {servers, roads} = await onRoads();
		return {
			watched: nth(servers, 0),
			async happen({wait, knowable}) {
				roads.get('2-3')?.close();
				knowable();
				await wait(540_000);
			},
			async stop() {
				await Promise.all([...roads.values()].map(road => road.stop()));
			},
		};
	},
});

export const partition = defineIncident({
	name: 'partition',
	story: 'n3 is cut off from n1 and n2 while it goes on',
	expected: [{rules: ['silent-server', 'partition'], names: ['n3'], toldAfter: nextPing, endsWithinMs: 15_000}],
	alsoTrue: ['events-missed', 'missing-route', 'missing-server'],
	async prepare() {
		const {servers, roads} = await onRoads();
		const application = await startApplication({name: 'orders', servers});
		return {
			watched: nth(servers, 0),
			async happen({wait, knowable, ended}) {
				await wait(3000);
				knowable();
				roads.get('1-3')?.close();
				roads.get('2-3')?.close();
				await wait(25_000);
				roads.get('1-3')?.open();
				roads.get('2-3')?.open();
				ended();
				await wait(20_000);
			},
			async stop() {
				await application.stop();
				await Promise.all([...roads.values()].map(road => road.stop()));
			},
		};
	},
});

export const missingGateway = defineIncident({
	name: 'missing-gateway',
	story: 'the gateway of cluster A to cluster B is cut and refused for 25 s, the other way stays',
	expected: [
		{
			rules: ['missing-gateway'],
			names: ['gateway A → B'],
			toldAfter: later(
				14_000,
				'what does not hear our PING tells of itself every 10 s, and a broken link is dialled again',
			),
			endsWithinMs: 15_000,
		},
	],
	alsoTrue: ['partition', 'silent-server', 'missing-server', 'lost-clients', 'events-missed'],
	async prepare() {
		const [ofA, ofB] = [await setAsidePort(), await setAsidePort()];
		const [toA, toB] = [await roadTo(ofA), await roadTo(ofB)];
		const start = (name: string, listens: number, other: string, road: Road): Promise<NatsServer> =>
			startServer({
				name: `${name.toLowerCase()}1`,
				accounts: plainAccounts,
				// What is advertised leads nowhere, so that the clusters reach each other by their roads alone.
				config: `gateway { name: ${name}, listen: "127.0.0.1:${listens}", advertise: "127.0.0.1:1", gateways: [ { name: ${other}, url: "nats://127.0.0.1:${road.port}" } ] }`,
			});
		const servers = [await start('A', ofA, 'B', toB), await start('B', ofB, 'A', toA)];
		const client = await connectAs(nth(servers, 0), 'sys');
		await whenComplete(client, 2);
		await client.close();
		return {
			watched: nth(servers, 0),
			async happen({wait, knowable, ended}) {
				await wait(8000);
				knowable();
				toB.close();
				await wait(25_000);
				toB.open();
				ended();
				await wait(15_000);
			},
			async stop() {
				await Promise.all([toA.stop(), toB.stop()]);
			},
		};
	},
});
