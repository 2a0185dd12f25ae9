/** The commands there are. */
export type CommandKind = 'kick' | 'move' | 'reload' | 'push';

/** A command with its target. */
export type CommandTarget =
	| {
			readonly kind: 'kick' | 'move';
			readonly serverId: string;
			readonly cid: number;
			/** When the connection started, by the server's clock; tells it from a later one with the same id. */
			readonly startedAt: number | undefined;
	  }
	| {readonly kind: 'reload'; readonly serverId: string}
	| {readonly kind: 'push'; readonly account: string};
