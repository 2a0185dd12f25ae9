// Which colour the terminal has behind its texts, where it answers that question.

/** Red, green and blue, 0 to 255 each. */
export type Background = readonly [red: number, green: number, blue: number];

type Environment = Readonly<Record<string, string | undefined>>;

/** How long an answer is waited for: nobody sees a picture later than that because of it. */
export const answerMs = 100;

/**
 * The question (xterm's OSC 11), and after it one that every terminal answers (DA1): when that answer comes first there
 * will be none to the question.
 */
export const backgroundQuestion = '\u001B]11;?\u001B\\\u001B[c';

/**
 * Whether the question does no harm and its answer would be of use: no console of a kernel, no Windows, whose console
 * hands answers on as keys; not inside of screen, which hands the question on to whatever terminals are attached to it
 * at the moment, and answers the second one itself, before the first is. tmux answers for itself, or not at all.
 */
export function canTellBackground(
	{TERM: term = '', TMUX: tmux = '', STY: screen = ''}: Environment,
	platform: NodeJS.Platform,
): boolean {
	if (platform === 'win32' || /^(?:linux|dumb|cons25|vt\d+|)$/.test(term)) return false;
	return tmux !== '' || (screen === '' && !/^screen/.test(term));
}

/** What an answer says; `none`: there will be no other. Undefined where it is the answer to something else. */
export function backgroundIn(sequence: string): Background | 'none' | undefined {
	if (/^\u001B\[\?[\d;]*c$/.test(sequence)) return 'none';
	const [, red, green, blue] =
		/^\u001B\]11;rgba?:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})(?:\/[\da-f]{1,4})?(?:\u0007|\u001B\\)$/i.exec(
			sequence,
		) ?? [];
	if (red === undefined || green === undefined || blue === undefined) return undefined;
	// From one to four digits, of which the most stand for full light (XParseColor).
	const channel = (digits: string): number =>
		Math.round((Number.parseInt(digits, 16) / (16 ** digits.length - 1)) * 255);
	return [channel(red), channel(green), channel(blue)];
}
