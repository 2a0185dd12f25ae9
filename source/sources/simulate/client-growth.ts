// Applications that are given more clients, and lose them again.
import {endConnection, newClient, planReturn} from './client-lifecycle.ts';
import {plan, type World} from './world.ts';

/** Adds clients to an application, which connect one after the other. */
export function growApplication(world: World, name: string, more: number, withinMs: number): void {
	const clients = world.clients.filter(({application}) => application.name === name);
	const application = clients[0]?.application;
	if (application === undefined) return;
	for (let index = clients.length; index < clients.length + more; index++) {
		planReturn(world, newClient(world, application, index), world.random.between(0, withinMs));
	}
}

/** Takes away what was added to an application. */
export function shrinkApplication(world: World, name: string, withinMs: number): void {
	const added = world.clients.filter(
		({application, index}) => application.name === name && index >= application.connections,
	);
	for (const client of added) {
		plan(world, world.random.between(0, withinMs), () => {
			endConnection(world, client, 'Client Closed');
			client.generation++;
			world.clients.splice(world.clients.indexOf(client), 1);
		});
	}
}
