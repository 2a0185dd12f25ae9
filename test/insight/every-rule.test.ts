// Every rule speaks in a recording of a real server, and says nothing while nothing happens. The recordings of incidents
// are what `RECORDINGS=test/fixtures/incidents npm run incidents` keeps.
import {describe, expect, test} from 'vitest';
import {rules} from '../../source/insight/catalogue.ts';
import type {Problem} from '../../source/insight/problem.ts';
import {incidentNames, passTo, replayed, toldOf} from '../helpers/replay.ts';

/** The problems that were told in the course of a recording, by rule: the first words of each. */
function toldIn(recording: string): ReadonlyMap<string, Problem> {
	const told = new Map<string, Problem>();
	const afterTick = (model: Parameters<typeof toldOf>[0]): void => {
		for (const problem of toldOf(model)) {
			if (problem.overAt === undefined && !told.has(problem.rule)) told.set(problem.rule, problem);
		}
	};
	const model = replayed(recording, {afterTick});
	// What came in the last second is concluded at its end.
	passTo(model, model.now + 1000, {afterTick});
	return told;
}

/** Where each rule speaks, and of whom. */
const speaksIn: Readonly<Record<string, readonly [recording: string, who: string]>> = {
	'link-down': ['incidents/lost-link', 'our link'],
	'nothing-heard': ['incidents/frozen-at-our-end', 'our link'],
	'meta-leader': ['incidents/lost-meta-leader', 'JetStream'],
	'silent-server': ['incidents/crash', 'n3'],
	partition: ['incidents/disagreement', 'system split?'],
	'missing-server': ['incidents/missing-server', 'n3'],
	'missing-route': ['incidents/missing-route', 'n2 and n3'],
	'missing-gateway': ['incidents/missing-gateway', 'gateway A → B'],
	'reconnect-storm': ['incidents/reconnect-storm', 'reconnect storm'],
	'auth-errors': ['incidents/auth-storm', 'billing'],
	'short-lives': ['incidents/short-lives', 'host 127.0.0.1'],
	'unfinished-logins': ['incidents/auth-timeout', '127.0.0.1'],
	'at-limit': ['incidents/account-limit', 'account SMALL'],
	expiring: ['incidents/expired-credentials', 'billing'],
	'reconnect-loop': ['incidents/reconnect-loop', 'crashy'],
	'slow-consumers': ['incidents/slow-consumer', 'etl-7'],
	'storage-full': ['incidents/storage-full', 'n1'],
	'memory-limit': ['incidents/memory-limit', 'n1'],
	'memory-growing': ['incidents/memory-growth', 'n3'],
	'subscriptions-growing': ['incidents/subscription-leak', 'n1'],
	'route-pending': ['incidents/route-pending', 'n2'],
	'jetstream-api-errors': ['incidents/jetstream-api-errors', 'n1'],
	'meta-peers': ['incidents/started-without-jetstream', 'JetStream meta peers'],
	'flapping-leafnode': ['incidents/leafnode-flap', 'edge-7'],
	'leafnode-down': ['incidents/leafnode-down', 'edge-7'],
	'unstable-link': ['incidents/unstable-link', 'our link'],
	'cut-off': ['incidents/cut-off', 'our link'],
	'slow-link': ['incidents/slow-link', 'our link'],
	'lame-duck': ['incidents/lame-duck', 'n2'],
	'stopped-server': ['shutdown', 'n2'],
	'restarted-server': ['incidents/crash', 'n3'],
	'refused-subjects': ['incidents/missing-permissions', 'user half'],
	'events-missed': ['incidents/lost-link', 'our link'],
	'rolling-restart': ['incidents/rolling-restart', 'rolling restart'],
	'lost-clients': ['incidents/crash', 'clients of n3'],
	deploy: ['incidents/deploy', 'checkout'],
	reloaded: ['incidents/configuration-reload', 'n2'],
	'client-moved': ['incidents/client-failover', 'reporting'],
	'unfinished-logins-by-count': ['incidents/version-mix', 'n3'],
	'traffic-change': ['incidents/busy-account', 'n2'],
	'near-limit': ['incidents/near-limit', 'account APP'],
	'uneven-load': ['incidents/uneven-load', 'n2'],
	'uneven-leaders': ['incidents/uneven-leaders', 'n2'],
	'jetstream-off': ['incidents/started-without-jetstream', 'n3'],
	'mixed-versions': ['incidents/version-mix', 'mixed versions'],
	'same-name': ['incidents/same-name', 'same name'],
};

/**
 * Seen in made messages only: all servers of one machine have one clock, and a server that uses all of a core for half a
 * minute needs a machine that does nothing else.
 */
const unrecorded: readonly string[] = ['clock-offset', 'cpu-saturated'];

/** In these nothing happens, not even what is worth a note. */
const calm: readonly string[] = ['incidents/calm', 'single-start', 'duplicate-paths', 'auth-callout', 'supercluster'];

describe('each rule', () => {
	test('is in the table', () => {
		expect([...Object.keys(speaksIn), ...unrecorded].sort()).toEqual(rules.map(({id}) => id).sort());
	});

	test.each(Object.entries(speaksIn).map(([rule, [recording, who]]) => [rule, recording, who]))(
		'%s speaks in %s of %s',
		(rule, recording, who) => {
			const told = toldIn(recording);
			expect([...told.keys()]).toContain(rule);
			expect(told.get(rule)?.who).toBe(who);
		},
	);

	test('speaks in the recording of an incident that is there', () => {
		const named = [...Object.values(speaksIn).map(([recording]) => recording), ...calm];
		const ofIncidents = new Set(named.filter(name => name.startsWith('incidents/')));
		expect(incidentNames.filter(name => !ofIncidents.has(`incidents/${name}`))).toEqual([]);
	});
});

test.each([
	['incidents/subscription-leak', 'subscriptions-growing'],
	['incidents/memory-growth', 'memory-growing'],
])('in %s what grows all the time is told once', (recording, rule) => {
	const times = new Set<number>();
	replayed(recording, {
		afterTick(model) {
			for (const problem of toldOf(model)) if (problem.rule === rule) times.add(problem.times);
		},
	});
	expect([...times]).toEqual([1]);
});

describe('nothing is told of', () => {
	test.each(calm)('%s', recording => {
		expect([...toldIn(recording)].map(([rule, {who, text}]) => `${rule}: ${who} ${text}`)).toEqual([]);
	});
});
