// Servers tell the addresses of all others in their INFO. The client library takes all of them, however many there are
// and whatever they are; a hundred thousand keep it busy for many seconds, and one that is no address ends its reading.
import {Servers} from 'nats';

/** More addresses than this make no reconnect likelier. */
export const mostGossiped = 256;

const longestAddress = 300;
let bounded = false;

/** Has the client library take so many usable addresses of an INFO and no more; once for the process. */
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
	// Among many that are none, one is not looked for for ever.
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
