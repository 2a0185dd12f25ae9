/** What can be done to a system. */
export type CommandKind = 'kick' | 'move' | 'reload' | 'push';

/** To what it is done. */
export type CommandTarget =
	| {
			readonly kind: 'kick' | 'move';
			readonly serverId: string;
			readonly cid: number;
			/** By the server's clock, when it is known: the connection that is meant. */
			readonly startedAt: number | undefined;
	  }
	| {readonly kind: 'reload'; readonly serverId: string}
	| {readonly kind: 'push'; readonly account: string};
