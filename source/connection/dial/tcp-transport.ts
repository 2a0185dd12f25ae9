// The client library's own way to a server, made so that a try that failed can be closed: the library forgets the
// socket on which a server has never greeted, and it stays open for as long as the other side keeps it.
import {NatsConnectionImpl, type NatsConnection, type NodeConnectionOptions, setTransportFactory} from 'nats';
// biome-ignore lint/style/noRestrictedImports: the NATS client has it here and exports it nowhere else
import {NodeTransport, nodeResolveHost} from 'nats/lib/node_transport.js';
import {readInTurns} from './read-in-turns.ts';

type Hook = NonNullable<NodeConnectionOptions['reconnectToServer']>;

/** The latest transport of each connection, by its hook: the library has one transport factory for the whole process. */
const latest = new WeakMap<Hook, NodeTransport>();

class KnownTransport extends NodeTransport {
	override connect(...[server, options]: Parameters<NodeTransport['connect']>): Promise<void> {
		if (options.reconnectToServer) latest.set(options.reconnectToServer, this);
		return super.connect(server, options);
	}

	override setupHandlers(): void {
		super.setupHandlers();
		readInTurns(this.socket);
	}
}

/** Connects as the library does; when it fails, nothing stays open. Rejects with the library's error. */
export async function connectByTcp(
	options: NodeConnectionOptions & {readonly reconnectToServer: Hook},
): Promise<NatsConnection> {
	setTransportFactory({factory: () => new KnownTransport(), dnsResolveFn: nodeResolveHost});
	try {
		return await NatsConnectionImpl.connect(options);
	} catch (error) {
		const transport = latest.get(options.reconnectToServer);
		// After a greeting the library closes it itself; and Node 24 crashes when the socket below a TLS connection that
		// is being made is destroyed.
		if (transport && !transport.connected && transport.yields.length === 0) transport.discard();
		throw error;
	}
}
