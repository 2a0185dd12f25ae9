/** A name of blanks in quotation marks, so that it differs from an empty one; any other name unchanged. */
export function quoteIfBlank(name: string): string {
	return name !== '' && name.trim() === '' ? `"${name}"` : name;
}
