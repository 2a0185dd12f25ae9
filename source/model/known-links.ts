// Routes and gateways are the same in one message after the other, and of thousands of servers many have the same ones:
// of 2,000 servers with 87 links each they would be half of all memory. So each list is kept as long as nothing in it
// changes, which what is worked out of it can be kept by, and equal links are one object in all lists.
import type {Stats} from './stats.ts';

type Peer = Stats['peers'][number];
type Gateway = Stats['gateways'][number];

/** More than this are not told apart for long: all are forgotten, and told apart anew. */
const mostKnown = 20_000;

/** Links that were met, by their text. A memo: which object stands for a link changes nothing. */
function createKnown<Link>(keyOf: (link: Link) => string): (link: Link) => Link {
	const known = new Map<string, Link>();
	return link => {
		const key = keyOf(link);
		const same = known.get(key);
		if (same !== undefined) return same;
		if (known.size >= mostKnown) known.clear();
		known.set(key, link);
		return link;
	};
}

const knownPeer = createKnown(({name, links, pendingBytes}: Peer) => `${links} ${pendingBytes} ${name}`);
const knownGateway = createKnown(({name, inbound}: Gateway) => `${inbound} ${name}`);

function isSamePeer(one: Peer, other: Peer | undefined): boolean {
	return one.name === other?.name && one.links === other.links && one.pendingBytes === other.pendingBytes;
}

function isSameGateway(one: Gateway, other: Gateway | undefined): boolean {
	return one.name === other?.name && one.inbound === other.inbound;
}

function peersOf({peers}: Stats, before: Stats | undefined): Stats['peers'] {
	const known = before?.peers;
	const isSame = known?.length === peers.length && peers.every((peer, index) => isSamePeer(peer, known[index]));
	// What waits on a route differs each time.
	return isSame ? known : peers.map(peer => (peer.pendingBytes === 0 ? knownPeer(peer) : peer));
}

function gatewaysOf({gateways}: Stats, before: Stats | undefined): Stats['gateways'] {
	const known = before?.gateways;
	const isSame =
		known?.length === gateways.length && gateways.every((gateway, index) => isSameGateway(gateway, known[index]));
	return isSame ? known : gateways.map(knownGateway);
}

/** The same statistics, with the lists of links of those before where they hold the same. */
export function withKnownLinks(stats: Stats, before: Stats | undefined): Stats {
	if (stats.peers.length + stats.gateways.length === 0) return stats;
	return {...stats, peers: peersOf(stats, before), gateways: gatewaysOf(stats, before)};
}
