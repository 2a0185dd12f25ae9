// An application whose clients leave and come back with another version: of the application, when its name tells it, or
// of its client library.
import {displayName} from '../format/display-name.ts';
import {madeOnce} from '../format/made-once.ts';
import {count} from '../format/number.ts';
import {duration} from '../format/time.ts';
import type {Client} from '../model/client.ts';
import type {Model} from '../model/model.ts';
import {sumOver} from '../model/tally.ts';
import {clientsOfKeys, fromClients} from './from-clients.ts';
import {defineRule, type Finding} from './problem.ts';

/** It is news for this long. */
const newsMs = 600_000;
/** Its old clients leave within this time of when the first new one comes. */
const togetherMs = 60_000;
/** One client that was updated is no deploy. */
const fewestClients = 2;

/** `checkout-1.37.0`, `checkout v2`, `checkout@1.2-rc1` → the name, and its version. */
const versioned = /^(.*?)[-_ @:/.]?v?(\d+(?:\.\d+)+(?:[-+][0-9A-Za-z.]+)?)$/;

type Version = {
	readonly text: string;
	/** Keys of its clients. */
	readonly keys: readonly string[];
	/** When the first of them was first seen. */
	readonly begin: number;
};

type Named = {
	/** Account, user and name of the application. */
	readonly application: string;
	/** The version in the client's name; otherwise that of its client library. */
	readonly version: string;
};

/** Asked of every client: its texts never change. */
const namedOf = madeOnce(({account, user, name, language, version}: Client): Named => {
	const [, bare = name, ofName = version === '' ? '' : `${language} ${version}`] = versioned.exec(name) ?? [];
	return {application: [account, user, bare].join('\n'), version: ofName};
});

type Changed = {readonly application: string; readonly newest: Version; readonly before: Version};

/** Applications with clients of more than one version: the newest one that came, and the one before it. */
const changedApplications = fromClients(clients => {
	const together = Map.groupBy(clients.values(), client => namedOf(client).application);
	const changed: Changed[] = [];
	for (const [application, its] of together) {
		if (its.length < 2) continue;
		const [newest, before] = versionsOf(its.filter(({kind, name}) => kind === 'Client' && name !== ''));
		if (newest !== undefined && before !== undefined) changed.push({application, newest, before});
	}
	return changed;
});

/** Those that came last first. */
function versionsOf(clients: readonly Client[]): readonly Version[] {
	return [...Map.groupBy(clients, client => namedOf(client).version)]
		.filter(([text]) => text !== '')
		.map(([text, its]) => ({
			text,
			keys: its.map(({key}) => key),
			begin: Math.min(...its.map(({firstSeenAt}) => firstSeenAt)),
		}))
		.sort((a, b) => b.begin - a.begin);
}

function cameIn(clients: readonly Client[]): number {
	return clients.reduce((sum, {connects}) => sum + connects.total, 0);
}

/** Whether clients of a version left about when the others came. */
function gaveWay(clients: readonly Client[], begin: number, now: number): boolean {
	return clients.some(
		({disconnects}) => disconnects.total > 0 && sumOver(disconnects, now, now - begin + togetherMs) > 0,
	);
}

function deployOf(model: Model, {application, newest, before}: Changed): Finding | undefined {
	const {now} = model;
	const {begin} = newest;
	if (now - begin > newsMs || !gaveWay(clientsOfKeys(model, before.keys), begin, now)) return undefined;
	const clients = clientsOfKeys(model, newest.keys);
	const came = cameIn(clients);
	if (came < fewestClients) return undefined;
	if (clients.every(({live}) => live <= 0)) return undefined;
	const name = application.split('\n').at(-1) ?? '';
	const last = Math.max(...clients.map(({lastCame}) => lastCame?.at ?? begin));
	const how = `${before.text} → ${newest.text}`;
	const [first] = clients;
	if (first === undefined) return undefined;
	return {
		key: `${application}\n${newest.text}`,
		severity: 'note',
		who: name === '' ? displayName(first) : name,
		topic: 'deploy',
		text: `deploy ${how}, ${count(came)} clients in ${duration(Math.max(1000, last - begin))}`,
		short: `deploy ${how}`,
		since: begin,
		total: came,
		about: {kind: 'view', view: 'connects', filter: `name:"${name}"`},
	};
}

export const deployRule = defineRule({
	id: 'deploy',
	meaning: 'clients of an application have left and came back with another version of it or of its client library',
	endsUnsaid: true,
	find: model => changedApplications(model).flatMap(changed => deployOf(model, changed) ?? []),
});
