// What programs are told of a column: which type its values have, and what they are. The names are those of the filter
// and of `--sort`. They are a promise: new ones may come, but none goes or changes its meaning without a new `format`.

/** `count` is a whole number, `names` are several texts, `time` is a moment. */
type FieldKind = 'text' | 'names' | 'count' | 'number' | 'time';

export type Field = {readonly id: string; readonly kind: FieldKind; readonly about: string};

type FieldOf = (id: string, about: string) => Field;

const fieldOf =
	(kind: FieldKind): FieldOf =>
	(id, about) => ({id, kind, about});

export const text = fieldOf('text');
export const names = fieldOf('names');
export const count = fieldOf('count');
export const number = fieldOf('number');
export const time = fieldOf('time');
