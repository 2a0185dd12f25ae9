// From when on something is a problem: all numbers in one table, each with its reason, which the help shows. Rules are
// handed the values, so that others can be handed to them.

export type Threshold = {
	readonly value: number;
	readonly unit: '%' | '/min' | '/s' | 'times' | 'ms' | 'MiB' | 'MiB/min' | '';
	/** What is measured: `CPU of the cores a server may use`. */
	readonly meaning: string;
	/** Why this value. */
	readonly reason: string;
};

function threshold(value: number, unit: Threshold['unit'], meaning: string, reason: string): Threshold {
	return {value, unit, meaning, reason};
}

const thresholdTable = {
	refusedPerMinute: threshold(5, '/min', 'refused logins of one identity', 'one mistyped password is no problem'),
	refusedUrgentPerSecond: threshold(
		2,
		'/s',
		'refused logins that are urgent',
		'nobody types so fast: a program retries',
	),
	refusedOfCrowdPerMinute: threshold(
		20,
		'/min',
		'refused logins of many identities together',
		'a scan or a broken rollout; a few people mistype at a time',
	),
	loopRounds: threshold(3, 'times', 'short connections until a reconnect loop is named', 'twice is a restart'),
	loopPerMinute: threshold(
		20,
		'/min',
		'short connections of a reconnect loop',
		'jobs connect every few seconds at most',
	),
	shortLivesPerMinute: threshold(
		120,
		'/min',
		'short connections of many clients together',
		'two a second cost the servers logins and TLS handshakes',
	),
	shortLivesShare: threshold(
		25,
		'%',
		'of all connections that these are',
		'below, it is the daily business of a large system',
	),
	unfinishedPerMinute: threshold(
		12,
		'/min',
		'sockets that end before they log in, for one reason',
		'health probes of load balancers open one or two a minute each',
	),
	turnedAwayPerMinute: threshold(
		5,
		'/min',
		'clients that a full account or server turns away',
		'one too many is no outage',
	),
	stormConnects: threshold(50, '', 'connects within ten seconds of a reconnect storm', 'fewer trouble no server'),
	stormTimesUsual: threshold(
		5,
		'times',
		'the usual connects of a reconnect storm',
		'daily waves double, they do not grow fivefold',
	),
	cpuPercent: threshold(90, '%', 'CPU of the cores a server may use', 'from here on latency grows fast'),
	cpuForMs: threshold(20_000, 'ms', 'for so long', 'starts and waves of TLS handshakes are over by then'),
	memoryLimitPercent: threshold(90, '%', 'memory of GOMEMLIMIT', 'from here on Go collects garbage all the time'),
	storagePercent: threshold(90, '%', 'JetStream storage used of a server', 'leaves a day to act at usual growth'),
	storageFullPercent: threshold(98, '%', 'JetStream storage used that is urgent', 'at 100 % messages are refused'),
	clockOffsetMs: threshold(1000, 'ms', 'clock of a server off from the others', 'below, nothing is confused by it'),
	metaElectionMs: threshold(5000, 'ms', 'no meta leader', 'an election takes up to four seconds'),
	metaCatchUpMs: threshold(15_000, 'ms', 'a meta peer not current', 'a server that comes up catches up for a while'),
	linkSettleMs: threshold(6000, 'ms', 'a missing route or gateway', 'a broken one is dialled again within seconds'),
	subscriptionsPerMinute: threshold(1000, '/min', 'growth of a server’s subscriptions', 'deploys add hundreds, once'),
	memoryMebibytesPerMinute: threshold(
		20,
		'MiB/min',
		'growth of a server’s memory',
		'below, there is time until tomorrow',
	),
	trafficTimes: threshold(
		5,
		'times',
		'more or less traffic than usual',
		'daily waves double, they do not grow fivefold',
	),
	trafficPerSecond: threshold(1000, '/s', 'messages of such traffic', 'less is no burden for a server'),
	unevenConnections: threshold(50, '', 'connections above the mean of a cluster', 'fewer weigh nothing'),
	unevenPercent: threshold(50, '%', 'so much above the mean', 'clients choose at random and are never spread evenly'),
	apiErrorsPerSecond: threshold(
		5,
		'/s',
		'errors of the JetStream API of a server',
		'clients ask for what is not there now and then',
	),
	leafnodeDownMs: threshold(5000, 'ms', 'a leafnode that has not come back', 'it dials again after a second'),
	routePendingMebibytes: threshold(1, 'MiB', 'bytes that wait on a route', 'a route that keeps up has none waiting'),
	accountLimitPercent: threshold(90, '%', 'connections of an account’s limit', 'leaves time to raise it'),
} as const satisfies Record<string, Threshold>;

type ThresholdName = keyof typeof thresholdTable;

export type Thresholds = Readonly<Record<ThresholdName, Threshold>>;

export const defaultThresholds: Thresholds = thresholdTable;
