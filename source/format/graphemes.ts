// Made when it is needed first: making it takes as long as several pictures, and few texts need it.
let segmenter: Intl.Segmenter | undefined;

/** What a person takes for one character each, in order. */
export function* graphemes(text: string): Generator<string> {
	segmenter ??= new Intl.Segmenter('en', {granularity: 'grapheme'});
	for (const {segment} of segmenter.segment(text)) yield segment;
}
