// What a conclusion is measured by, where one number decides whether it is drawn.
import {defaultThresholds, type Threshold, type ThresholdName, type Thresholds} from './thresholds.ts';
import {thresholdsWith} from './thresholds-with.ts';

const measuredBy: Readonly<Record<string, ThresholdName>> = {
	'reconnect-storm': 'stormConnects',
	'auth-errors': 'refusedPerMinute',
	'short-lives': 'shortLivesPerMinute',
	'unfinished-logins': 'unfinishedPerMinute',
	'unfinished-logins-by-count': 'unfinishedPerMinute',
	'at-limit': 'turnedAwayPerMinute',
	expiring: 'expiryNoteMs',
	'reconnect-loop': 'loopPerMinute',
	'storage-full': 'storagePercent',
	'memory-limit': 'memoryLimitPercent',
	'cpu-saturated': 'cpuPercent',
	'memory-growing': 'memoryMebibytesPerMinute',
	'subscriptions-growing': 'subscriptionsPerMinute',
	'route-pending': 'routePendingMebibytes',
	'jetstream-api-errors': 'apiErrorsPerSecond',
	'slow-link': 'slowLinkMs',
	'traffic-change': 'trafficTimes',
	'near-limit': 'accountLimitPercent',
	'uneven-load': 'unevenPercent',
	'uneven-leaders': 'unevenLeadersPercent',
	'clock-offset': 'clockOffsetMs',
};

/** Undefined where no single number decides. */
export function measureOf(rule: string): Threshold | undefined {
	const name = measuredBy[rule];
	return name === undefined ? undefined : defaultThresholds[name];
}

/** The thresholds with which this rule is measured by another value; only what it concludes then is of use. */
export function thresholdsFor(rule: string, value: number, base: Thresholds): Thresholds {
	const name = measuredBy[rule];
	return name === undefined ? base : thresholdsWith({[name]: value}, base);
}
