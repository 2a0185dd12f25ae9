/**
 * Names as they are told: where two are the same, with the next part in brackets, and the next one where that does not
 * tell them apart. `identities` are lists of parts, the name first.
 */
export function disambiguate(identities: readonly (readonly string[])[]): readonly string[] {
	const most = Math.max(0, ...identities.map(parts => parts.length));
	let told = identities.map(([name = '']) => name);
	for (let part = 1; part < most; part++) {
		const times = Map.groupBy(told, name => name);
		told = told.map((name, index) => {
			const more = identities[index]?.[part] ?? '';
			return (times.get(name)?.length ?? 0) < 2 || more === '' ? name : `${name} (${more})`;
		});
	}
	return told;
}
