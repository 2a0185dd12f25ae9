import {type ConnectionSettings, type Seed, tlsWantedBy} from '../settings/settings.ts';
import {NoWebSocket} from '../websocket/websocket.ts';
import {cannotConnect, type Reason} from './reason.ts';

/** What is wrong with an address written as that of a websocket; undefined when it is something else. */
export function webSocketReason(
	code: string,
	error: unknown,
	seed: Seed,
	settings: ConnectionSettings,
): Reason | undefined {
	const {name} = settings.servers.from;
	if (error instanceof NoWebSocket) {
		if (error.page.includes('HTTPS server')) return cannotConnect(seed, 'it wants TLS', `write wss:// in ${name}`);
		const because = `it is no websocket port, it answered with HTTP status ${error.status}`;
		return cannotConnect(seed, because, "use the server's websocket port, or nats:// and its client port");
	}
	if (code.startsWith('HPE_')) {
		return cannotConnect(seed, 'it is no websocket port', `write nats:// in ${name} for a client port`);
	}
	if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG' || code === 'EPROTO') {
		const wantedBy = seed.secure ? undefined : tlsWantedBy(settings)?.name;
		return cannotConnect(seed, 'it answers without TLS', wantedBy ? `remove ${wantedBy}` : `write ws:// in ${name}`);
	}
	return undefined;
}
