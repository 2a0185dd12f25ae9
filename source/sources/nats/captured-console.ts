// The client library writes to the console in some cases, and anything written there tears the screen. While a source
// runs, what is written goes to it instead.

export type ConsoleListener = (text: string) => void;

const methods = ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const;
const listeners = new Set<ConsoleListener>();
let restore: (() => void)[] = [];

/** Passes everything that is written to the console to the listener, until the result is called. */
export function captureConsole(listener: ConsoleListener): () => void {
	listeners.add(listener);
	if (restore.length === 0) restore = methods.map(capture);
	return () => {
		if (!listeners.delete(listener) || listeners.size > 0) return;
		for (const putBack of restore) putBack();
		restore = [];
	};
}

function capture(method: (typeof methods)[number]): () => void {
	// biome-ignore lint/suspicious/noConsole: taking it away from others is what this file is for
	const original = console[method];
	const captured = (...values: unknown[]) => {
		// Other code may have kept a reference to this function.
		if (listeners.size === 0) return original.apply(console, values);
		const text = inWords(values);
		for (const listener of listeners) listener(text);
	};
	console[method] = captured;
	return () => {
		// biome-ignore lint/suspicious/noConsole: taking it away from others is what this file is for
		if (console[method] === captured) console[method] = original;
	};
}

/** Errors by their name only: the message of a parser error quotes what it could not read. */
function inWords(values: readonly unknown[]): string {
	const words = values.map(value => {
		if (value instanceof Error) return value.name;
		return typeof value === 'object' && value !== null ? 'an object' : String(value);
	});
	return words.join(' ');
}
