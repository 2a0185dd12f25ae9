import type {Look} from './look.ts';

/** The function, which finds what several places need once for each picture. */
export function oncePerLook<Found>(find: (look: Look) => Found): (look: Look) => Found {
	const found = new WeakMap<Look, {readonly value: Found}>();
	return look => {
		const known = found.get(look);
		if (known !== undefined) return known.value;
		const value = find(look);
		found.set(look, {value});
		return value;
	};
}
