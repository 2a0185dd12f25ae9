import {readFileSync} from 'node:fs';

export type Line = {readonly at: number; readonly subject: string; readonly data: unknown};

/** The lines of recordings of real servers. */
export function captured(...names: readonly string[]): Line[] {
	return names.flatMap(name =>
		readFileSync(new URL(`../../fixtures/${name}.ndjson`, import.meta.url), 'utf8')
			.split('\n')
			.filter(line => line !== '')
			.map(line => JSON.parse(line) as Line),
	);
}

/** The kind of a message: its subject without ids, account names and inbox tokens. */
export const kindOf = (subject: string): string =>
	subject
		.replace(/^_INBOX\.[0-9a-f]{12}\./, 'answer to ')
		.replace(/\.N[A-Z2-7]{55}(?=\.|$)/, '.<server>')
		.replace(/^\$SYS\.ACCOUNT\.[^.]+\.(?=CONNECT|DISCONNECT|SERVER|LEAFNODE)/, '$SYS.ACCOUNT.<account>.');

/** A place in JSON values: `server.seq`. Elements of lists share one place, `routes[]`. */
class Place {
	readonly path: string;
	/** What was there: `number`. */
	readonly kinds = new Set<string>();
	/** In how many values there was something. */
	seen = 0;
	#lastValue = 0;
	#elements: Place | undefined;
	readonly #fields = new Map<string, Place>();

	constructor(path: string) {
		this.path = path;
	}

	get elements(): Place {
		this.#elements ??= new Place(`${this.path}[]`);
		return this.#elements;
	}

	field(key: string): Place {
		const known = this.#fields.get(key);
		if (known !== undefined) return known;
		const place = new Place(this.path === '' ? key : `${this.path}.${key}`);
		this.#fields.set(key, place);
		return place;
	}

	note(kind: string, value: number): void {
		if (!this.kinds.has(kind)) this.kinds.add(kind);
		if (this.#lastValue === value) return;
		this.#lastValue = value;
		this.seen++;
	}
}

/** Which fields JSON values have. Paths are made once, however many values are added. */
export class Shape {
	/** How many values were added. */
	count = 0;
	/** In the order in which they were found first. */
	readonly paths = new Map<string, Place>();
	readonly #root = new Place('');

	add(value: unknown): void {
		this.count++;
		this.#walk(value, this.#root);
	}

	#note(place: Place, kind: string): void {
		if (place.seen === 0) this.paths.set(place.path, place);
		place.note(kind, this.count);
	}

	#walk(value: unknown, place: Place): void {
		if (Array.isArray(value)) {
			this.#note(place, 'list');
			for (const element of value) this.#walk(element, place.elements);
		} else if (typeof value === 'object' && value !== null) {
			const fields = value as Readonly<Record<string, unknown>>;
			for (const key of Object.keys(fields)) this.#walk(fields[key], place.field(key));
		} else {
			this.#note(place, value === null ? 'null' : typeof value);
		}
	}
}

/** The paths in one JSON value, in their order. */
export function pathsIn(value: unknown): readonly string[] {
	const shape = new Shape();
	shape.add(value);
	return [...shape.paths.keys()];
}
