// What is told of each scenario, and when it can be known at the earliest by what is on the wire.
export type Expectation = {
	/** The rule that tells of what the scenario is about. */
	readonly problem: string;
	/** Who is told of. */
	readonly who: RegExp;
	/** When it begins to go wrong, seconds. */
	readonly causedAt: number;
	/** When the messages that were sent by then suffice for it, seconds; the rule's own patience is part of it. */
	readonly knowableAt: number;
	/** Rules that tell, as a warning or worse, of what follows from it. */
	readonly follows?: readonly string[];
	/** How long to look, seconds; until after its end. */
	readonly seconds: number;
};

/** By the name of the scenario. */
export const expectations: Readonly<Record<string, Expectation>> = {
	// Five attempts.
	'auth-storm': {problem: 'auth-errors', who: /^billing-worker /, causedAt: 20, knowableAt: 21, seconds: 200},
	// Three rounds of a second.
	'reconnect-loop': {problem: 'reconnect-loop', who: /^orders-svc /, causedAt: 20, knowableAt: 23, seconds: 200},
	'rolling-upgrade': {
		problem: 'lame-duck',
		who: /^w1 lame duck /,
		causedAt: 20,
		knowableAt: 20,
		follows: ['stopped-server'],
		seconds: 700,
	},
	// No answer to two and a half PINGs.
	'server-crash': {
		problem: 'silent-server',
		who: /^w2 silent /,
		causedAt: 20,
		knowableAt: 25,
		follows: ['reconnect-storm', 'restarted-server'],
		seconds: 400,
	},
	'slow-consumer': {problem: 'slow-consumers', who: /^etl slow consumer /, causedAt: 20, knowableAt: 20, seconds: 200},
	// Two lives of ten seconds.
	'leafnode-flap': {problem: 'flapping-leafnode', who: /^edge-berlin /, causedAt: 20, knowableAt: 40, seconds: 200},
	// An election may take five seconds.
	'meta-leader-lost': {
		problem: 'meta-leader',
		who: /^JetStream no meta leader$/,
		causedAt: 20,
		knowableAt: 25,
		seconds: 200,
	},
	// Five attempts.
	'account-limit': {
		problem: 'at-limit',
		who: /^account BILLING full at 58 connections, turns away .*invoice-pdf /,
		causedAt: 20,
		knowableAt: 22,
		seconds: 400,
	},
	// Three rounds of four seconds, or as many of several clients.
	'deploy-gone-wrong': {
		problem: 'reconnect-loop',
		who: /^checkout-api /,
		causedAt: 20,
		knowableAt: 25,
		seconds: 300,
	},
	'hostile-names': {problem: 'auth-errors', who: /^\S+32mroot/, causedAt: 20, knowableAt: 22, seconds: 200},
};
