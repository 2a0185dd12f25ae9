import type {Model} from './model.ts';

type Known<Found> = {
	readonly revision: number;
	readonly now: number;
	readonly lastTickAt: number;
	readonly found: Found;
};

/**
 * The function, which finds what follows from the model alone once, until something is heard or time passes: keys that
 * are pressed meanwhile, and what several places need, cost nothing more.
 */
export function oncePerMoment<Found>(find: (model: Model) => Found): (model: Model) => Found {
	// By the servers, which the model of another moment with the same content shares, as asHeard() gives it.
	const known = new WeakMap<Model['servers'], Known<Found>>();
	return model => {
		const {servers, revision, now, lastTickAt} = model;
		const before = known.get(servers);
		if (before?.revision === revision && before.now === now && before.lastTickAt === lastTickAt) return before.found;
		const found = find(model);
		known.set(servers, {revision, now, lastTickAt, found});
		return found;
	};
}
