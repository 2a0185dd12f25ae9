// What is found of each server that speaks, told under its name.
import type {Model} from '../model/model.ts';
import type {Server} from '../model/server.ts';
import {shownName} from '../model/server-names.ts';
import {isSpeaking} from '../model/server-state.ts';
import {serversInOrder} from '../model/servers.ts';
import type {Finding} from './problem.ts';

type Told = Omit<Finding, 'key' | 'who' | 'about'>;

/** At most one finding of each server, which opens its page. */
export function findingsOfServers(model: Model, toldOf: (server: Server) => Told | undefined): readonly Finding[] {
	const findings: Finding[] = [];
	for (const server of serversInOrder(model)) {
		const told = isSpeaking(server) ? toldOf(server) : undefined;
		if (told === undefined) continue;
		const {id} = server;
		findings.push({key: id, who: shownName(model, server), about: {kind: 'server', id}, ...told});
	}
	return findings;
}
