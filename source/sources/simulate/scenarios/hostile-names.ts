import {defaults, hosts, minute} from '../application-parts.ts';
import {type Application, trafficOf} from '../cast.ts';
import type {Scenario} from './scenario.ts';

/** What clients may call themselves: nothing in the protocol forbids it. */
const names = {
	clearsTheScreen: '\u001b[2J\u001b[H\u001b]0;owned\u0007 all is well',
	endsTheLine: 'worker\r\n$SYS.SERVER OK 6/6\r\n',
	turnsAround: 'invoice\u202egnp.exe',
	isInvisible: '\u200b\u2060\ufeff',
	isLong: 'x'.repeat(2000),
	isStacked: 'Z\u0335\u0361\u0321a\u0338\u0353l\u0336\u0345g\u0334\u0347o\u0337\u0329',
	isWide: '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466} 家族 サービス',
	isAFilter: 'name:"" OR acc:* | `id` $(id) <b>&amp;"\'\\',
	isSpelledAlike: 'оrders-svс',
} as const;

const attacker = '\u001b[32mroot\u001b[0m\u0000\u007f';

function applicationCalled(name: string, index: number): Application {
	return {
		...defaults,
		name,
		account: 'ORDERS',
		user: index % 2 === 0 ? 'svc-orders' : `user ${name.slice(0, 40)}`,
		language: index === 3 ? '\u001b[7mgo' : 'go',
		version: '1.48.0',
		hosts: hosts('10.2.66', 10 + index, 2),
		connections: 3,
		lifetimeMs: 10 * minute,
		leastLifetimeMs: 20_000,
		traffic: trafficOf(4, 200, 4, 200),
		subscriptions: 2,
	};
}

/** It has the connections of the others, and is refused from the beginning of its round on. */
const guesser: Application = {...applicationCalled(attacker, 9), user: 'admin\u001b[5m', connections: 4};

export const hostileNames: Scenario = {
	name: 'hostile-names',
	story:
		'clients with names that would clear the screen, break its lines or pass for another; one of them guesses passwords',
	roundMs: 300_000,
	incidents: () => [
		{atMs: 20_000, action: {kind: 'refuse', application: attacker, withinMs: 2000}},
		{atMs: 100_000, action: {kind: 'admit', application: attacker}},
	],
	prepare(cast) {
		// Where the others of their account are, whatever the servers are called.
		const serverNames = cast.applications.find(({account}) => account === 'ORDERS')?.serverNames ?? [];
		const hostile = [...Object.values(names).map(applicationCalled), guesser];
		return {...cast, applications: [...cast.applications, ...hostile.map(one => ({...one, serverNames}))]};
	},
};
