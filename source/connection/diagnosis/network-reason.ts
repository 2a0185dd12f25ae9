import type {ConnectionSettings, Seed} from '../settings/settings.ts';
import {cannotConnect, type Reason} from './reason.ts';

/** The reason for an error code of the network; undefined for other codes. */
export function networkReason(code: string, seed: Seed, settings: ConnectionSettings): Reason | undefined {
	switch (code) {
		case 'ECONNREFUSED':
			return cannotConnect(seed, 'nothing is listening there', 'check the address, and that the server runs');
		case 'ENOTFOUND':
			return cannotConnect(
				seed,
				`the name ${JSON.stringify(seed.host)} is unknown`,
				`check the spelling in ${settings.servers.from.name}`,
			);
		case 'EAI_AGAIN':
			return cannotConnect(seed, 'the name server does not answer', 'try again, or give an IP address');
		case 'EHOSTUNREACH':
		case 'ENETUNREACH':
			return cannotConnect(seed, 'there is no route to it', "check the address and this machine's network");
		case 'ETIMEDOUT':
			return cannotConnect(seed, 'no answer, the host is down or a firewall drops the packets', 'try another server');
		case 'ECONNRESET':
		case 'EPIPE':
			return cannotConnect(seed, 'the connection was reset while it was being made', 'try again');
		default:
			return undefined;
	}
}
