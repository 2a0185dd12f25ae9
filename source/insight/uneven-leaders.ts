// Streams and consumers of a cluster of which too many are led by one server: it does most of their work. Only JSZ tells
// who leads, which is asked while something on the screen shows it: without a recent word of all servers nothing is said.
import {count} from '../format/number.ts';
import {clustersInOrder} from '../model/clusters.ts';
import type {Model} from '../model/model.ts';
import type {Server} from '../model/server.ts';
import {shownName} from '../model/server-names.ts';
import {isSpeaking} from '../model/server-state.ts';
import {sumOrNothing} from '../model/stats.ts';
import {defineRule} from './problem.ts';

/** Who leads may have changed since then. */
const recentMs = 30_000;

type Led = {readonly server: Server; readonly leaders: number};

/** How many streams and consumers each member with JetStream leads; undefined unless all of them have told lately. */
function ledBy({now}: Model, members: readonly Server[]): readonly Led[] | undefined {
	const led: Led[] = [];
	for (const server of members) {
		const {stats, jetStreamReport: report} = server;
		if (!isSpeaking(server) || stats?.jetStream === undefined) continue;
		if (report === undefined || report.counts === 'off' || now - report.at > recentMs) return undefined;
		const leaders = sumOrNothing(report.counts.streamsLed, report.counts.consumersLed);
		if (leaders === undefined) return undefined;
		led.push({server, leaders});
	}
	return led;
}

export const unevenLeadersRule = defineRule({
	id: 'uneven-leaders',
	meaning:
		'a server leads far more streams and consumers than the mean of its cluster; known while JetStream is on the screen, as it takes JSZ of all',
	endsUnsaid: true,
	find: (model, _lifeOf, {unevenLeaders, unevenLeadersPercent}) =>
		clustersInOrder(model).flatMap(members => {
			if (!members.some(({jetStreamReport}) => jetStreamReport !== undefined)) return [];
			const led = ledBy(model, members);
			if (led === undefined || led.length < 2) return [];
			const all = led.reduce((sum, {leaders}) => sum + leaders, 0);
			const mean = all / led.length;
			const [most] = led.toSorted((a, b) => b.leaders - a.leaders);
			if (most === undefined || most.leaders - mean < unevenLeaders.value) return [];
			if (most.leaders < mean * (1 + unevenLeadersPercent.value / 100)) return [];
			const {server, leaders} = most;
			const many = `${count(leaders)} of ${count(all)}`;
			return [
				{
					key: server.cluster,
					severity: 'note' as const,
					who: shownName(model, server),
					topic: 'uneven leaders',
					text: `leads ${many} streams and consumers of cluster ${server.cluster}, ${count(led.length)} servers`,
					short: `${many} leaders`,
					strength: {value: leaders, text: count(leaders)},
					about: {kind: 'view' as const, view: 'jetstream', filter: ''},
				},
			];
		}),
});
