// What stays when a recording is anonymized: words of the protocol and of the servers, which say nothing of anybody.

/** Whatever field they stand in. */
export const nobodysNames: ReadonlySet<string> = new Set(['', '$SYS', '$G', 'N/A', 'n/a', '0.0.0.0', '::', '*', '>']);

/** Values of fields that say which of a few kinds something is. */
export const kindWords: ReadonlySet<string> = new Set(
	(
		'Client Leafnode Router Gateway System JetStream Account nats websocket mqtt LEADER FOLLOWER CANDIDATE open closed ' +
		'any all up down trying note refused granted account own ended missed subscribe publish ok unavailable error na ' +
		'file memory limits old new workqueue interest explicit none instant original off on s2_auto s2_fast s2_better ' +
		's2_best s2_uncompressed accept auto disabled operator user cid start subs pending msgs_to msgs_from bytes_to ' +
		'bytes_from last idle uptime stop reason rtt name'
	)
		.split(' ')
		.concat('set back', 'not supported'),
);

/** Fields whose values are such words. */
export const kindKeys: ReadonlySet<string> = new Set([
	'kind',
	'type',
	'client_type',
	'state',
	'operation',
	'status',
	'storage',
	'retention',
	'discard',
	'ack_policy',
	'replay_policy',
	'deliver_policy',
	'compression',
	'sort',
]);

export const languages: ReadonlySet<string> = new Set(
	(
		'go java javascript nats.js nats.deno nats.ws node.js typescript python python2 python3 rust C C# .NET dotnet ruby ' +
		'elixir swift kotlin scala php perl erlang zig crystal haskell ocaml dart lua clojure cpp c++ nim arduino raw'
	).split(' '),
);

/** Why servers say that a connection ended: nats-server, ClosedState. */
export const serverReasons: ReadonlySet<string> = new Set([
	'Client Closed',
	'Authentication Timeout',
	'Authentication Failure',
	'TLS Handshake Failure',
	'Slow Consumer (Pending Bytes)',
	'Slow Consumer (Write Deadline)',
	'Write Error',
	'Read Error',
	'Parse Error',
	'Stale Connection',
	'Protocol Violation',
	'Bad Client Protocol Version',
	'Incorrect Port',
	'Maximum Connections Exceeded',
	'Maximum Account Connections Exceeded',
	'Maximum Message Payload Exceeded',
	'Maximum Control Line Exceeded',
	'Maximum Subscriptions Exceeded',
	'Duplicate Route',
	'Route Removed',
	'Server Shutdown',
	'Authentication Expired',
	'Wrong Gateway',
	'Missing Account',
	'Credentials Revoked',
	'Internal Client',
	'Message Header Violation',
	'No Responders Requires Headers',
	'Cluster Name Conflict',
	'Duplicate Remote LeafNode Connection',
	'Duplicate Client ID',
	'Duplicate Server Name',
	'Minimum Version Required',
	'Cluster Names Identical',
	'Kicked',
	'Proxy Not Trusted',
	'Proxy Required',
]);

/** Words of the sentences that servers and this program say of errors; all others in them may be names. */
export const sentenceWords: ReadonlySet<string> = new Set(
	(
		'a about account accounts address again allowed already an and answer any are as asset assets at authorization ' +
		'available bad base64 be been before body by cannot certificate changed claim claims client closed closes cluster ' +
		'code config configuration connect connected connection connections consumer contact could current data deadline ' +
		'disabled dns does empty enabled end ended error established events exceeded expected expired failed failure file ' +
		'for found from gateway group has have healthy host illegal in input invalid io is it its jetstream jwt key lame ' +
		'last leader leafnode limit link listening login lost many match memory message messages meta monitor name network ' +
		'new no not nothing of off offline ok on open operator or our out parse payload peer pending permissions policy ' +
		'port protocol publish read reason recovering refused reload reloaded remote request reset resolver response ' +
		'resulted retry route running s ms min seconds secure seen server servers service shutdown sign signal since ' +
		'size skipped slow socket stale start starting state store stream streams subject subscribe subscription ' +
		'subscriptions supported system terminal that the this timed timeout timer tls to token too trying ' +
		'unable unauthorized unavailable unexpected unknown unreachable up update updated user validation verify version ' +
		'violation waiting was we were which while with within write written wrong years you your chunks pending bytes cut ' +
		'life cache jwt-update'
	).split(' '),
);

/** Tokens of subjects that belong to the protocol; they stay in subjects that begin with `$`. */
export const subjectTokens: ReadonlySet<string> = new Set(
	(
		'$SYS $JS _INBOX_ ACCOUNT SERVER REQ PING USER INFO CLAIMS UPDATE LOOKUP LIST PACK DELETE DEBUG SUBSCRIBERS CONNECT ' +
		'DISCONNECT CONNS CONNZ SUBSZ LEAFZ JSZ STATZ STATSZ VARZ ROUTEZ GATEWAYZ ACCOUNTZ HEALTHZ IDZ RAFTZ IPQUEUESZ ' +
		'EXPVARZ PROFILEZ KICK LDM RELOAD LEAFNODE CLIENT AUTH ERR SHUTDOWN LAMEDUCK API EVENT ADVISORY META RESCUE ' +
		'META_RESCUE STREAM CONSUMER DOMAIN LEADER_ELECTED QUORUM_LOST CREATED DELETED UPDATED MODIFIED METRIC OCSP_PEER ' +
		'PEER LINK REJECT CONN * >'
	).split(' '),
);

/** Blocks whose keys are names, not fields. */
export const namedBlocks: ReadonlySet<string> = new Set([
	'peers',
	'outbound_gateways',
	'inbound_gateways',
	'mappings',
	'metadata',
	'tracking_headers',
]);
