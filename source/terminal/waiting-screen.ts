// What is on the screen until there is something to show: one line that says what is waited for, and for how long.
import type {KeyListener} from '../keys/read-keys.ts';
import {untilInForeground} from './foreground.ts';
import type {Terminal} from './terminal.ts';

export type WaitingScreen = {
	/** What is waited for from now on: `connecting to 127.0.0.1:4222`. */
	readonly says: (what: string) => void;
	/** Listens to the terminal already, though nothing is shown yet. */
	readonly listen: () => Promise<void>;
	/** Hands the terminal over to what draws and listens from now on; resolves once it is taken. */
	readonly handOver: (listener: KeyListener) => Promise<void>;
	/** There is nothing to wait for any more. */
	readonly end: () => void;
};

export type WaitingScreenSettings = {
	readonly terminal: Terminal;
	readonly what: string;
	/** The text as the terminal can show it. */
	readonly shown: (text: string) => string;
	/** Ctrl-C. */
	readonly interrupt: () => void;
};

/** What takes no longer than this is not worth a line. */
const unseenMs = 300;

/** More keys than anybody types before there is something to see. */
const mostEarly = 100;

/**
 * Takes the terminal after 300 ms, or when it is handed over, whichever comes first. Keys that are typed before anything is
 * seen are for whoever it is handed over to.
 */
export function createWaitingScreen({terminal, what: first, shown, interrupt}: WaitingScreenSettings): WaitingScreen {
	let what = first;
	let seconds = 0;
	let isSeen = false;
	let isWatched = false;
	let listening: Promise<void> | undefined;
	let taking: Promise<void> | undefined;
	const early: Array<readonly string[]> = [];
	let listener: KeyListener = {
		keys(names) {
			if (names.includes('ctrl-c')) interrupt();
			else if (names.includes('ctrl-z')) void terminal.suspend();
			else if (names.includes('ctrl-l')) terminal.redraw();
			else if (!isWatched && early.length < mostEarly) early.push(names);
		},
		paste() {},
	};

	async function listenNow(): Promise<void> {
		// The person may have stopped it meanwhile and continued it in the background.
		await untilInForeground();
		terminal.listen({keys: names => listener.keys(names), paste: text => listener.paste(text)});
	}

	function listen(): Promise<void> {
		listening ??= listenNow();
		return listening;
	}

	async function take(): Promise<void> {
		await listen();
		terminal.take();
	}

	async function show(): Promise<void> {
		isSeen = true;
		isWatched = true;
		taking ??= take();
		await taking;
		if (isSeen) terminal.screen.write(shown(`${what} · ${seconds > 0 ? `${seconds} s · ` : ''}^C ends`));
	}

	const firstTimer = setTimeout(() => void show(), unseenMs);
	const counter = setInterval(() => {
		seconds++;
		void show();
	}, 1000);

	function end(): void {
		isSeen = false;
		clearTimeout(firstTimer);
		clearInterval(counter);
	}

	return {
		says(next) {
			what = next;
			if (isSeen) void show();
		},
		listen,
		async handOver(next) {
			end();
			taking ??= take();
			await taking;
			listener = next;
			for (const names of early.splice(0)) next.keys(names);
		},
		end,
	};
}
