/** What a JSON text says; undefined when it is not JSON, which no JSON text says. */
export function parsedJson(text: string): unknown {
	try {
		const value: unknown = JSON.parse(text);
		return value;
	} catch {
		return undefined;
	}
}
