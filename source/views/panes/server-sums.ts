// What the servers do together: a row of sums for each cluster, and one for all. Only servers that are heard now are
// summed; how many of them there are stands beside the sum.
import {count} from '../../format/number.ts';
import {oncePerMoment} from '../../model/once-per-moment.ts';
import type {Server} from '../../model/server.ts';
import {hasNumbers} from '../../model/server-state.ts';
import {serversInOrder} from '../../model/servers.ts';
import type {Style} from '../../screen/screen.ts';
import type {SumRow} from '../../table/sums.ts';
import {summaryIn} from '../frame/summary.ts';
import type {Look} from '../look.ts';

/** Narrower lists have no column for clusters. */
const leastWidthForClusters = 80;

function sumRow(
	name: Readonly<Record<string, string>>,
	servers: readonly Server[],
	expected: number,
	style?: Style,
): SumRow<Server> {
	const heard = servers.filter(hasNumbers);
	const all = `${count(expected)} servers`;
	return {
		words: {...name, state: heard.length === expected ? all : `${count(heard.length)} of ${all}`},
		rows: heard,
		...(style === undefined ? {} : {style}),
	};
}

/** For clusters of several servers where there are several clusters; the row for all comes last. */
export function serverSums({model}: Look, width: number): readonly SumRow<Server>[] {
	const sums = sumsIn(model);
	return width < leastWidthForClusters ? sums.slice(-1) : sums;
}

const sumsIn = oncePerMoment((model): readonly SumRow<Server>[] => {
	const servers = serversInOrder(model).filter(({goodbye}) => goodbye?.kind !== 'stopped');
	const expected = Math.max(servers.length, summaryIn({model}).expected);
	if (expected < 2) return [];
	const clusters = [...Map.groupBy(servers, ({cluster}) => cluster)];
	const sums =
		clusters.length < 2
			? []
			: clusters
					.filter(([cluster, members]) => cluster !== '' && members.length > 1)
					.map(([cluster, members]) => sumRow({cluster}, members, members.length, 'dim'));
	return [...sums, sumRow({server: 'all'}, servers, expected)];
});
