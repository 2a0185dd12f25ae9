/** Names in one line, only the first `most` of many: `a b c d and 2 more`. */
export function firstNames(names: readonly string[], most = 4): string {
	const shown = names.slice(0, most).join(' ');
	return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
