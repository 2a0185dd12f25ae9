// ACCOUNT STATZ of a real cluster: what of an account's traffic is a copy on its way from server to server.
import {afterAll, expect, test} from 'vitest';
import {sumOf} from '../../source/model/account-sum.ts';
import type {Traffic} from '../../source/model/stats.ts';
import {accountStatsOfAll} from '../../source/requests/account-stats.ts';
import {connectAs, startCluster, stopServers} from '../helpers/nats-server.ts';
import {startWatch, type Watch} from '../tutorial/watch.ts';

let watch: Watch | undefined;

afterAll(async () => {
	await watch?.stop();
	await stopServers();
});

const published = 500;
const payload = 'x'.repeat(100);

type Known = {readonly messages: number; readonly bytes: number};

function known({messages, bytes}: Traffic): Known {
	if (messages === undefined || bytes === undefined) throw new Error('not told');
	return {messages, bytes};
}

function plus(sum: Known, all: Traffic, copies: Traffic): Known {
	return {
		messages: sum.messages + known(all).messages - known(copies).messages,
		bytes: sum.bytes + known(all).bytes - known(copies).bytes,
	};
}

test('what goes in on one server and out on another counts once in and once out', {timeout: 30_000}, async () => {
	const [n1, n2] = await startCluster(2);
	if (n1 === undefined || n2 === undefined) throw new Error('two of them');
	const watching = await startWatch(['-s', n1.url, '--user', 'sys', '--password', 'pw']);
	watch = watching;
	const account = () => watching.model.accounts.get('APP');
	const subscriber = await connectAs(n2, 'app');
	const publisher = await connectAs(n1, 'app');
	let came = 0;
	let wanted = 0;
	subscriber.subscribe('orders.*', {
		callback: (_, {subject}) => {
			came++;
			if (subject === 'orders.new') wanted++;
		},
	});
	await subscriber.flush();
	await watching.until('a first sample of both', () => {
		watching.ask(accountStatsOfAll.subject);
		return [...(account()?.shares.values() ?? [])].filter(({base}) => base !== undefined).length === 2;
	});
	// Interest has to reach n1; what it does not know it does not send on.
	await watching.until('the interest', async () => {
		publisher.publish('orders.probe', payload);
		await publisher.flush();
		return came > 0;
	});
	for (let count = 0; count < published; count++) publisher.publish('orders.new', payload);
	await publisher.flush();
	await watching.until('all of them', () => wanted === published);
	const shares = await watching.until('the samples after them', () => {
		watching.ask(accountStatsOfAll.subject);
		const found = [...(account()?.shares.values() ?? [])];
		const told = found.every(({copyRates, received}) => copyRates !== undefined && (received?.messages ?? 0) >= came);
		return told && found;
	});
	expect(shares).toHaveLength(2);
	let received: Known = {messages: 0, bytes: 0};
	let sent = received;
	let relayed = 0;
	for (const share of shares) {
		const {copies} = share;
		if (copies === undefined || share.received === undefined || share.sent === undefined) throw new Error('not told');
		received = plus(received, share.received, copies.received);
		sent = plus(sent, share.sent, copies.sent);
		relayed += known(copies.received).messages;
	}
	// What was published before there was interest went in, and nowhere else.
	expect(received.messages).toBeGreaterThanOrEqual(came);
	expect(received.bytes).toBe(received.messages * payload.length);
	expect(sent).toEqual({messages: came, bytes: came * payload.length});
	expect(relayed).toBe(came);
	const app = account();
	if (app === undefined) throw new Error('no account');
	expect(sumOf(watching.model, app)).toMatchObject({connections: 2, servers: 2, unheard: 0, withCopies: 0});
});
