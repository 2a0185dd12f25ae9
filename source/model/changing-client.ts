// Keyframes share the clients of the model that they are of, as thousands of them are known and few change before the
// picture goes on: a client that is to change is copied first, unless it was made after the last keyframe.
import {type ChangingClient, type Client, copyOfClient} from './client.ts';

/** Grows with each keyframe, in the model and in the keyframe: what is older may be in both. */
export type Sharing = {generation: number};

/** A model, as far as it keeps clients. */
type Kept = {readonly clients: Map<string, Client>; readonly sharing: Sharing};

/** The clients for a keyframe; from now on the model copies those that are to change. */
export function sharedClients({clients, sharing}: Kept): Map<string, Client> {
	sharing.generation++;
	return new Map(clients);
}

/** A client of the model, to be changed now. It is another object when a keyframe has the one that was given. */
export function changingClient({clients, sharing}: Kept, client: Client): ChangingClient {
	if (client.generation === sharing.generation) return client;
	const copy = copyOfClient(client, sharing.generation);
	clients.set(client.key, copy);
	return copy;
}
