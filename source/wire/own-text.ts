// A text cut from a message holds on to the whole message as long as it lives. Names, keys and reasons that stay must
// be texts of their own; and since they come again and again, those of late are kept to be given again.

const places = 4096;
const known: string[] = Array.from({length: places}, () => '');
const longestKnown = 256;

/** A copy; put together anew it is a text of its own. */
export function copyOf(text: string): string {
	return ` ${text}`.slice(1);
}

/** The same text, holding on to nothing else; for what comes again and again. */
export function ownText(text: string): string {
	const {length} = text;
	if (length === 0) return text;
	// Names and addresses mostly differ at the end.
	const place = (text.charCodeAt(length - 1) * 31 + text.charCodeAt(length >> 1) * 7 + length) & (places - 1);
	const same = known[place];
	if (same === text) return same;
	const own = copyOf(text);
	if (length <= longestKnown) known[place] = own;
	return own;
}
