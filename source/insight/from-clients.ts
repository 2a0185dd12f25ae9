// What follows from which clients are known, as their names and versions never change. Rules ask for it every second,
// and clients come and go seldom, but for storms. What is kept are their keys: a client that changes may be replaced by
// its copy.
import type {Client} from '../model/client.ts';
import type {Model} from '../model/model.ts';

type Clients = ReadonlyMap<string, Client>;

/** Gives what `make` makes of all clients; made anew only when clients came or went since it was last asked for. */
export function fromClients<Value>(make: (clients: Clients) => Value): (model: Model) => Value {
	const made = new WeakMap<Clients, {readonly size: number; readonly gone: number; readonly value: Value}>();
	return ({clients, forgotten}) => {
		const known = made.get(clients);
		// They leave only to make room, which is counted.
		if (known?.size === clients.size && known.gone === forgotten.clients) return known.value;
		const value = make(clients);
		made.set(clients, {size: clients.size, gone: forgotten.clients, value});
		return value;
	};
}

const keysOfLeafnodes = fromClients(clients =>
	[...clients.values()].filter(({kind}) => kind === 'Leafnode').map(({key}) => key),
);

/** The clients of these keys, as they are now. */
export function clientsOfKeys({clients}: Model, keys: readonly string[]): readonly Client[] {
	return keys.map(key => clients.get(key)).filter(client => client !== undefined);
}

export function leafnodesOf(model: Model): readonly Client[] {
	return clientsOfKeys(model, keysOfLeafnodes(model));
}
