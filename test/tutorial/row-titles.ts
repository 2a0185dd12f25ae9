/** The rows of the tutorial, as they are called in the tables. */
export const rowTitles = [
	'CONNECT',
	'DISCONNECT',
	'CONNS',
	'AUTH.ERR',
	'leaf up',
	'leaf down',
	'LEAFNODE.CONNECT',
	'LEAFNODE.DISCONNECT',
	'STATSZ',
	'id.STATSZ',
	'PING',
	'CLAIMS.UPDATE',
] as const;

export type RowTitle = (typeof rowTitles)[number];
