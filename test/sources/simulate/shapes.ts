// Which fields messages of a kind have, in real recordings and in ours.
import {captured, kindOf, Shape} from './key-paths.ts';

/** In the captures of other set-ups: a JWT login, a slow consumer, a client that does not answer PING. */
const elsewhere = new Map([
	['client.jwt', 'string'],
	['client.issuer_key', 'string'],
	...['slow_consumer_stats', 'stale_connection_stats'].flatMap(name =>
		['clients', 'routes', 'gateways', 'leafs'].map(kind => [`statsz.${name}.${kind}`, 'number'] as const),
	),
	['statsz.stale_connections', 'number'],
	...['data.meta_cluster', 'data.jetstream.meta'].flatMap(
		meta =>
			[
				[`${meta}.snapshot.last_duration`, 'number'],
				[`${meta}.replicas[].offline`, 'boolean'],
				[`${meta}.replicas[].lag`, 'number'],
			] as const,
	),
	['statsz.stalled_clients', 'number'],
]);

/** The shapes of messages by their kind; messages are added one by one. */
export class Shapes extends Map<string, Shape> {
	addMessage(subject: string, data: unknown): void {
		const kind = kindOf(subject);
		const shape = this.get(kind) ?? new Shape();
		if (shape.count === 0) this.set(kind, shape);
		shape.add(data);
	}
}

export function shapesOf(lines: ReadonlyArray<{readonly subject: string; readonly data: unknown}>): Shapes {
	const shapes = new Shapes();
	for (const {subject, data} of lines) shapes.addMessage(subject, data);
	return shapes;
}

export const real = shapesOf(
	captured(
		'supercluster',
		'client-churn',
		'auth-storm',
		'crash-sigkill',
		'shutdown',
		'cluster3-jetstream-start',
		'ping-all-endpoints',
	),
);

const realServer = new Map<string, Set<string>>();
for (const {paths} of real.values()) {
	for (const [path, {kinds}] of paths) {
		realServer.set(path, new Set([...(realServer.get(path) ?? []), ...kinds]));
	}
}

/** The same body under another subject, where the recordings have only few of the kind. */
export const sameAs = new Map([
	['$SYS.SERVER.<server>.LAMEDUCK', '$SYS.SERVER.<server>.SHUTDOWN'],
	['answer to $SYS.REQ.SERVER.PING', '$SYS.SERVER.<server>.STATSZ'],
	['answer to $SYS.REQ.SERVER.PING.STATSZ', '$SYS.SERVER.<server>.STATSZ'],
	['answer to $SYS.REQ.SERVER.<server>.STATSZ', '$SYS.SERVER.<server>.STATSZ'],
]);

/** Fields of a kind of message that real servers do not send, or that are of another type. */
export function strangeFields(kind: string, {paths}: Shape): readonly string[] {
	const theirs = real.get(sameAs.get(kind) ?? kind);
	const strange: string[] = [];
	for (const [path, {kinds}] of paths) {
		// The server block is the same in all messages, whichever of them the recordings have from a cluster.
		const known = path.startsWith('server.') ? realServer.get(path) : theirs?.paths.get(path)?.kinds;
		const allowed = known ?? new Set([elsewhere.get(path)]);
		strange.push(...[...kinds].filter(one => !allowed.has(one)).map(one => `${path}: ${one}`));
	}
	return strange;
}
