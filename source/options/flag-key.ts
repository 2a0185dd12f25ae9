/** The name that meow has for an option: `tlsFirst` for --tls-first. */
export function keyOf(name: string): string {
	return name.replaceAll(/-([a-z])/g, (_all, letter: string) => letter.toUpperCase());
}
