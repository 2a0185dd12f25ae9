// Copying to the clipboard of whoever sits at the terminal, also over SSH: OSC 52, as tmux and screen want it.

/** What is between the program and the terminal, as far as the environment tells. */
export type Between =
	| 'nothing'
	/** A tmux on this machine, which can be asked. */
	| 'tmux'
	/** A tmux on the machine somebody came from. */
	| 'distant tmux'
	/** GNU screen; or a tmux on another machine that calls itself that, where nothing arrives. */
	| 'screen'
	/** No terminal that has a clipboard: the console of a kernel, or an old one. */
	| 'console';

type Environment = Readonly<Record<string, string | undefined>>;

export function betweenUsAndTheTerminal({TMUX: tmux = '', STY: screen = '', TERM: term = ''}: Environment): Between {
	if (tmux !== '') return 'tmux';
	if (screen !== '' || /^screen/.test(term)) return 'screen';
	if (/^tmux/.test(term)) return 'distant tmux';
	return /^(?:linux|dumb|cons25|vt\d+)$/.test(term) ? 'console' : 'nothing';
}

/** The most bytes (UTF-8) that are copied; terminals drop longer sequences, each at its own limit. */
export const mostClipboardBytes = 100_000;

/** screen keeps no more of a device control string than 768 bytes, older ones 256. */
const screenChunk = 200;

const escape = '\u001B';
const bell = '\u0007';
const stringEnd = `${escape}\\`;

/** A sequence that the terminal shall get through what is between; screen passes on what stands in such a string. */
function wrapped(sequence: string, between: Between): string {
	switch (between) {
		case 'tmux':
		case 'distant tmux':
			// Each Escape doubled. Passes where tmux has `allow-passthrough on`.
			return `${escape}Ptmux;${sequence.replaceAll(escape, escape + escape)}${stringEnd}`;
		case 'screen': {
			const chunks = sequence.match(new RegExp(`[^]{1,${screenChunk}}`, 'g')) ?? [];
			return chunks.map(chunk => `${escape}P${chunk}${stringEnd}`).join('');
		}
		default:
			return sequence;
	}
}

/** The sequence that copies the text, undefined when it is too long. Terminals that do not know it show nothing. */
export function clipboardSequence(text: string, between: Between): string | undefined {
	const bytes = Buffer.from(text);
	if (bytes.length > mostClipboardBytes) return undefined;
	return wrapped(`${escape}]52;c;${bytes.toString('base64')}${bell}`, between);
}
