// One message of the system-account tutorial, and the helpers that look for it on the screens.
import type {Message} from '../../source/wire/message.ts';
import {can} from '../../source/model/capabilities.ts';
import {entriesOf} from '../../source/model/journal.ts';
import type {Model} from '../../source/model/model.ts';
import type {Server} from '../../source/model/server.ts';
import type {NatsServer} from '../helpers/nats-server.ts';
import type {TopologyKind} from '../topologies/topology-kinds.ts';
import type {Topology} from '../topologies/topology.ts';
import type {TutorialTitle} from './titles.ts';
import type {Watch} from './watch.ts';

export type TutorialMessage = {
	readonly title: TutorialTitle;
	/** Whether a message that came is the one meant. */
	readonly matches: (message: Message) => boolean;
	/** Why a topology does not provoke it; absent or undefined where it does. */
	readonly whyAbsent?: (kind: TopologyKind) => string | undefined;
	/** Makes servers send it, and looks for it on the screens. */
	readonly provoke: (topology: Topology, watch: Watch) => Promise<void>;
};

/** The line that holds all the words; throws with the text when there is none. */
export function lineWith(text: string, ...words: readonly (string | RegExp)[]): string {
	const found = text
		.split('\n')
		.find(line => words.every(word => (typeof word === 'string' ? line.includes(word) : word.test(line))));
	if (found === undefined) throw new Error(`no line with ${words.join(' and ')} in\n${text}`);
	return found;
}

export function serverOf({model}: Watch, server: NatsServer): Server | undefined {
	return [...model.servers.values()].find(({name}) => name === server.name);
}

/** How an account begins on the screen: with its key, where the server tells no names. */
export function accountShown(topology: Topology, watch: Watch, account: 'APP' | 'COUNTED'): string {
	const version = serverOf(watch, topology.far)?.version ?? '';
	return can(version, 'accountNames') ? account : topology.accountId(account).slice(0, 5);
}

export function entryOf({connections}: Model['journals'], kind: string, name: string) {
	for (const [number, {event}] of entriesOf(connections)) {
		if (event.kind === kind && event.name === name) return {number, event};
	}
	return undefined;
}

export function notableOf({model}: Watch, kind: string, who: string) {
	return [...entriesOf(model.journals.notices)].findLast(
		([, notable]) => notable.kind === kind && notable.who === who,
	)?.[1];
}

export function isLeafSignal(subject: string): boolean {
	return /\.LEAFNODE\.(?:CONNECT|DISCONNECT)$/.test(subject);
}
