/** What the command line says, by the names that meow has. */
export type Given = {readonly [key: string]: unknown};

/** Whether any of these was given; a switch that was not is false or undefined. */
export function isGiven(given: Given, ...keys: readonly string[]): boolean {
	return keys.some(key => given[key] !== undefined && given[key] !== false);
}

/** Whether it is said what is printed, so that there is no screen. */
export function isPrinted(given: Given): boolean {
	return isGiven(given, 'once', 'json', 'csv', 'events', 'plain', 'check', 'metrics');
}
