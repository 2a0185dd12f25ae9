// Metrics of each server that is known.
import {spanMs} from '../format/time.ts';
import type {Model} from '../model/model.ts';
import type {Server} from '../model/server.ts';
import {shownName} from '../model/server-names.ts';
import {isSpeaking} from '../model/server-state.ts';
import {serversInOrder} from '../model/servers.ts';
import {secondsOf} from './known.ts';
import {labelOf} from './metric-labels.ts';
import {counter, gauge, type Labels, type Metric, samplesOf} from './metrics-text.ts';

/** Of more servers nothing is told one by one, so that the time series have a bound. */
const mostServers = 1000;

type Figure = {
	readonly name: string;
	readonly help: string;
	readonly of: (stats: NonNullable<Server['stats']>) => number | undefined;
};

function figure(name: string, help: string, of: Figure['of']): Figure {
	return {name, help, of};
}

const gauges: readonly Figure[] = [
	figure('server_start_time_seconds', 'When it was started, since 1970.', ({startedAt}) => secondsOf(startedAt)),
	figure('server_cpu_cores', 'How many cores it keeps busy.', ({cpuPercent}) =>
		cpuPercent === undefined ? undefined : cpuPercent / 100,
	),
	figure('server_memory_bytes', 'Resident memory.', ({memoryBytes}) => memoryBytes),
	figure('server_connections', 'Client connections.', ({connections}) => connections),
	figure('server_subscriptions', 'Subscriptions.', ({subscriptions}) => subscriptions),
	figure('server_accounts', 'Accounts with connections.', ({accounts}) => accounts),
	figure('server_jetstream_memory_bytes', 'Memory that JetStream uses.', ({jetStream}) => jetStream?.memoryBytes),
	figure(
		'server_jetstream_memory_limit_bytes',
		'Memory that JetStream may use.',
		({jetStream}) => jetStream?.maxMemoryBytes,
	),
	figure('server_jetstream_storage_bytes', 'Storage that JetStream uses.', ({jetStream}) => jetStream?.storageBytes),
	figure(
		'server_jetstream_storage_limit_bytes',
		'Storage that JetStream may use.',
		({jetStream}) => jetStream?.maxStorageBytes,
	),
];

const counters: readonly Figure[] = [
	figure('server_accepted_connections', 'Connections since it was started.', ({accepted}) => accepted),
	figure('server_received_messages', 'Messages that it received.', ({received}) => received.messages),
	figure('server_received_bytes', 'Bytes of the messages that it received.', ({received}) => received.bytes),
	figure('server_sent_messages', 'Messages that it sent.', ({sent}) => sent.messages),
	figure('server_sent_bytes', 'Bytes of the messages that it sent.', ({sent}) => sent.bytes),
	figure('server_slow_consumers', 'Connections that it ended as slow consumers.', ({slowConsumers}) => slowConsumers),
	figure('server_jetstream_api_requests', 'Requests to its JetStream API.', ({jetStream}) => jetStream?.apiRequests),
	figure('server_jetstream_api_errors', 'Those that were answered by an error.', ({jetStream}) => jetStream?.apiErrors),
];

/** `model`: one that is heard now. */
export function serverMetrics(model: Model): readonly Metric[] {
	const known = serversInOrder(model).filter(({goodbye}) => goodbye?.kind !== 'stopped');
	const servers = known.slice(0, mostServers).map(server => ({
		server,
		labels: {server: labelOf(shownName(model, server)), server_id: labelOf(server.id)} satisfies Labels,
	}));
	// The figures of a silent server may have changed since.
	const speaking = servers.filter(({server}) => isSpeaking(server));
	const samples = (of: (server: Server) => number | undefined) =>
		speaking.flatMap(({server, labels}) => samplesOf(of(server), labels));
	const statsOf =
		(of: Figure['of']) =>
		({stats}: Server) =>
			stats === undefined ? undefined : of(stats);
	return [
		gauge(
			'server_info',
			'What is known of it by name; always 1.',
			servers.map(({server: {cluster, version}, labels}) => ({
				value: 1,
				labels: {...labels, cluster: labelOf(cluster), version: labelOf(version)},
			})),
		),
		gauge(
			'server_up',
			'1 for one that is heard, 0 for one that is silent.',
			servers.map(({server, labels}) => ({value: isSpeaking(server) ? 1 : 0, labels})),
		),
		gauge(
			'server_statistics_age_seconds',
			'How old what it told of itself is.',
			servers.flatMap(({server, labels}) => samplesOf(secondsOf(spanMs(server.statsAt, model.now)), labels)),
		),
		gauge(
			'server_round_trip_seconds',
			'How long its last answer took.',
			samples(({roundTripMs}) => secondsOf(roundTripMs)),
		),
		...gauges.map(({name, help, of}) => gauge(name, help, samples(statsOf(of)))),
		...counters.map(({name, help, of}) => counter(name, help, samples(statsOf(of)))),
		gauge('servers_without_metrics', 'Servers that are known beyond the limit of those told one by one.', [
			{value: known.length - servers.length},
		]),
	];
}
