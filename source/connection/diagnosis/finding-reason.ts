import {tame} from '../../format/tame.ts';
import {addressOf, type ConnectionSettings, type Seed} from '../settings/settings.ts';
import {reasonOfError} from './error-reason.ts';
import type {Finding} from './probe.ts';
import {cannotConnect, type Reason} from './reason.ts';
import {reasonOfRefusal} from './refusal-reason.ts';
import {clientCertificateReason} from './tls-reason.ts';

/** The reason that a probe found; `fine` when the trouble is over. */
export function reasonOfFinding(finding: Finding, seed: Seed, settings: ConnectionSettings): Reason | 'login refused' {
	const clientPort = "use the server's client port, normally 4222";
	switch (finding.kind) {
		case 'failed': {
			const found = reasonOfError(finding.error, seed, settings);
			return found === 'look closer' ? cannotConnect(seed, 'the connection failed', '') : found;
		}
		case 'unreachable':
			return cannotConnect(
				seed,
				`no answer in ${settings.timeoutMs.value / 1000} s, the host is down or a firewall drops the packets`,
				'try another server or a longer --timeout',
			);
		case 'silent':
			return cannotConnect(
				seed,
				'it accepts connections but says nothing',
				`check ${settings.servers.from.name}, or try a longer --timeout`,
			);
		case 'slow':
			return cannotConnect(
				seed,
				`the way to it is slow: its greeting did not come within ${settings.timeoutMs.value / 1000} s`,
				'give a longer --timeout',
			);
		case 'closed':
			return cannotConnect(
				seed,
				'it closed the connection before greeting',
				'it may be a proxy or load balancer without a server behind it, or a server that is stopping',
			);
		case 'monitoring port':
			return cannotConnect(seed, 'it speaks HTTP, not NATS: it is the monitoring port', clientPort);
		case 'websocket port':
			return cannotConnect(seed, 'it is a websocket port', `write ws://${addressOf(seed)}, or ${clientPort}`);
		case 'HTTPS port':
			return cannotConnect(
				seed,
				'it speaks HTTPS, not NATS',
				`write wss://${addressOf(seed)} if it is the websocket port, or ${clientPort}`,
			);
		case 'stranger': {
			const said = JSON.stringify(tame(finding.said.slice(0, 60)));
			return cannotConnect(seed, `it is not a NATS server, it said ${said}`, `check ${settings.servers.from.name}`);
		}
		case 'peer port':
			return cannotConnect(seed, `it is the ${finding.peers} port`, clientPort);
		case 'handshake first':
			return cannotConnect(seed, 'the server waits for TLS before it greets', 'add --tls-first');
		case 'client certificate':
			return clientCertificateReason(seed, settings);
		case 'refused':
			return /authorization violation|authentication expired|authentication revoked/i.test(finding.text)
				? 'login refused'
				: reasonOfRefusal(finding.text, seed);
		case 'fine':
			return cannotConnect(
				seed,
				`it did not let us in within ${settings.timeoutMs.value / 1000} s, but answers now`,
				'try again, or a longer --timeout',
			);
	}
}
