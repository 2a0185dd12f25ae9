import type {Model} from './model.ts';

type Known<Key, Found> = {
	readonly revision: number;
	readonly now: number;
	readonly lastTickAt: number;
	readonly found: Map<Key, {readonly value: Found}>;
};

/** As oncePerMoment(), for something that is asked by one of a few keys too. */
export function oncePerMomentEach<Key, Found>(
	find: (model: Model, key: Key) => Found,
): (model: Model, key: Key) => Found {
	// By the servers, which the model of another moment with the same content shares, as asHeard() gives it.
	const moments = new WeakMap<Model['servers'], Known<Key, Found>>();
	return (model, key) => {
		const {servers, revision, now, lastTickAt} = model;
		let moment = moments.get(servers);
		if (moment?.revision !== revision || moment.now !== now || moment.lastTickAt !== lastTickAt) {
			moment = {revision, now, lastTickAt, found: new Map()};
			moments.set(servers, moment);
		}
		const known = moment.found.get(key);
		if (known !== undefined) return known.value;
		const value = find(model, key);
		moment.found.set(key, {value});
		return value;
	};
}

/**
 * The function, which finds what follows from the model alone once, until something is heard or time passes: keys that
 * are pressed meanwhile, and what several places need, cost nothing more.
 */
export function oncePerMoment<Found>(find: (model: Model) => Found): (model: Model) => Found {
	const findEach = oncePerMomentEach((model, _only: true) => find(model));
	return model => findEach(model, true);
}
