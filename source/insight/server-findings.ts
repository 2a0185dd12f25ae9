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
	return serversInOrder(model)
		.filter(isSpeaking)
		.flatMap(server => {
			const told = toldOf(server);
			if (told === undefined) return [];
			const {id} = server;
			return [{key: id, who: shownName(model, server), about: {kind: 'server' as const, id}, ...told}];
		});
}
