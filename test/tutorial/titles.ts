/** The messages of the tutorial, by their titles in the tables. */
export const tutorialTitles = [
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

export type TutorialTitle = (typeof tutorialTitles)[number];
