// Whether a server's traffic is told to be unusual, against the definition: the median of the five minutes before.
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {defaultThresholds} from '../../source/insight/thresholds.ts';
import {trafficChangeRule} from '../../source/insight/traffic-change.ts';
import {record, valuesUpTo} from '../../source/model/history.ts';
import {linkUp, MadeServer, noon} from '../events/made-server.ts';
import {replay} from '../helpers/replay.ts';

const {trafficTimes, trafficPerSecond} = defaultThresholds;
const least = trafficPerSecond.value;

/** Around what decides: nothing, what is too little to tell, just at the factor, beside it, and not known. */
const value = fc.oneof(
	fc.constantFrom(0, least - 1, least, least * trafficTimes.value, least * trafficTimes.value - 1, least * 30),
	fc.integer({min: 0, max: least * 40}),
	fc.constant(undefined),
);

test('traffic is unusual when it differs by the factor from the median of the five minutes before', () => {
	const tells = {unusual: 0, usual: 0};
	fc.assert(
		fc.property(fc.array(value, {minLength: 1, maxLength: 34}), values => {
			const model = replay([linkUp(noon), new MadeServer('n1').heartbeat(noon)]);
			const [server] = model.servers.values();
			if (server === undefined) throw new Error('the server is not known');
			const {messages} = server.histories;
			for (const [index, each] of values.entries()) {
				record(messages, noon + index * 10_000, noon + (index + 1) * 10_000, each);
			}
			model.now = noon + values.length * 10_000 + 3000;
			const before = valuesUpTo(messages, model.now, 30, 10_000).slice(0, -1);
			const last = before.pop() ?? Number.NaN;
			const known = before.filter(each => !Number.isNaN(each)).sort((a, b) => a - b);
			const median = known[known.length >> 1] ?? Number.NaN;
			const [more, less] = [Math.max(last, median), Math.min(last, median)];
			const isUnusual = known.length >= 6 && more >= least && more >= trafficTimes.value * less;
			const found = trafficChangeRule.find(model, () => ({since: 0, lasts: false}), defaultThresholds);
			expect(found).toHaveLength(isUnusual ? 1 : 0);
			tells[isUnusual ? 'unusual' : 'usual']++;
		}),
		{numRuns: 400},
	);
	expect(tells.unusual).toBeGreaterThan(10);
	expect(tells.usual).toBeGreaterThan(10);
});
