// What the members of the snapshot are, the object that `--json` prints without a table.
import {count, type Field, names, number, text, time} from '../fields/field.ts';

const trafficRates: readonly Field[] = [
	number('messages_in_per_second', 'received, a second'),
	number('messages_out_per_second', 'sent, a second'),
	number('bytes_in_per_second', 'received, a second'),
	number('bytes_out_per_second', 'sent, a second'),
];

const jetStream: readonly Field[] = [
	count('jetstream_memory_bytes', 'memory of streams'),
	count('jetstream_memory_reserved_bytes', 'memory reserved'),
	count('jetstream_memory_limit_bytes', 'limit of the memory'),
	count('jetstream_store_bytes', 'files of streams'),
	count('jetstream_store_reserved_bytes', 'files reserved'),
	count('jetstream_store_limit_bytes', 'limit of the files'),
	count('jetstream_ha_assets', 'assets with replicas'),
	count('jetstream_api_requests', 'requests to the API since the start'),
	count('jetstream_api_errors', 'errors of the API since the start'),
	number('jetstream_api_requests_per_second', 'requests to the API, a second'),
	number('jetstream_api_errors_per_second', 'errors of the API, a second'),
];

/** Of what a silent server told, only what cannot have changed since. */
export const snapshotServer: readonly Field[] = [
	text('name', 'its name'),
	text('shown_name', 'the same, with something that tells it from others of that name'),
	text('id', 'its id, new after each start'),
	text('cluster', 'its cluster; empty without one'),
	text('version', 'its version'),
	text('domain', 'its JetStream domain; empty without one'),
	names('tags', 'its tags'),
	text('state', 'up, silent, restarted, lame duck or stopped'),
	number('quiet_seconds', 'since it was heard'),
	number('stats_age_seconds', 'since its newest statistics'),
	time('started', 'when it was started'),
	number('uptime_seconds', 'since it was started'),
	time('restarted', 'when it was last seen to start anew'),
	number('cpu_percent_of_one_core', '100 is one core'),
	count('cores', 'cores that it may use'),
	count('memory_bytes', 'memory'),
	count('memory_limit_bytes', 'limit of the memory'),
	count('connections', 'client connections'),
	count('last_known_connections', 'the same, also of a silent server as it told last'),
	count('total_connections', 'client connections since its start'),
	count('accounts', 'accounts in use'),
	count('subscriptions', 'subscriptions'),
	count('messages_in', 'received since its start'),
	count('messages_out', 'sent since its start'),
	count('bytes_in', 'received since its start'),
	count('bytes_out', 'sent since its start'),
	...trafficRates,
	count('slow_consumers', 'since its start'),
	count('slow_consumers_last_minute', 'in the last minute'),
	names('route_peers', 'servers that it has routes to'),
	names('gateways', 'clusters that it has outbound gateways to'),
	count('known_servers', 'how many servers it counts'),
	text('meta_leader', 'whom it knows as leader of the JetStream meta group'),
	number('round_trip_ms', 'round trip from here'),
	number('clock_offset_ms', 'how far its clock is ahead of ours'),
	...jetStream,
];

/** Numbers are at least so much while `servers_not_heard` names a server. */
export const snapshotAccount: readonly Field[] = [
	text('id', 'its id: the public key, or the name'),
	text('name', 'its name, or its id where it has none'),
	count('connections', 'connections on all servers'),
	count('leafnodes', 'leafnode connections'),
	count('subscriptions', 'subscriptions'),
	count('servers', 'servers that have told of it and are heard'),
	...trafficRates,
	count('connects_last_minute', 'connects that were heard'),
	count('disconnects_last_minute', 'disconnects that were heard'),
	count('slow_consumers', 'since the servers were started'),
	number('age_seconds', 'since the oldest of these numbers was told'),
	names('servers_not_heard', 'servers with connections of it that are not heard'),
	count('last_known_connections', 'with those on servers that are not heard'),
];

export const snapshotClient: readonly Field[] = [
	text('account', 'its account'),
	text('user', 'its user'),
	text('name', 'the name that it gave itself'),
	text('host', 'its host'),
	text('language', 'language of its client library'),
	text('version', 'version of its client library'),
	text('kind', 'Client or Leafnode'),
	count('open_connections_seen', 'that were seen to open, or listed, and not to end'),
	count('connects_last_minute', 'connects'),
	count('disconnects_last_minute', 'disconnects'),
	number('median_life_seconds', 'how long its connections last'),
	text('last_reason', 'why its last connection ended; empty when none has'),
	names('servers', 'servers that it was seen on'),
	time('first_seen', 'when it was seen first'),
	time('last_seen', 'when it was seen last'),
];

export const snapshotRefusedLogin: readonly Field[] = [
	text('user', 'the user that it logs in as'),
	text('name', 'the name that it gives itself'),
	text('host', 'its host'),
	text('kind', 'Client or Leafnode'),
	count('attempts', 'how often since this program listens'),
	count('attempts_last_minute', 'how often in the last minute'),
	text('last_reason', 'the last reason'),
	names('servers', 'servers that refused it'),
	time('since', 'since when'),
	time('last_seen', 'the last time'),
];

export const snapshotMetaGroup: readonly Field[] = [
	text('domain', 'JetStream domain; empty without one'),
	text('state', 'led, leaderless, disagreement or unknown'),
	text('leader', 'who leads it'),
	count('size', 'how many belong to it'),
	count('quorum', 'how many have to agree'),
	names('servers_heard', 'members that are heard'),
	names('missing', 'members that are not there'),
];

export const snapshotProblem: readonly Field[] = [
	text('rule', 'which conclusion it is'),
	text('severity', 'bad, warn or note'),
	text('who', 'whom it is about'),
	text('text', 'what it is, in words'),
	time('since', 'since when'),
	count('total', 'how often, where it is counted'),
];

export const snapshotMarker: readonly Field[] = [
	time('time', 'the moment that a person marked'),
	text('note', 'what was said of it'),
];

export const snapshotLink: readonly Field[] = [
	text('state', 'connecting, up, down or ended'),
	text('address', 'where we are connected'),
	text('server', 'the server there'),
	text('user', 'our user'),
	text('account', 'our account'),
	names('refused', 'subjects that we may not use'),
];
