// What a row leads to: the page, list, view or question that Enter opens.
/** What Enter opens. */
export type Target =
	| {readonly kind: 'server'; readonly id: string}
	| {readonly kind: 'jetstream'; readonly id: string}
	| {readonly kind: 'account'; readonly id: string}
	| {readonly kind: 'graphs'; readonly of: 'server' | 'account'; readonly id: string}
	/** Routes between two servers, by their ids; gateways from one cluster to another. */
	| {readonly kind: 'route'; readonly one: string; readonly other: string}
	| {readonly kind: 'gateway'; readonly from: string; readonly to: string}
	| {readonly kind: 'client'; readonly key: string}
	| {readonly kind: 'leafnode'; readonly serverId: string; readonly key: string}
	| {readonly kind: 'refused'; readonly key: string}
	| {readonly kind: 'connection'; readonly journal: 'connections' | 'refusals'; readonly number: number}
	| {readonly kind: 'notable'; readonly number: number}
	| {readonly kind: 'message'; readonly number: number}
	/** A list of connections; asked for at once where `servers` says whom, otherwise when Enter is pressed there. */
	| {
			readonly kind: 'connections';
			readonly of: ConnectionsOf;
			readonly first: ConnectionOrder;
			readonly servers?: Asked;
	  }
	/** What a list of connections that is not there yet is asked of. */
	| {readonly kind: 'ask'; readonly servers: Asked}
	/** A connection, as its server tells of it. */
	| {readonly kind: 'listed'; readonly serverId: string; readonly cid: number}
	| {readonly kind: 'subjects'; readonly serverId: string; readonly cid: number}
	| {readonly kind: 'view'; readonly view: string; readonly filter: string}
	| {readonly kind: 'sort'; readonly pane: string; readonly column: string; readonly descending: boolean}
	/** Shows a column, or takes it out. */
	| {readonly kind: 'column'; readonly pane: string; readonly column: string; readonly shown: boolean}
	| {readonly kind: 'context'; readonly name: string}
	/** One of the systems that are watched at once. */
	| {readonly kind: 'system'; readonly number: number};

/** Whose connections are listed. */
export type ConnectionsOf =
	| {readonly kind: 'server'; readonly id: string}
	| {readonly kind: 'account'; readonly id: string}
	| {readonly kind: 'client'; readonly key: string}
	/** Of all accounts on all servers. */
	| {readonly kind: 'everything'};

/** By what a list of connections is sorted at first. */
export type ConnectionOrder = 'traffic' | 'subs';

/** The ids of the servers that are asked; all of them when it is `all`. */
export type Asked = readonly string[] | 'all';
