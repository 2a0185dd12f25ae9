/** A name of blanks only in quotation marks, so that it can be told from none; any other as it is. */
export function quoteIfBlank(name: string): string {
	return name !== '' && name.trim() === '' ? `"${name}"` : name;
}
