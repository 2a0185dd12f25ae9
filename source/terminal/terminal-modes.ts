// Which modes of the terminal (alternate screen, cursor, bracketed paste …) are not as they were found.

const alternateScreen = '1049';
const cursor = '25';
const lineWrap = '7';

/** Private modes that are on in a terminal nobody touched; all others are off. */
const onByDefault = new Set([cursor, lineWrap]);

const modeSequence = /\u001B\[\?(?<modes>[\d;]+)(?<final>[hl])/g;

function sequenceFor(mode: string, isOn: boolean): string {
	return `\u001B[?${mode}${isOn ? 'h' : 'l'}`;
}

/**
 * Follows the mode sequences that are sent and knows how to undo and redo them.
 *
 * With the alternate screen go a hidden cursor and no line wrap: a glyph drawn wider than we think must not wrap, and on
 * the last row scroll the screen. Whoever enters or leaves the alternate screen does both.
 */
export class TerminalModes {
	/** In the order they were set; modes as they were found are absent. */
	readonly #changed = new Set<string>();

	get isAlternateScreen(): boolean {
		return this.#changed.has(alternateScreen);
	}

	/** What to send instead of these sequences: changes already made are left out, what goes with them is added. */
	follow(sequences: string): string {
		return sequences.replaceAll(modeSequence, (_sequence, modes: string, final: string) =>
			modes
				.split(';')
				.map(mode => this.#set(mode, final === 'h'))
				.join(''),
		);
	}

	/**
	 * Puts every mode back as it was found, and when the alternate screen is left, style and scroll region. Empty when there
	 * is nothing to undo.
	 */
	leave(): string {
		const undone = [...this.#changed]
			.reverse()
			.map(mode => sequenceFor(mode, onByDefault.has(mode)))
			.join('');
		// Without a scroll region the cursor goes home, which on the shell's own screen is not where it was.
		return this.isAlternateScreen ? `\u001B[m\u001B[r${undone}` : undone;
	}

	/** Sets again what `leave` put back. */
	enter(): string {
		return [...this.#changed].map(mode => sequenceFor(mode, !onByDefault.has(mode))).join('');
	}

	/** From here on all modes are as they were found. */
	forget(): void {
		this.#changed.clear();
	}

	#set(mode: string, isOn: boolean): string {
		const isChanged = isOn !== onByDefault.has(mode);
		if (isChanged === this.#changed.has(mode)) {
			return '';
		}

		if (mode !== alternateScreen) {
			this.#mark(mode, isChanged);
			return sequenceFor(mode, isOn);
		}

		if (isOn) {
			this.#mark(mode, true);
			return sequenceFor(mode, true) + this.#set(cursor, false) + this.#set(lineWrap, false);
		}

		const before = `\u001B[m\u001B[r${this.#set(lineWrap, true)}`;
		this.#mark(mode, false);
		return before + sequenceFor(mode, false) + this.#set(cursor, true);
	}

	#mark(mode: string, isChanged: boolean): void {
		if (isChanged) {
			this.#changed.add(mode);
		} else {
			this.#changed.delete(mode);
		}
	}
}
