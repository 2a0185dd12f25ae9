// Copying to the clipboard of whoever sits at the terminal, also over SSH: OSC 52.

/** The most bytes (UTF-8) that are copied; terminals drop longer sequences, each at its own limit. */
export const mostClipboardBytes = 100_000;

/** The sequence that copies the text, undefined when it is too long. Terminals that do not know it show nothing. */
export function clipboardSequence(text: string): string | undefined {
	const bytes = Buffer.from(text);
	return bytes.length > mostClipboardBytes ? undefined : `\u001B]52;c;${bytes.toString('base64')}\u0007`;
}
