// What a server is called wherever it is shown: by its name alone where no other has that name, otherwise with what makes
// it unique. Sites that were made from one template often call their servers the same.
import {compareNames} from '../format/natural-order.ts';
import type {FormerServer} from './former-server.ts';
import {keepNewest} from './keep-newest.ts';
import type {Model} from './model.ts';
import type {Server} from './server.ts';

/** How many former servers are kept. */
const rememberedFormerServers = 2000;

/** As much of a server's id as tells two servers of one name apart. */
export function shortServerId(id: string): string {
	return id.slice(0, 6);
}

function namesakesOf(model: Model, {rawName}: Pick<Server, 'rawName'>, id: string): readonly Server[] {
	return model.serversByName.get(rawName)?.filter(other => other.id !== id) ?? [];
}

// A process that has said nothing of itself yet may be another one started again.
function isSettled({goodbye, stats}: Server): boolean {
	return goodbye === undefined && stats !== undefined;
}

/** Those that have its name in its own cluster, and are neither it nor a process that has ended before it. */
export function namesakesInCluster(model: Model, server: Server): readonly Server[] {
	if (!isSettled(server) || model.serversByName.get(server.rawName)?.length === 1) return [];
	return namesakesOf(model, server, server.id).filter(other => other.cluster === server.cluster && isSettled(other));
}

function withCluster(model: Model, server: FormerServer, id: string): string {
	const isElsewhere = namesakesOf(model, server, id).some(({cluster}) => cluster !== server.cluster);
	return isElsewhere && server.cluster !== '' ? `${server.cluster}/${server.name}` : server.name;
}

/** The name to show: `n1`; `edge1/nats-0` where another cluster has one of that name, `n1 (NCA5XQ)` where its own has. */
export function shownName(model: Model, server: Server): string {
	if (model.serversByName.get(server.rawName)?.length === 1) return server.name;
	const name = withCluster(model, server, server.id);
	const isBare = name === server.name && namesakesOf(model, server, server.id).some(({cluster}) => cluster !== '');
	const isAmbiguous = namesakesInCluster(model, server).length > 0 || (isBare && server.cluster === '');
	return isAmbiguous ? `${name} (${shortServerId(server.id)})` : name;
}

/** The name to show of the server with this id; `otherwise` when nothing is known of it any more. */
export function shownNameOf(model: Model, id: string, otherwise = shortServerId(id)): string {
	const server = model.servers.get(id);
	if (server !== undefined) return shownName(model, server);
	const former = model.formerServers.get(id);
	return former === undefined ? otherwise : withCluster(model, former, id);
}

/** The names to show of servers with these ids, each once, in the order of the alphabet. */
export function shownNamesOf(model: Model, ids: Iterable<string>): readonly string[] {
	const names = new Set<string>();
	for (const id of ids) names.add(shownNameOf(model, id));
	return [...names].sort(compareNames);
}

/** Keeps the name of a server that leaves the model. */
export function rememberFormer({formerServers}: Model, {id, rawName, name, cluster}: Server): void {
	keepNewest(formerServers, id, {rawName, name, cluster}, rememberedFormerServers);
}
