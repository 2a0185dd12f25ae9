// LEAFZ of a real hub and its leafnode, as the view of leafnodes asks for it, and what is made of odd answers.
import fc from 'fast-check';
import {afterAll, describe, expect, test} from 'vitest';
import {ingest} from '../../source/core/ingest.ts';
import {createModel} from '../../source/model/model.ts';
import {leafnodesSubject} from '../../source/requests/leafnodes.ts';
import {linkUp, MadeServer, noon} from '../events/made-server.ts';
import {connectAs, stopServers} from '../helpers/nats-server.ts';
import {startUnbridged} from '../topologies/config-accounts.ts';
import {startWatch, type Watch} from '../tutorial/watch.ts';

let watch: Watch | undefined;

afterAll(async () => {
	await watch?.stop();
	await stopServers();
});

test('a real hub tells of its leafnode: name, account, side, and rates from the second answer on', async () => {
	const topology = await startUnbridged();
	const [hub] = topology.servers;
	const {outsider: leaf} = topology;
	if (hub === undefined || leaf === undefined) throw new Error('a server is missing');
	const watching = await startWatch(topology.commandLine);
	watch = watching;
	const leafnodes = () => [...watching.model.servers.values()].flatMap(server => server.leafnodes?.leafnodes ?? []);
	await watching.until('the leafnode', () => {
		watching.ask(leafnodesSubject);
		return leafnodes().length === 1;
	});
	expect(leafnodes()[0]).toMatchObject({name: 'leaf', account: 'APP', isSpoke: false});
	expect(leafnodes()[0]?.roundTripMs).toBeGreaterThan(0);
	const publisher = await connectAs(leaf, 'app');
	const subscriber = await connectAs(hub, 'app');
	subscriber.subscribe('orders', {callback: () => {}});
	await subscriber.flush();
	await watching.until('messages over the link', async () => {
		publisher.publish('orders', 'one');
		await publisher.flush();
		watching.ask(leafnodesSubject);
		return (leafnodes()[0]?.rates?.messagesIn ?? 0) > 0;
	});
});

describe('odd answers', () => {
	const subject = `_INBOX.t.${leafnodesSubject}`;

	test('of any shape never throw, and no number is made up', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.jsonValue(), (leaf, rtt) => {
				const model = createModel();
				const n1 = new MadeServer('n1');
				ingest(model, linkUp(noon));
				ingest(model, n1.heartbeat(noon));
				const leafs = [leaf, {name: 'l1', account: 'APP', ip: '10.0.0.1', port: 7422, rtt, in_msgs: leaf}];
				ingest(model, n1.message(noon + 1, subject, {data: {server_id: 'N1', leafs}}));
				for (const server of model.servers.values()) {
					for (const {roundTripMs, received} of server.leafnodes?.leafnodes ?? []) {
						expect(roundTripMs === undefined || roundTripMs >= 0).toBe(true);
						expect(received.messages === undefined || received.messages >= 0).toBe(true);
					}
				}
			}),
		);
	});

	test('that list none say that there is none', () => {
		const model = createModel();
		const n1 = new MadeServer('n1');
		ingest(model, n1.heartbeat(noon));
		ingest(model, n1.message(noon + 1, subject, {data: {server_id: 'N1', leafs: null}}));
		expect([...model.servers.values()].map(({leafnodes}) => leafnodes?.leafnodes)).toEqual([[]]);
	});
});
