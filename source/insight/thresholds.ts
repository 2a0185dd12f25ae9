// From when on something is a problem: all numbers in one table, each with its reason, which the help shows. Rules are
// handed the values, so that others can be handed to them.

export type Threshold = {
	readonly value: number;
	readonly unit: '%' | '/min' | '/s' | 'times' | 'ms' | '';
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
} as const satisfies Record<string, Threshold>;

type ThresholdName = keyof typeof thresholdTable;

export type Thresholds = Readonly<Record<ThresholdName, Threshold>>;

export const defaultThresholds: Thresholds = thresholdTable;
