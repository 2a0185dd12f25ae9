// Conclusions that are drawn from what servers tell of themselves alone: who may not see the events of accounts and
// clients can draw them all the same.

const fromStatistics: ReadonlySet<string> = new Set([
	'meta-leader',
	'meta-peers',
	'partition',
	'missing-server',
	'missing-route',
	'missing-gateway',
	'silent-server',
	'storage-full',
	'memory-limit',
	'cpu-saturated',
	'memory-growing',
	'subscriptions-growing',
	'route-pending',
	'jetstream-api-errors',
	'jetstream-off',
	'uneven-load',
	'uneven-leaders',
	'mixed-versions',
	'clock-offset',
	'same-name',
]);

/** Subjects on which nothing comes that a server tells of itself. */
const notOfServers =
	/^\$SYS\.(?:ACCOUNT\.|SERVER\.\*\.CLIENT\.AUTH\.ERR$|REQ\.ACCOUNT\.|REQ\.USER\.INFO$|REQ\.SERVER\.[^.]+\.(?:VARZ|IDZ|ACCOUNTZ)$)/;

/** Whether a conclusion may not be drawn although it would have to be, where a subject is refused to us. */
export function hidesFrom(rule: string, subject: string): boolean {
	return !fromStatistics.has(rule) || !notOfServers.test(subject);
}
