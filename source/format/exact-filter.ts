/**
 * `name:="orders" server:="n1"`: the filter that leaves exactly these values. What is not known, and what has quotes in
 * it, which a filter cannot say, is left out.
 */
export function exactFilter(fields: Readonly<Record<string, string>>): string {
	return Object.entries(fields)
		.filter(([, text]) => text !== '' && !text.includes('"'))
		.map(([field, text]) => `${field}:="${text}"`)
		.join(' ');
}

/** The filter for a client, by what it is called: its name, else its user, else its address. */
export function exactFilterOfClient({
	name,
	user,
	host,
}: {
	readonly name: string;
	readonly user: string;
	readonly host: string;
}): string {
	if (name !== '') return exactFilter({name});
	return user === '' ? exactFilter({host}) : exactFilter({user});
}
