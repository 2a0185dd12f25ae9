// Routes whose other end does not keep up.
import {bytesInWords} from '../format/number.ts';
import {defineRule} from './problem.ts';
import {findingsOfServers} from './server-findings.ts';

const mebibyte = 1_048_576;

export const routePendingRule = defineRule({
	id: 'route-pending',
	meaning: 'bytes wait on the routes of a server to another one for ten seconds',
	holdMs: () => 10_000,
	find: (model, _lifeOf, {routePendingMebibytes}) =>
		findingsOfServers(model, ({stats}) => {
			const [most] = (stats?.peers ?? []).toSorted((a, b) => (b.pendingBytes ?? 0) - (a.pendingBytes ?? 0));
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
