// Clients that subscribe again and again and never unsubscribe.
import {plan, type World} from './world.ts';

const everyMs = 1000;

export function beginLeak(world: World, application: string, perSecond: number): void {
	world.leaking.add(application);
	const grow = (): void => {
		if (!world.leaking.has(application)) return;
		for (const client of world.clients) {
			const account = client.connection?.server.accounts.get(client.application.account);
			if (client.application.name !== application || account === undefined) continue;
			client.leaked += perSecond;
			account.subscriptions += perSecond;
		}
		plan(world, everyMs, grow);
	};
	plan(world, everyMs, grow);
}
