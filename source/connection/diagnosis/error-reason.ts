// What an error of the client library or of Node means. One message, "timeout", has a dozen causes: a probe
// tells which.
import {AuthorizationError, ConnectionError, TimeoutError, UserAuthenticationExpiredError} from 'nats';
import {CannotStart} from '../../errors/cannot-start.ts';
import {addressOf, type ConnectionSettings, type Seed, tlsWantedBy} from '../settings/settings.ts';
import {networkReason} from './network-reason.ts';
import {cannotConnect, codeOf, type Reason} from './reason.ts';
import {reasonOfRefusal} from './refusal-reason.ts';
import {tlsReason} from './tls-reason.ts';
import {webSocketReason} from './websocket-reason.ts';

/** An error that does not tell its cause: it takes a probe, or a look at the credentials (`loginRefused`). */
export type Unclear = 'look closer' | 'login refused';

/** The reason of an error that the client's `connect` rejected with, or that a probe found. */
export function reasonOfError(error: unknown, seed: Seed, settings: ConnectionSettings): Reason | Unclear {
	if (error instanceof CannotStart) return {what: error.what, because: error.because, tryThis: error.tryThis};
	if (error instanceof TimeoutError) return 'look closer';
	if (error instanceof UserAuthenticationExpiredError) return 'login refused';
	if (error instanceof AuthorizationError) {
		return /violation/i.test(error.message) ? 'login refused' : reasonOfRefusal(error.message, seed);
	}
	const code = codeOf(error);
	if (seed.websocket !== undefined) {
		const noWebSocket = webSocketReason(code, error, seed, settings);
		if (noWebSocket) return noWebSocket;
	}
	const network = networkReason(code, seed, settings);
	if (network) return network;
	const tls = tlsReason(code, error, seed, settings);
	if (tls) return tls;
	const message = error instanceof Error ? error.message : String(error);
	const address = addressOf(seed);
	if (message === 'connection refused') return networkReason('ECONNREFUSED', seed, settings) ?? 'look closer';
	if (message.includes('undefined error') || message === 'unexpected response from server') return 'look closer';
	if (error instanceof ConnectionError && message.includes("support 'tls'")) {
		const wantedBy = tlsWantedBy(settings)?.name ?? 'the TLS settings';
		return {
			what: `cannot use TLS with ${address}`,
			because: 'it does not offer TLS, so nothing was sent',
			tryThis: settings.servers.value.some(({secure}) => secure)
				? `write nats:// in ${wantedBy}, or use another port`
				: `remove ${wantedBy}, or use another port`,
		};
	}
	if (code === 'ERR_INVALID_URL') {
		return cannotConnect(
			seed,
			'it is not a server address',
			`correct ${settings.servers.from.name}; write nats://host:4222`,
		);
	}
	// The library's own message would help nobody.
	return 'look closer';
}
