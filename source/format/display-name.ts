/** What a client is called in a list: its name, else its user, else its address. */
export function displayName({
	name,
	user,
	host,
}: {
	readonly name: string;
	readonly user: string;
	readonly host: string;
}): string {
	return name || user || host || 'unnamed';
}
