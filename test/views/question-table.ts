// What an operator asks during an incident, and the way from the first screen to its answer: two keys at the most.
import * as made from './question-situations.ts';
import {demoAt, incident, liveAt, ownLinkDown, recorded, type Situation} from './question-situations.ts';

export type Question = {
	readonly number: number;
	/** Part of the name of its frames. */
	readonly name: string;
	readonly asked: string;
	/** The first screen, when it comes up. */
	readonly situation: Situation;
	readonly keys: readonly string[];
	/** Seconds until what the keys ask for is answered. */
	readonly waits?: number;
	/** What has to be read, at each size. */
	readonly answer: readonly RegExp[];
	/** Why this is not the whole answer yet. */
	readonly missing?: string;
};

export const questions: readonly Question[] = [
	{
		number: 1,
		name: 'anything-wrong',
		asked: 'Is anything wrong at all?',
		situation: incident,
		keys: [],
		answer: [/^ ▲ 4 problems {2}w2 silent 36 s /m],
	},
	{
		number: 2,
		name: 'dead-server',
		asked: 'Which server died, and when?',
		situation: incident,
		keys: ['!'],
		answer: [/^»▲ w2 +silent 36 s \(expected ≤ 5 s\) +12:00:24/m],
	},
	{
		number: 3,
		name: 'split',
		asked: 'Is the system split?',
		situation: made.split,
		keys: ['!'],
		answer: [/^»▲ system split\? +n1 n2 n3 see 5 · n4 n5 see 2 /m],
	},
	{
		number: 4,
		name: 'loop',
		asked: 'Who connects in a loop?',
		situation: incident,
		keys: [],
		answer: [/^ orders-svc +119\/min loop .*Client Closed +n1 n2 n3 12:00:15$/m],
	},
	{
		number: 5,
		name: 'auth-storm',
		asked: 'Auth storm: whose credentials broke?',
		situation: incident,
		keys: ['4'],
		answer: [/^»svc-billing +billing-worker .*22\/s .*1,145 +1,145 .*12:00:08 /m, /last minute 2,276 refused/],
	},
	{
		number: 6,
		name: 'no-errors',
		asked: 'Clients fail, yet no errors?',
		situation: made.neverFinished,
		keys: ['!'],
		answer: [/^ · n2 +297 accepted, 28 logged in, 56 refused, 213 never /m],
	},
	{
		number: 7,
		name: 'reconnect-storm',
		asked: 'Reconnect storm: since when, how big, over?',
		situation: incident,
		keys: ['!'],
		answer: [/^ ○ reconnect storm +w2 silent → connects over for 21 s · 305 in all +12:00:23/m],
	},
	{
		number: 8,
		name: 'disconnects',
		asked: 'Why did they disconnect?',
		situation: incident,
		keys: ['3', 'tab'],
		answer: [/^»Client Closed .*orders-svc/m, /^ Read Error +44 /m, /^ Slow Consumer \(Pen.* 3 +3 etl 3 +n2 2 n3 1$/m],
	},
	{
		number: 9,
		name: 'slow-consumer',
		asked: 'Who is the slow consumer?',
		situation: recorded('slow-consumer', 20),
		keys: [],
		answer: [
			/^ slow-reader +slow consumer +APP\/app .*solo +15:06:09$/m,
			/^ 15:06:12 ! slow +slow-reader-2 +solo +Slow Consumer \(Write Deadline\)/m,
		],
	},
	{
		number: 10,
		name: 'traffic-of-account',
		asked: 'Which account makes this traffic?',
		situation: liveAt(60),
		keys: ['5'],
		waits: 3,
		// Not in the order of their connections, of which IOT has more than ANALYTICS.
		answer: [/SHARE↓/, /^»ORDERS .*█{5}/m, /^»ORDERS .*\n ANALYTICS .*█{2}.*\n BILLING .*\n IOT /m],
	},
	{
		number: 11,
		name: 'traffic-of-client',
		asked: '…and which client?',
		situation: liveAt(20),
		keys: ['5', 'C'],
		waits: 3,
		// The busiest first: what each sends and gets now, not since it connected.
		answer: [/^ Accounts › ORDERS › connections \d+ · .* · n\d/m, /BYTES IN\/s/, /^»orders-svc +\d+ /m],
	},
	{
		number: 12,
		name: 'uneven-load',
		asked: 'Is the load uneven?',
		situation: made.uneven,
		keys: ['!'],
		answer: [/^»· n1 +has 400 of 580 connections of cluster east, /m],
	},
	{
		number: 13,
		name: 'no-route',
		asked: 'Is a route missing or sick?',
		situation: made.noRoute,
		keys: ['9'],
		answer: [
			/^ n2 +● +· +\[✗\]$/m,
			/^ LINKS 3 · 2 of 3 routes, 1 missing$/m,
			/^ route +east +n2 +n3 missing .*12:00:00/m,
		],
	},
	{
		number: 14,
		name: 'no-gateway',
		asked: 'Is a gateway missing?',
		situation: made.noGateway,
		keys: ['9'],
		answer: [
			/^ 2 west +\[✗\] ·$/m,
			/^ LINKS 2 · 1 of 2 gateways, 1 missing\b/m,
			/^ gateway +west east missing: none dials 0 out, 1 in .*12:00:00/m,
		],
	},
	{
		number: 15,
		name: 'leafnode',
		asked: 'Which leafnode dropped, is it flapping?',
		situation: recorded('leafnode-flap', 30),
		keys: ['!'],
		answer: [/l1 +leafnode of SYS lost 3 times/],
	},
	{
		number: 16,
		name: 'meta-leader',
		asked: 'Who is meta leader? Did we lose it?',
		situation: made.noMetaLeader,
		keys: ['8'],
		answer: [
			/^ ▲ 4 problems {2}JetStream no quorum, missing n3 n4 n5 /m,
			/^ hub: no leader: 2 of 5 answer, need 3: missing n3 n4 n5$/m,
			/^ east +n1 +no leader /m,
		],
	},
	{
		number: 17,
		name: 'clocks',
		asked: 'Are clocks off?',
		situation: made.clockAhead,
		keys: ['!'],
		answer: [/^»· n3 +clock 1m 30s ahead /m],
	},
	{
		number: 18,
		name: 'versions',
		asked: 'Mixed versions?',
		situation: recorded('mixed-versions', 18),
		keys: [],
		answer: [/^ ● OK .*mixed versions 1\/3 on 2\.15\.2/m],
	},
	{
		number: 19,
		name: 'memory',
		asked: 'Is memory growing?',
		situation: made.growing,
		keys: ['!'],
		answer: [/^»! n2 +memory \+\S+ MiB\/min for 4m 30s, 400 MiB now/m],
	},
	{
		number: 20,
		name: 'account-limit',
		asked: 'Did an account hit a limit?',
		situation: made.accountFull,
		keys: ['!'],
		answer: [/^»! account APP +connection limit, turns away \S+ \d+\/min on n1 /m],
	},
	{
		number: 21,
		name: 'expiring',
		asked: 'Will something expire soon?',
		situation: made.expiring,
		keys: ['!'],
		answer: [/^»! reports +login expires in 19m 49s, account APP/m, /^ ! orders +login expires in 39m 49s/m],
	},
	{
		number: 22,
		name: 'deploy',
		asked: 'Did a deploy just go out?',
		situation: demoAt(185),
		keys: ['!'],
		answer: [/^ · checkout-api +deploy go 1\.47\.0 → go 1\.48\.0, 60 clients in 8\.7 s +12:02:30/m],
	},
	{
		number: 23,
		name: 'our-own-link',
		asked: 'Is it me?',
		situation: ownLinkDown,
		keys: [],
		answer: [/LINK DOWN 12 s/, /numbers are from 12:00:30/, /connection closed by the server/],
	},
	{
		number: 24,
		name: 'what-changed',
		asked: 'What changed since I was paged?',
		situation: liveAt(60),
		keys: ['='],
		answer: [/^ SERVERS 6 since 12:00:03 /m, /^»Δ west +w2 +silent 36 s /m, /^ Δ west +w1 .*\+92/m],
	},
	{
		number: 25,
		name: 'paste',
		asked: 'What do I paste into the incident channel?',
		situation: incident,
		keys: ['y', 'Y'],
		answer: [/^copied: .*w2.*silent 36 s/m, /^copied: .*nats server/m],
		missing: 'a row and its command are copied; a snapshot of everything and a recording of the last minutes are not',
	},
];
