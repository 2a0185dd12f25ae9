// The values from which on something is a problem: one table, with a reason for each, which the help shows. Rules get the
// table as an argument, so that it can be replaced by another.

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
	refusedPerMinute: threshold(
		5,
		'/min',
		'refused logins of one identity',
		'somebody who mistypes a password tries again once or twice',
	),
	refusedUrgentPerSecond: threshold(
		2,
		'/s',
		'refused logins of one identity that are urgent',
		'a person does not try as often: it is a program that retries without waiting',
	),
	refusedOfCrowdPerMinute: threshold(
		20,
		'/min',
		'refused logins of all identities together',
		'so many are a scan or a rollout with wrong credentials; few people mistype in the same minute',
	),
	loopRounds: threshold(
		3,
		'times',
		'short connections in a row before a client is called a reconnect loop',
		'a client that is restarted connects twice',
	),
	loopPerMinute: threshold(
		20,
		'/min',
		'short connections of one client',
		'programs that connect for one job do so every few seconds at most',
	),
	shortLivesPerMinute: threshold(
		120,
		'/min',
		'short connections of all clients together',
		'each costs its server a login and often a TLS handshake; two a second add up',
	),
	shortLivesShare: threshold(
		25,
		'%',
		'short connections, compared to all open connections',
		'in a large system fewer than that are normal',
	),
	unfinishedPerMinute: threshold(
		12,
		'/min',
		'connections that end before they log in',
		'a health probe of a load balancer opens one or two a minute',
	),
	turnedAwayPerMinute: threshold(
		5,
		'/min',
		'clients that an account or server at its limit turns away',
		'a single client above the limit is not an outage',
	),
	stormConnects: threshold(
		50,
		'',
		'connects within ten seconds, to be called a reconnect storm',
		'a server handles fewer without effort',
	),
	stormTimesUsual: threshold(
		5,
		'times',
		'connects of a reconnect storm, compared to the usual rate',
		'daily peaks double the rate; they do not multiply it by five',
	),
	cpuPercent: threshold(90, '%', 'CPU, of the cores that a server may use', 'above that, latency rises quickly'),
	cpuForMs: threshold(
		20_000,
		'ms',
		'how long the CPU has to stay that high',
		'a start, or many TLS handshakes at once, take less time',
	),
	memoryLimitPercent: threshold(
		90,
		'%',
		'memory, of GOMEMLIMIT',
		'above that, the server spends more and more CPU on garbage collection',
	),
	storagePercent: threshold(
		90,
		'%',
		'JetStream storage, or memory, in use on a server',
		'it leaves time to delete data or to add storage',
	),
	storageFullPercent: threshold(
		98,
		'%',
		'JetStream storage, or memory, in use that is urgent',
		'at 100 % the server refuses messages for streams',
	),
	clockOffsetMs: threshold(
		1000,
		'ms',
		'difference of a server’s clock to the clocks of most servers',
		'smaller differences do not mix up logs, and no token expires too early',
	),
	metaElectionMs: threshold(
		5000,
		'ms',
		'time without a leader of the meta group',
		'an election takes up to four seconds',
	),
	metaCatchUpMs: threshold(
		15_000,
		'ms',
		'time for which a peer of the meta group is not current',
		'a server that was started needs some seconds to catch up',
	),
	linkSettleMs: threshold(
		4000,
		'ms',
		'time for which a route or gateway is missing',
		'servers dial a broken one again every second',
	),
	subscriptionsPerMinute: threshold(
		1000,
		'/min',
		'growth of the subscriptions of a server',
		'a deploy adds hundreds once, and then the number stays',
	),
	memoryMebibytesPerMinute: threshold(
		20,
		'MiB/min',
		'growth of the memory of a server',
		'slower growth takes hours to fill a gigabyte',
	),
	trafficTimes: threshold(
		5,
		'times',
		'traffic of an account or server, compared to its usual traffic',
		'daily peaks double the traffic; they do not multiply it by five',
	),
	trafficPerSecond: threshold(
		1000,
		'/s',
		'messages of such traffic, before or now',
		'a server handles fewer without effort',
	),
	unevenConnections: threshold(
		50,
		'',
		'connections of a server above the mean of its cluster',
		'fewer do not change the load of a server',
	),
	unevenPercent: threshold(
		50,
		'%',
		'connections of a server above the mean of its cluster, of that mean',
		'clients choose servers at random, so that small differences are normal',
	),
	apiErrorsPerSecond: threshold(
		5,
		'/s',
		'errors of the JetStream API on a server',
		'now and then clients ask for streams and consumers that do not exist',
	),
	leafnodeDownMs: threshold(
		3000,
		'ms',
		'time for which a leafnode is away',
		'a leafnode that lost its connection dials again after a second',
	),
	routePendingMebibytes: threshold(
		1,
		'MiB',
		'bytes that wait to be sent over a route',
		'over a route that keeps up no bytes wait',
	),
	expiryNoteMs: threshold(
		86_400_000,
		'ms',
		'time until a login, claims or a certificate expire, for a note',
		'a working day to renew it',
	),
	expiryWarnMs: threshold(
		3_600_000,
		'ms',
		'time until a login, claims or a certificate expire, for a warning',
		'then connections end and clients are refused',
	),
	unevenLeaders: threshold(
		10,
		'',
		'streams and consumers that a server leads above the mean of its cluster',
		'fewer do not change the load of a server',
	),
	unevenLeadersPercent: threshold(
		50,
		'%',
		'streams and consumers that a server leads above the mean of its cluster, of that mean',
		'each elects its leader by itself, so that small differences are normal',
	),
	slowLinkMs: threshold(
		500,
		'ms',
		'time that answers take to our own link, or that messages wait on the way to us',
		'the longest way on earth takes 300 ms; more is a crowded line, or a server without time',
	),
	slowLinkForMs: threshold(
		8000,
		'ms',
		'how long our own link has to stay that slow',
		'three answers in a row; a single one may have met a busy moment',
	),
	accountLimitPercent: threshold(
		90,
		'%',
		'connections, or leafnodes, of an account, of its limit',
		'it leaves time to raise the limit',
	),
} as const satisfies Record<string, Threshold>;

export type ThresholdName = keyof typeof thresholdTable;

export type Thresholds = Readonly<Record<ThresholdName, Threshold>>;

export const defaultThresholds: Thresholds = thresholdTable;
