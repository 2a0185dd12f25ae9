// Created on first use: that takes as long as several pictures, and few texts need it.
let segmenter: Intl.Segmenter | undefined;

/** The user-perceived characters of a text, in order. */
export function* graphemes(text: string): Generator<string> {
	segmenter ??= new Intl.Segmenter('en', {granularity: 'grapheme'});
	for (const {segment} of segmenter.segment(text)) yield segment;
}
