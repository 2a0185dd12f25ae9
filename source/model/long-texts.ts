// The long texts of the messages kept for looking at, in one place that is written again and again. As texts of their own
// they would live just long enough to be moved to V8's old generation, and leave it full of holes: 2,000 servers send
// 3 MB a second.
export type LongTexts = {
	readonly mostBytes: number;
	/** UTF-8; grows up to `mostBytes`, and is then written again from its beginning. */
	bytes: Uint8Array;
	/** How many bytes were written or left out in all: where the next text may begin. */
	end: number;
};

export type LongText = {
	/** Where it begins, counted as `end` is. */
	readonly at: number;
	/** In bytes. */
	readonly length: number;
};

/** UTF-8 needs at most so many bytes for a unit of text. */
const mostBytesOfUnit = 3;
const leastBytes = 4096;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', {ignoreBOM: true});

export function createLongTexts(mostBytes: number): LongTexts {
	return {mostBytes, bytes: new Uint8Array(), end: 0};
}

export function copyOfLongTexts({mostBytes, bytes, end}: LongTexts): LongTexts {
	return {mostBytes, bytes: bytes.slice(), end};
}

function growTo(texts: LongTexts, needed: number): void {
	if (needed <= texts.bytes.length) return;
	let size = Math.max(leastBytes, texts.bytes.length);
	while (size < needed) size *= 2;
	const larger = new Uint8Array(Math.min(size, texts.mostBytes));
	larger.set(texts.bytes);
	texts.bytes = larger;
}

/** Keeps a text, at the cost of the oldest ones; it must be far smaller than what there is room for. */
export function keepLongText(texts: LongTexts, text: string): LongText {
	const {mostBytes, end} = texts;
	const needed = text.length * mostBytesOfUnit;
	const free = mostBytes - (end % mostBytes);
	const at = needed <= free ? end : end + free;
	const from = at % mostBytes;
	growTo(texts, from + needed);
	const {written} = encoder.encodeInto(text, texts.bytes.subarray(from, from + needed));
	texts.end = at + written;
	return {at, length: written};
}

/** Writes a text again where it stood before; `texts.end` is what it was. */
export function keepLongTextAgain(texts: LongTexts, text: string, place: LongText): void {
	if (!isStillThere(texts, place)) return;
	const from = place.at % texts.mostBytes;
	growTo(texts, from + text.length * mostBytesOfUnit);
	encoder.encodeInto(text, texts.bytes.subarray(from, from + place.length));
}

/** Whether it did not have to make room for newer ones. */
export function isStillThere({mostBytes, end}: LongTexts, {at}: LongText): boolean {
	return at + mostBytes >= end;
}

/** Undefined when it is no longer there. */
export function longTextOf(texts: LongTexts, text: LongText): string | undefined {
	if (!isStillThere(texts, text)) return undefined;
	const from = text.at % texts.mostBytes;
	return decoder.decode(texts.bytes.subarray(from, from + text.length));
}
