// What weighs on servers: a client that reads too slowly, a busy account, subscriptions and memory that grow.
import {connect as connectSocket} from 'node:net';
import {connectAs} from '../../helpers/nats-server.ts';
import {nth, startEast} from '../clusters.ts';
import {later} from '../told-after.ts';
import {defineIncident} from '../incident.ts';
import {startApplication} from '../traffic.ts';

/** A client of the bare protocol that subscribes to all and then reads nothing any more. */
function sleepyClient(port: number, name: string): {readonly stop: () => void} {
	const socket = connectSocket(port, '127.0.0.1');
	socket.on('error', () => {});
	const login = {verbose: false, pedantic: false, user: 'app', pass: 'pw', name, lang: 'go', version: '1.42.0'};
	socket.write(`CONNECT ${JSON.stringify(login)}\r\nSUB flood 1\r\nPING\r\n`);
	socket.once('data', () => socket.pause());
	return {stop: () => socket.destroy()};
}

export const slowConsumer = defineIncident({
	name: 'slow-consumer',
	story: 'a client subscribes to a flood and stops reading',
	expected: [{rules: ['slow-consumers'], names: ['etl-7']}],
	alsoTrue: ['events-missed', 'traffic-change', 'cpu-saturated', 'memory-growing', 'uneven-load'],
	async prepare() {
		const servers = await startEast(3, 'max_pending: 1MB, write_deadline: "2s"');
		const application = await startApplication({name: 'orders', servers});
		const publisher = await connectAs(nth(servers, 1), 'app', {name: 'flooder'});
		const payload = new Uint8Array(8192);
		let stopped = false;
		const sleepy = sleepyClient(nth(servers, 1).port, 'etl-7');
		return {
			watched: nth(servers, 0),
			async happen({wait, knowable}) {
				await wait(2000);
				const end = Date.now() + 8000;
				while (Date.now() < end && !stopped) {
					for (let each = 0; each < 50; each++) publisher.publish('flood', payload);
					await publisher.flush();
					if (/Slow Consumer/.test(nth(servers, 1).log())) {
						knowable();
						break;
					}
				}
				await wait(10_000);
			},
			async stop() {
				stopped = true;
				sleepy.stop();
				await application.stop();
			},
		};
	},
});

export const busyAccount = defineIncident({
	name: 'busy-account',
	story: 'an account that sends 20 messages a second sends 5,000 from one moment to the other',
	expected: [
		{
			rules: ['traffic-change'],
			names: [/n2|APP/],
			toldAfter: later(20_000, 'a job that keeps a server busy for less is no change'),
		},
		// Servers tell the traffic of an account every half minute.
		{
			rules: ['traffic-change'],
			names: ['APP'],
			toldAfter: later(40_000, 'servers tell of an account every 30 s, and it is summed up every 10 s'),
		},
	],
	alsoTrue: ['uneven-load', 'cpu-saturated'],
	async prepare() {
		const servers = await startEast(3);
		const application = await startApplication({name: 'orders', servers});
		const publisher = await connectAs(nth(servers, 1), 'app', {name: 'import'});
		return {
			watched: nth(servers, 0),
			async happen({wait, knowable}) {
				// What is usual has to be known first.
				await wait(140_000);
				knowable();
				for (let each = 0; each < 850; each++) {
					for (let one = 0; one < 500; one++) publisher.publish('import.row', 'x'.repeat(200));
					await wait(100);
				}
			},
			stop: application.stop,
		};
	},
});

export const subscriptionLeak = defineIncident({
	name: 'subscription-leak',
	story: 'an application adds 100 subscriptions a second and drops none',
	expected: [
		{
			rules: ['subscriptions-growing'],
			names: [/n[123]/],
			toldAfter: later(60_000, 'what grows for less than a minute is a deploy'),
		},
	],
	alsoTrue: ['memory-growing', 'uneven-load'],
	async prepare() {
		const servers = await startEast(3);
		const application = await startApplication({name: 'orders', servers});
		const leaking = await connectAs(nth(servers, 1), 'app', {name: 'leaky'});
		return {
			watched: nth(servers, 0),
			async happen({wait, knowable}) {
				// In the first minute of a server everything grows, and the bucket of ten seconds after it has to begin.
				await wait(70_000);
				knowable();
				for (let each = 0; each < 900; each++) {
					for (let one = 0; one < 10; one++) leaking.subscribe(`leak.${each}.${one}`);
					await wait(100);
				}
			},
			stop: application.stop,
		};
	},
});

export const memoryGrowth = defineIncident({
	name: 'memory-growth',
	story: 'a stream in memory takes 1.5 MB a second',
	expected: [
		{
			rules: ['memory-growing'],
			names: [/n[123]/],
			toldAfter: later(120_000, 'memory goes up and down with its garbage: it has to grow for two minutes'),
		},
	],
	alsoTrue: ['traffic-change'],
	async prepare() {
		const store = 'jetstream { store_dir: "$folder/jetstream", max_mem: 1GB, max_file: 64MB }';
		const servers = await startEast(3, store);
		const application = await startApplication({name: 'orders', servers});
		const client = await connectAs(nth(servers, 1), 'app', {name: 'archive'});
		return {
			watched: nth(servers, 0),
			async happen({wait, knowable}) {
				const stream = {name: 'ARCHIVE', subjects: ['archive.>'], storage: 'memory', retention: 'limits'};
				await client.request('$JS.API.STREAM.CREATE.ARCHIVE', JSON.stringify(stream), {timeout: 20_000});
				// In the first minute of a server everything grows, and the bucket of half a minute after it has to begin.
				await wait(90_000);
				knowable();
				const payload = new Uint8Array(30_000);
				for (let each = 0; each < 1900; each++) {
					for (let one = 0; one < 5; one++) client.publish('archive.row', payload);
					await wait(100);
				}
			},
			stop: application.stop,
		};
	},
});
