// An application whose clients leave and come back with another version: of the application, when its name tells it, or
// of its client library.
import {displayName} from '../format/display-name.ts';
import {count} from '../format/number.ts';
import {duration} from '../format/time.ts';
import type {Client} from '../model/client.ts';
import type {Model} from '../model/model.ts';
import {sumOver} from '../model/tally.ts';
import {defineRule, type Finding} from './problem.ts';

/** It is news for this long. */
const newsMs = 600_000;
/** Its old clients leave within this time of when the first new one comes. */
const togetherMs = 60_000;
/** One client that was updated is no deploy. */
const fewestClients = 2;

/** `checkout-1.37.0`, `checkout v2`, `checkout@1.2-rc1` → the name, and its version. */
const versioned = /^(.*?)[-_ @:/.]?v?(\d+(?:\.\d+)+(?:[-+][0-9A-Za-z.]+)?)$/;

type Version = {readonly text: string; readonly clients: readonly Client[]};

function applicationOf(client: Client): string {
	const name = versioned.exec(client.name)?.[1] ?? client.name;
	return [client.account, client.user, name].join('\n');
}

/** The version in its name; otherwise that of its client library. */
function versionOf({name, language, version}: Client): string {
	const ofName = versioned.exec(name)?.[2];
	return ofName ?? (version === '' ? '' : `${language} ${version}`);
}

const firstOf = ({clients}: Version): number => Math.min(...clients.map(({firstSeenAt}) => firstSeenAt));

function cameIn(clients: readonly Client[]): number {
	return clients.reduce((sum, {connects}) => sum + connects.total, 0);
}

/** Whether clients of a version left about when the others came. */
function gaveWay({clients}: Version, begin: number, now: number): boolean {
	return clients.some(({disconnects}) => sumOver(disconnects, now, now - begin + togetherMs) > 0);
}

function deployOf(model: Model, application: string, clients: readonly Client[]): Finding | undefined {
	const {now} = model;
	const versions = [...Map.groupBy(clients, versionOf)]
		.filter(([text]) => text !== '')
		.map(([text, its]): Version => ({text, clients: its}));
	const [newest, before] = versions.sort((a, b) => firstOf(b) - firstOf(a));
	if (newest === undefined || before === undefined) return undefined;
	const begin = firstOf(newest);
	const came = cameIn(newest.clients);
	if (now - begin > newsMs || came < fewestClients || !gaveWay(before, begin, now)) return undefined;
	if (newest.clients.every(({live}) => live <= 0)) return undefined;
	const name = application.split('\n').at(-1) ?? '';
	const last = Math.max(...newest.clients.map(({lastCame}) => lastCame?.at ?? begin));
	const how = `${before.text} → ${newest.text}`;
	const [first] = newest.clients;
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
	find(model) {
		const clients = [...model.clients.values()].filter(({kind, name}) => kind === 'Client' && name !== '');
		return [...Map.groupBy(clients, applicationOf)].flatMap(([application, its]) =>
			its.length < 2 ? [] : (deployOf(model, application, its) ?? []),
		);
	},
});
