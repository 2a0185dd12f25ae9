/** The name that meow has for an option: `tlsFirst` for --tls-first. */
export function keyOf(name: string): string {
	return name.replaceAll(/-([a-z])/g, (_all, letter: string) => letter.toUpperCase());
}

/** The name of an option, without dashes before it, from the one that meow has. */
export function nameOf(key: string): string {
	return key.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
}
