// Nothing happens: of ordinary traffic no problem may be told.
import type {NatsConnection} from 'nats';
import {connectAs, type NatsServer} from '../../helpers/nats-server.ts';
import {jetStream, nth, startEast} from '../clusters.ts';
import {defineIncident} from '../incident.ts';
import {startApplication} from '../traffic.ts';

/** Ten minutes when it is asked for by its name; in a row with all others two, so that the row does not last twice as long. */
const minutes = Number(process.env['CALM_MINUTES'] ?? (process.argv.includes('calm') ? 10 : 2));

const patient = {timeout: 5000};

/** Asks until it is answered: while a cluster that has just begun has no leader, nobody does. */
async function askUntilAnswered(client: NatsConnection, subject: string, body: object): Promise<void> {
	for (let tries = 1; ; tries++) {
		try {
			await client.request(subject, JSON.stringify(body), patient);
			return;
		} catch (error) {
			if (tries === 12) throw error;
		}
	}
}

/** A stream on three servers, with a consumer; what is published is fetched and acknowledged. */
async function startStream(client: NatsConnection): Promise<() => void> {
	const stream = {
		name: 'ORDERS',
		subjects: ['placed.>'],
		num_replicas: 3,
		retention: 'limits',
		storage: 'file',
		max_msgs: 500,
	};
	await askUntilAnswered(client, '$JS.API.STREAM.CREATE.ORDERS', stream);
	const consumer = {stream_name: 'ORDERS', config: {durable_name: 'billing', ack_policy: 'explicit'}};
	await askUntilAnswered(client, '$JS.API.CONSUMER.DURABLE.CREATE.ORDERS.billing', consumer);
	const inbox = 'billing.inbox';
	client.subscribe(inbox, {callback: (_, message) => void message.respond('+ACK')});
	const timer = setInterval(() => {
		client.publish('placed.one', 'x'.repeat(300));
		client.publish('$JS.API.CONSUMER.MSG.NEXT.ORDERS.billing', JSON.stringify({batch: 1, no_wait: true}), {
			reply: inbox,
		});
	}, 200);
	return () => clearInterval(timer);
}

/** A job that connects, works and leaves; every third time it asks for a stream that does not exist. */
async function work(
	server: NatsServer,
	name: string,
	round: number,
	wait: (ms: number) => Promise<void>,
): Promise<void> {
	const job = await connectAs(server, 'app', {name});
	for (let each = 0; each < 100; each++) job.publish('report.row', 'x'.repeat(500));
	await job.request('$JS.API.STREAM.INFO.ORDERS', '', {timeout: 20_000});
	if (round % 3 === 0) await job.request('$JS.API.STREAM.INFO.NONE', '', {timeout: 20_000});
	await wait(5000);
	await job.close();
}

export const calm = defineIncident({
	name: 'calm',
	story: `${minutes} minutes of ordinary applications, a stream on three servers and jobs that connect each minute; nothing happens`,
	expected: [],
	alsoTrue: [],
	async prepare() {
		const servers = await startEast(3, jetStream);
		const orders = await startApplication({name: 'orders', servers, count: 6, perSecond: 40});
		const reports = await startApplication({name: 'reports', servers, count: 3, perSecond: 5});
		const stopStream = await startStream(await connectAs(nth(servers, 1), 'app', {name: 'billing'}));
		return {
			watched: nth(servers, 0),
			async happen({wait}) {
				for (let minute = 0; minute < minutes; minute++) {
					await work(nth(servers, minute % 3), 'nightly-job', minute, wait);
					await wait(20_000);
					await work(nth(servers, (minute + 1) % 3), 'cleanup', minute, wait);
					await wait(30_000);
				}
			},
			async stop() {
				stopStream();
				await Promise.all([orders.stop(), reports.stop()]);
			},
		};
	},
});
