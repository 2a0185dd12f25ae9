// What is told of each scenario, and when it can be known at the earliest by what is on the wire.
import type {Message} from '../../../../source/wire/message.ts';
import {startAt} from './watched-system.ts';

export type Expectation = {
	/** The rule that tells of what the scenario is about. */
	readonly problem: string;
	/** Who is told of. */
	readonly who: RegExp;
	/** When it begins to go wrong, seconds. */
	readonly causedAt: number;
	/** When the messages that were sent by then suffice for it, seconds; the rule's own patience is part of it. */
	readonly knowableAt: number | ((heard: readonly Message[]) => number);
	/** Rules that tell, as a warning or worse, of what follows from it. */
	readonly follows?: readonly string[];
	/** How long to look, seconds; until after its end. */
	readonly seconds: number;
};

type Figures = {
	readonly server: {readonly id: string};
	readonly statsz?: {readonly cpu: number; readonly cores: number};
};

/** When a server has told for twenty seconds that nine tenths of its processor are in use, seconds. */
function saturatedAt(heard: readonly Message[]): number {
	const since = new Map<string, number>();
	for (const {at, subject, text} of heard) {
		if (!/STATSZ$|\.PING$/.test(subject) || !text.startsWith('{"server"')) continue;
		const {server, statsz} = JSON.parse(text) as Figures;
		if (statsz === undefined) continue;
		if (statsz.cpu < 90 * statsz.cores) since.delete(server.id);
		else if (at - (since.get(server.id) ?? at) >= 20_000) return (at - startAt) / 1000;
		else since.set(server.id, since.get(server.id) ?? at);
	}
	return Number.NaN;
}

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
		who: /^account BILLING connection limit, turns away .*invoice-pdf /,
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
	// Two PINGs without an answer, then minutes until the servers have counted each other out, and 100 s of disagreement.
	partition: {
		problem: 'partition',
		who: /^system split\? .*see 6 · .*see 4/,
		causedAt: 20 + 150,
		knowableAt: 20 + 240 + 100,
		follows: ['silent-server'],
		seconds: 640,
	},
	// The next PING, and four seconds in which it could be dialled again.
	'missing-route': {problem: 'missing-route', who: /^w2 and w3 /, causedAt: 20, knowableAt: 26, seconds: 240},
	'expiring-credentials': {
		problem: 'expiring',
		who: /^clickstream login expires in 39m /,
		causedAt: 20,
		knowableAt: 21,
		seconds: 240,
	},
	// Six times ten seconds, each with more than the one before.
	'subscription-leak': {
		problem: 'subscriptions-growing',
		who: /^n\d subscriptions \+/,
		causedAt: 20,
		knowableAt: 20 + 70,
		seconds: 300,
	},
	'black-friday': {
		problem: 'cpu-saturated',
		who: /^n\d CPU at /,
		causedAt: 20,
		knowableAt: saturatedAt,
		seconds: 640,
	},
};
