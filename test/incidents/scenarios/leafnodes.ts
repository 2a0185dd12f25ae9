// What happens with leafnodes: they come and go, stay away, or share a name.
import {type NatsServer, startServer} from '../../helpers/nats-server.ts';
import {setAsidePort} from '../../topologies/ports.ts';
import {accountsWith, plainAccounts} from '../clusters.ts';
import {defineIncident} from '../incident.ts';

const leafHub = async (): Promise<{readonly hub: NatsServer; readonly port: number}> => {
	const port = await setAsidePort();
	const hub = await startServer({
		name: 'hub',
		accounts: plainAccounts,
		config: `leafnodes { listen: "127.0.0.1:${port}" }`,
	});
	return {hub, port};
};

const leafAccounts = accountsWith();

function startLeaf(port: number): Promise<NatsServer> {
	const remote = `{ url: "nats://app:pw@127.0.0.1:${port}", account: APP }`;
	return startServer({
		name: 'edge-7',
		accounts: leafAccounts,
		config: `leafnodes { reconnect: 1s, remotes: [ ${remote} ] }`,
	});
}

export const leafnodeFlap = defineIncident({
	name: 'leafnode-flap',
	story: 'a leafnode is killed and started again every four seconds',
	expected: [{rules: ['flapping-leafnode'], names: ['edge-7']}],
	alsoTrue: ['leafnode-down'],
	async prepare() {
		const {hub, port} = await leafHub();
		const leaf = await startLeaf(port);
		return {
			watched: hub,
			async happen({wait, knowable}) {
				for (let each = 0; each < 5; each++) {
					await wait(3000);
					await leaf.kill();
					await wait(1000);
					await leaf.restart();
					if (each === 2) knowable();
				}
			},
		};
	},
});

export const leafnodeDown = defineIncident({
	name: 'leafnode-down',
	story: 'a leafnode is killed and stays away for 20 s',
	expected: [{rules: ['leafnode-down'], names: ['edge-7'], endsWithinMs: 5000}],
	alsoTrue: [],
	async prepare() {
		const {hub, port} = await leafHub();
		const leaf = await startLeaf(port);
		return {
			watched: hub,
			async happen({wait, knowable, ended}) {
				await wait(35_000);
				knowable();
				await leaf.kill();
				await wait(20_000);
				await leaf.restart();
				ended();
				await wait(8000);
			},
		};
	},
});

export const sameName = defineIncident({
	name: 'same-name',
	story: 'two edge servers of one cluster name are both called nats-0',
	expected: [{rules: ['same-name'], names: ['nats-0', 'edge']}],
	// A hub that takes them for one ends the connection of the other one.
	alsoTrue: ['flapping-leafnode'],
	async prepare() {
		const port = await setAsidePort();
		const accounts = accountsWith();
		const config = `leafnodes { listen: "127.0.0.1:${port}" }`;
		const hub = await startServer({name: 'hub', accounts, config});
		const remote = `{ url: "nats://sys:pw@127.0.0.1:${port}", account: SYS }`;
		for (let each = 0; each < 2; each++) {
			const cluster = `cluster { name: edge, listen: "127.0.0.1:${await setAsidePort()}" }`;
			await startServer({
				name: 'nats-0',
				accounts,
				config: `${cluster}\nleafnodes { reconnect: 1s, remotes: [ ${remote} ] }`,
			});
		}
		return {
			watched: hub,
			async happen({wait, knowable}) {
				knowable();
				await wait(6000);
			},
		};
	},
});
