import {holdsSecret, tame} from '../../format/tame.ts';

type Path = {
	readonly value: string;
	/** Where it was given: `--creds`. */
	readonly from: {readonly name: string};
};

/** A seed, a JWT or the text of a credentials file: people give them where a path belongs. */
export function isSecret(path: string): boolean {
	return holdsSecret(path) || path.includes('-----BEGIN') || /[\r\n]/.test(path);
}

/** The path in a setting as a sentence may show it: harmless to print, and only where it was given when it is a secret. */
export function pathInWords({value, from}: Path): string {
	return isSecret(value) ? `what ${from.name} gives` : tame(value);
}
