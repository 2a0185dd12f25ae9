export type Fields = Readonly<Record<string, unknown>>;

/** The object's fields; none when the value is anything else. */
export function fieldsOf(value: unknown): Fields {
	return isFields(value) ? value : {};
}

/** The text, or an empty one when the value is anything else. */
export function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
