// What brings servers and accounts to their limits, or loads one server more than others.
import {jwtAuthenticator} from 'nats';
import {createOperatorMode} from '../../connection/operator-mode.ts';
import {connectAs, patientLogin, startServer} from '../../helpers/nats-server.ts';
import {nth, startEast} from '../clusters.ts';
import {defineIncident} from '../incident.ts';
import {onRoads} from '../on-roads.ts';

export const unevenLoad = defineIncident({
	name: 'uneven-load',
	story: 'a hundred clients connect to n2 and stay there',
	expected: [{rules: ['uneven-load'], names: ['n2']}],
	alsoTrue: ['reconnect-storm'],
	async prepare() {
		const servers = await startEast(3);
		return {
			watched: nth(servers, 0),
			async happen({wait, knowable}) {
				for (let each = 0; each < 100; each++) await connectAs(nth(servers, 1), 'app', {name: `device-${each}`});
				// Clients come back one after the other: what is uneven for a minute stays so.
				await wait(60_000);
				knowable();
				await wait(8000);
			},
		};
	},
});

export const memoryLimit = defineIncident({
	name: 'memory-limit',
	story: 'a server is started with less memory (GOMEMLIMIT) than it needs',
	expected: [{rules: ['memory-limit'], names: ['n1', 'GOMEMLIMIT']}],
	alsoTrue: [],
	async prepare() {
		process.env['GOMEMLIMIT'] = '12MiB';
		const servers = await startEast(1);
		delete process.env['GOMEMLIMIT'];
		return {
			watched: nth(servers, 0),
			async happen({wait, knowable}) {
				// A collection of garbage may follow: twenty seconds of it are a problem.
				await wait(15_000);
				knowable();
				await wait(8000);
			},
		};
	},
});

export const nearLimit = defineIncident({
	name: 'near-limit',
	story: 'an account has 9 of 10 connections when its claims are pushed again',
	expected: [{rules: ['near-limit'], names: ['APP', '9/10']}],
	alsoTrue: ['reloaded'],
	async prepare() {
		const operator = createOperatorMode();
		const server = await startServer({name: 'n1', accounts: `${operator.resolverConfig}\n${patientLogin}`});
		const system = operator.user('SYS', 'top');
		const asUser = ({jwt, seed}: {jwt: string; seed: string}) => ({
			authenticator: jwtAuthenticator(jwt, new TextEncoder().encode(seed)),
		});
		for (let each = 0; each < 9; each++) {
			await connectAs(server, undefined, {name: 'worker', ...asUser(operator.user('APP', 'worker'))});
		}
		const admin = await connectAs(server, undefined, asUser(system));
		const limits = {subs: -1, data: -1, payload: -1, imports: -1, exports: -1, wildcards: true, conn: 10, leaf: -1};
		return {
			watched: server,
			view: 'accounts',
			login: ['--jwt', system.jwt, '--seed', system.seed],
			async happen({wait, knowable}) {
				const subject = `$SYS.REQ.ACCOUNT.${operator.ids.APP}.CLAIMS.UPDATE`;
				await admin.request(subject, operator.accountToken('APP', {limits}), {timeout: 10_000});
				knowable();
				await wait(10_000);
			},
		};
	},
});

export const routePending = defineIncident({
	name: 'route-pending',
	story: 'the route from n2 to n3 lets through less than is sent over it',
	expected: [{rules: ['route-pending'], names: ['n2', 'route to n3']}],
	alsoTrue: [
		'traffic-change',
		'slow-consumers',
		'memory-growing',
		'cpu-saturated',
		'missing-route',
		'silent-server',
		'events-missed',
	],
	async prepare() {
		const {servers, roads} = await onRoads('write_deadline: "60s"');
		const [reader, writer] = [await connectAs(nth(servers, 2), 'app'), await connectAs(nth(servers, 1), 'app')];
		reader.subscribe('bulk', {callback: () => {}});
		await reader.flush();
		return {
			watched: nth(servers, 0),
			async happen({wait, knowable}) {
				roads.get('2-3')?.narrow(500_000);
				const payload = new Uint8Array(100_000);
				for (let each = 0; each < 200; each++) {
					writer.publish('bulk', payload);
					await wait(50);
				}
				// What waits for less than ten seconds is a burst.
				await wait(4000);
				knowable();
				await wait(8000);
			},
			async stop() {
				await Promise.all([...roads.values()].map(road => road.stop()));
			},
		};
	},
});
