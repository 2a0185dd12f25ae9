// What went wrong, in words a person can act on: for each way a connection fails, why and what to try. The client's
// own messages are not for people, and one of them ("timeout") stands for a dozen causes; see the probe.
import {AuthorizationError, ConnectionError, TimeoutError, UserAuthenticationExpiredError} from 'nats';
import {CannotStart} from '../../errors/cannot-start.ts';
import {tame} from '../../format/tame.ts';
import type {Finding} from './probe.ts';
import {pathInWords} from '../settings/path-in-words.ts';
import {addressOf, type ConnectionSettings, type Seed, tlsWantedBy} from '../settings/settings.ts';
import {NoWebSocket} from '../websocket/websocket.ts';

export type Reason = {
	readonly what: string;
	readonly because: string;
	/** Empty when there is nothing to advise. */
	readonly tryThis: string;
};

/** What `reasonOf` cannot say: a probe tells, or a look at the credentials (`loginRefused`). */
export type Unclear = 'look closer' | 'login refused';

export function cannotStart({what, because, tryThis}: Reason): CannotStart {
	return new CannotStart(what, because, tryThis);
}

/** The reason of an error that the client's `connect` rejected with, or that a probe found. */
export function reasonOf(error: unknown, seed: Seed, settings: ConnectionSettings): Reason | Unclear {
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
		return reason(seed, 'it is not a server address', `correct ${settings.servers.from.name}; write nats://host:4222`);
	}
	return reason(seed, tame(message), '');
}

/** The reason that a probe found; `fine` when the trouble is over. */
export function reasonOfFinding(finding: Finding, seed: Seed, settings: ConnectionSettings): Reason | 'login refused' {
	const clientPort = "use the server's client port, normally 4222";
	switch (finding.kind) {
		case 'failed': {
			const found = reasonOf(finding.error, seed, settings);
			return found === 'look closer' ? reason(seed, 'the connection failed', '') : found;
		}
		case 'unreachable':
			return reason(
				seed,
				`no answer in ${settings.timeoutMs.value / 1000} s, the host is down or a firewall drops the packets`,
				'try another server or a longer --timeout',
			);
		case 'silent':
			return reason(
				seed,
				'it accepts connections but says nothing',
				`check ${settings.servers.from.name}, or try a longer --timeout`,
			);
		case 'closed':
			return reason(
				seed,
				'it closed the connection before greeting',
				'it may be a proxy or load balancer without a server behind it, or a server that is stopping',
			);
		case 'monitoring port':
			return reason(seed, 'it speaks HTTP, not NATS: it is the monitoring port', clientPort);
		case 'websocket port':
			return reason(seed, 'it is a websocket port', `write ws://${addressOf(seed)}, or ${clientPort}`);
		case 'HTTPS port':
			return reason(
				seed,
				'it speaks HTTPS, not NATS',
				`write wss://${addressOf(seed)} if it is the websocket port, or ${clientPort}`,
			);
		case 'stranger': {
			const said = JSON.stringify(tame(finding.said.slice(0, 60)));
			return reason(seed, `it is not a NATS server, it said ${said}`, `check ${settings.servers.from.name}`);
		}
		case 'peer port':
			return reason(seed, `it is the ${finding.peers} port`, clientPort);
		case 'handshake first':
			return reason(seed, 'the server waits for TLS before it greets', 'add --tls-first');
		case 'client certificate':
			return settings.certificate
				? reason(
						seed,
						`the server does not accept the certificate in ${pathInWords(settings.certificate)}`,
						'give one that is signed by a CA the server knows (--tlscert, --tlskey)',
					)
				: reason(seed, 'the server wants a client certificate', 'give it with --tlscert and --tlskey');
		case 'refused':
			return /authorization violation|authentication expired|authentication revoked/i.test(finding.text)
				? 'login refused'
				: reasonOfRefusal(finding.text, seed);
		case 'fine':
			return reason(
				seed,
				`it did not let us in within ${settings.timeoutMs.value / 1000} s, but answers now`,
				'try again, or a longer --timeout',
			);
	}
}

/** The reason in an -ERR text of the server. */
function reasonOfRefusal(text: string, seed: Seed): Reason {
	if (/maximum connections exceeded/i.test(text)) {
		return reason(seed, 'the server is full: it allows no more connections', 'try another server');
	}
	if (/maximum account active connections exceeded/i.test(text)) {
		return reason(seed, 'our account has used up its connections', 'close some, or raise the limit of the account');
	}
	if (/authentication timeout/i.test(text)) {
		return reason(seed, 'logging in took longer than the server allows', 'try again');
	}
	return reason(seed, `the server said ${JSON.stringify(tame(text))}`, '');
}

