// Routes whose other end does not keep up.
import {bytesInWords} from '../format/number.ts';
import type {Stats} from '../model/stats.ts';
import {defineRule} from './problem.ts';
import {findingsByStats} from './server-findings.ts';

const mebibyte = 1_048_576;

type Peers = Stats['peers'];

function mostPending(peers: Peers): Peers[number] | undefined {
	let most: Peers[number] | undefined;
	for (const peer of peers) if ((peer.pendingBytes ?? 0) > (most?.pendingBytes ?? 0)) most = peer;
	return most;
}

export const routePendingRule = defineRule({
	id: 'route-pending',
	meaning: 'bytes wait on the routes of a server to another one for ten seconds',
	holdMs: () => 10_000,
	find: findingsByStats(({stats}, {routePendingMebibytes}) => {
		const most = mostPending(stats?.peers ?? []);
		const pending = most?.pendingBytes ?? 0;
		if (most === undefined || pending < routePendingMebibytes.value * mebibyte) return undefined;
		const short = `route to ${most.name} has ${bytesInWords(pending)} pending`;
		return {
			severity: 'warn',
			topic: 'pending route',
			text: `${short}: it does not keep up`,
			short,
			strength: {value: pending, text: bytesInWords(pending)},
		};
	}),
});
