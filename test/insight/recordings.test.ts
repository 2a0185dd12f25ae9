// What is said in the course of the recordings of real servers: when each rule speaks, and when it must not.
import {describe, expect, test} from 'vitest';
import type {Model} from '../../source/model/model.ts';
import {fixtureNames, passTo, replayed, sentencesOf, troubleOf} from '../helpers/replay.ts';

/** Everything that was ever said in the course of a recording, once for each rule and whom it is about. */
function everSaid(fixture: string): readonly string[] {
	const seen = new Map<string, string>();
	const afterTick = (model: Model): void => {
		for (const problem of troubleOf(model)) {
			const [text = ''] = sentencesOf([problem]);
			if (!seen.has(problem.rule + problem.who)) seen.set(problem.rule + problem.who, text);
		}
	};
	const model = replayed(fixture, {afterTick});
	// What came in the last second is concluded at its end.
	passTo(model, model.now + 1000, {afterTick});
	return [...seen.values()];
}

describe('what is said in the course of the recordings', () => {
	const expected: Record<string, readonly string[]> = {
		'account-limit': [],
		'auth-callout': [],
		// Twenty logins within a second, none of which is like another.
		'auth-storm': ['bad auth-errors: host 127.0.0.1 auth errors 18/s as 5 users on solo'],
		'auth-timeout': ['warn stopped-server: gate-1 shut down 0:00 ago'],
		// Three systems one after the other, of which the first is taken away.
		'claims-update': [
			'warn at-limit: account APP connection limit, turns away worker-2 worker-3 and 1 more 14/min on f1 mem',
			'bad silent-server: mem silent 26 s (expected ≤ 25 s)',
		],
		'client-churn': ['warn reconnect-loop: orders-svc-0 reconnect loop 22/min on edge-1, lives 2.0 s'],
		'cluster3-jetstream-start': [],
		'crash-sigkill': [
			'bad silent-server: n3 silent 26 s (expected ≤ 25 s)',
			'warn restarted-server: n3 restarted 0:01 ago without a shutdown notice',
		],
		'duplicate-paths': [],
		kick: [],
		'lame-duck': ['warn lame-duck: n3 lame duck 51 ms'],
		'leafnode-flap': [
			'warn flapping-leafnode: l1 leafnode of APP lost 2 times on e1, lives 13 s: Kicked',
			'warn stopped-server: l1 shut down 0:00 ago',
			'warn auth-errors: l1 auth errors 60/min on e1',
		],
		links: [],
		'meta-rescue': [],
		'mixed-versions': [
			'warn lame-duck: v10 lame duck 0.2 s',
			'bad meta-leader: JetStream no quorum of the meta group: 1 of 3 answers, need 2, missing v10 v12',
			'warn stopped-server: v12 shut down 0:00 ago',
		],
		'ping-all-endpoints': [],
		reload: [],
		shutdown: ['warn stopped-server: n2 shut down 0:00 ago'],
		'single-start': [],
		'slow-consumer': [
			'warn slow-consumers: slow-reader slow consumer (Pending Bytes) on solo',
			'warn slow-consumers: slow-reader-2 slow consumer (Write Deadline) on solo',
		],
		supercluster: [],
	};

	test.each(fixtureNames)('%s', fixture => {
		expect(everSaid(fixture)).toEqual(expected[fixture]);
	});
});