/** What is wrong with an address written as that of a websocket. */
function webSocketReason(code: string, error: unknown, seed: Seed, settings: ConnectionSettings): Reason | undefined {
	const {name} = settings.servers.from;
	if (error instanceof NoWebSocket) {
		if (error.page.includes('HTTPS server')) return reason(seed, 'it wants TLS', `write wss:// in ${name}`);
		const because = `it is no websocket port, it answered with HTTP status ${error.status}`;
		return reason(seed, because, "use the server's websocket port, or nats:// and its client port");
	}
	if (code.startsWith('HPE_')) {
		return reason(seed, 'it is no websocket port', `write nats:// in ${name} for a client port`);
	}
	if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG' || code === 'EPROTO') {
		const wantedBy = seed.secure ? undefined : tlsWantedBy(settings)?.name;
		return reason(seed, 'it answers without TLS', wantedBy ? `remove ${wantedBy}` : `write ws:// in ${name}`);
	}
	return undefined;
}

function networkReason(code: string, seed: Seed, settings: ConnectionSettings): Reason | undefined {
	switch (code) {
		case 'ECONNREFUSED':
			return reason(seed, 'nothing is listening there', 'check the address, and that the server runs');
		case 'ENOTFOUND':
			return reason(
				seed,
				`the name ${JSON.stringify(seed.host)} is unknown`,
				`check the spelling in ${settings.servers.from.name}`,
			);
		case 'EAI_AGAIN':
			return reason(seed, 'the name server does not answer', 'try again, or give an IP address');
		case 'EHOSTUNREACH':
		case 'ENETUNREACH':
			return reason(seed, 'there is no route to it', "check the address and this machine's network");
		case 'ETIMEDOUT':
			return reason(seed, 'no answer, the host is down or a firewall drops the packets', 'try another server');
		case 'ECONNRESET':
		case 'EPIPE':
			return reason(seed, 'the connection was reset while it was being made', 'try again');
		default:
			return undefined;
	}
}

function tlsReason(code: string, error: unknown, seed: Seed, settings: ConnectionSettings): Reason | undefined {
	const {host} = seed;
	switch (code) {
		case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
		case 'DEPTH_ZERO_SELF_SIGNED_CERT':
		case 'SELF_SIGNED_CERT_IN_CHAIN':
		case 'UNABLE_TO_GET_ISSUER_CERT':
		case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
			return settings.authority
				? reason(
						seed,
						`its certificate is not signed by the CA in ${pathInWords(settings.authority)}`,
						`correct ${settings.authority.from.name}`,
					)
				: reason(
						seed,
						'its certificate is signed by a CA this machine does not trust',
						'give the CA with --tlsca FILE',
					);
		case 'CERT_HAS_EXPIRED':
			return reason(seed, 'its certificate has expired', "the server needs a new one; check this machine's clock too");
		case 'CERT_NOT_YET_VALID':
			return reason(seed, 'its certificate is not valid yet', "check this machine's clock");
		case 'ERR_TLS_CERT_ALTNAME_INVALID':
			return reason(
				seed,
				`its certificate is for ${namesOf(error)}, not ${settings.tlsServerName?.value ?? host}`,
				'connect by that name, or give it with --tls-server-name',
			);
		case 'ERR_SSL_WRONG_VERSION_NUMBER':
		case 'ERR_SSL_PACKET_LENGTH_TOO_LONG':
			return settings.tlsFirst
				? reason(seed, 'the server greets before TLS', `drop ${settings.tlsFirst.from.name}`)
				: reason(seed, 'what should be TLS is something else', `check ${settings.servers.from.name}`);
		default:
			break;
	}
	if (/ALERT_(?:CERTIFICATE_REQUIRED|HANDSHAKE_FAILURE|BAD_CERTIFICATE|UNKNOWN_CA)/.test(code)) {
		const finding = reasonOfFinding({kind: 'client certificate'}, seed, settings);
		return typeof finding === 'string' ? undefined : finding;
	}
	if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_')) {
		return reason(seed, `the TLS handshake failed (${code})`, 'compare the TLS settings of both sides');
	}
	return undefined;
}

function reason(seed: Seed, because: string, tryThis: string): Reason {
	return {what: `cannot connect to ${addressOf(seed)}`, because, tryThis};
}

function namesOf(error: unknown): string {
	const certificate = error instanceof Error && 'cert' in error ? error.cert : undefined;
	if (typeof certificate === 'object' && certificate !== null && 'subjectaltname' in certificate) {
		const names = String(certificate.subjectaltname).replaceAll(/DNS:|IP Address:/g, '');
		if (names !== '' && names !== 'undefined') return tame(names);
	}
	return 'another name';
}

function codeOf(error: unknown): string {
	if (!(error instanceof Error)) return '';
	if ('code' in error && typeof error.code === 'string') return error.code;
	return error.cause instanceof Error ? codeOf(error.cause) : '';
}
