// The INFO of a server lists the addresses of all others. The client library takes them unchecked: a hundred thousand
// keep it busy for many seconds, and one that is not an address makes it stop reading.
import {Servers} from 'nats';

/** Addresses taken from one INFO; more do not make a reconnect likelier. */
export const mostGossiped = 256;

const longestAddress = 300;
let bounded = false;

/** Makes the client library take only the first usable addresses of each INFO; once for the process. */
export function boundGossip(): void {
	if (bounded) return;
	bounded = true;
	const takeAll = Servers.prototype.update;
	Servers.prototype.update = function (this: Servers, info, encrypted) {
		return takeAll.call(this, {...info, connect_urls: usableAddresses(info.connect_urls)}, encrypted);
	};
}

/** The first few of a list that are `host:port`. */
export function usableAddresses(list: unknown): string[] {
	const usable: string[] = [];
	if (!Array.isArray(list)) return usable;
	// Invalid entries are skipped, but not without end.
	for (const address of list.slice(0, mostGossiped * 2)) {
		if (usable.length === mostGossiped) break;
		if (isAddress(address)) usable.push(address);
	}
	return usable;
}

function isAddress(address: unknown): address is string {
	return (
		typeof address === 'string' &&
		address.length <= longestAddress &&
		/^[^\s/@?#\\]+:\d{1,5}$/.test(address) &&
		URL.canParse(`http://${address}`)
	);
}
