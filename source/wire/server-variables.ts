// The answer to VARZ: what is configured on a server, and what only this tells of how it does. Tokens of operators,
// addresses and everything that statistics tell already are not read. Source: nats-server, Varz.
import {amountOrNothing, type Fields, fields, measureOrNothing, text} from './fields.ts';
import {inMilliseconds} from './go-duration.ts';
import {timeOf} from './time.ts';

function millisecondsOf(nanoseconds: unknown): number | undefined {
	return inMilliseconds(amountOrNothing(nanoseconds));
}

/** 0 and below is no limit. */
function limitOf(value: unknown): number | 'none' | undefined {
	return typeof value === 'number' && value <= 0 ? 'none' : amountOrNothing(value);
}

/** Told since 2.12.14 and 2.14.4. */
function diskWaitsOf(value: unknown) {
	if (value === undefined) return undefined;
	const block = fields(value);
	return {
		waiting: amountOrNothing(block['waiters']),
		waits: amountOrNothing(block['waits']),
		longestMs: millisecondsOf(block['max_wait_time']),
	};
}

export function serverVariablesOf(data: Fields) {
	const seconds = measureOrNothing(data['auth_timeout']);
	return {
		goVersion: text(data['go']),
		commit: text(data['git_commit']),
		maxConnections: limitOf(data['max_connections']),
		// Without a limit it is left out.
		maxSubscriptions: limitOf(data['max_subscriptions'] ?? 0),
		maxPayloadBytes: amountOrNothing(data['max_payload']),
		maxPendingBytes: amountOrNothing(data['max_pending']),
		maxControlLineBytes: amountOrNothing(data['max_control_line']),
		pingEveryMs: millisecondsOf(data['ping_interval']),
		pingsOut: amountOrNothing(data['ping_max']),
		writeDeadlineMs: millisecondsOf(data['write_deadline']),
		loginTimeoutMs: seconds === undefined ? undefined : seconds * 1000,
		// What is left out is false.
		needsLogin: data['auth_required'] === true,
		needsTls: data['tls_required'] === true,
		verifiesClients: data['tls_verify'] === true,
		// Told since 2.11.12 and 2.12.4; undefined without a certificate too.
		certificateUntil: timeOf(data['tls_cert_not_after']),
		coresSeen: amountOrNothing(data['cores']),
		coresUsed: amountOrNothing(data['gomaxprocs']),
		diskWaits: diskWaitsOf(data['disk_io_wait_stats']),
	};
}
