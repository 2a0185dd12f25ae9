// Looks at a recording, one after the other: it is heard up to the moment of a look and waits there until that was taken.

export type RecordedLooksSettings = {
	/** The moment from which it is counted; the whole second after the first message when not given. Epoch milliseconds. */
	readonly at?: number | undefined;
	/** How long after that the first look is, and how long after each look the next one, milliseconds. */
	readonly firstAfterMs: number;
	readonly everyMs: number;
	/** Waits until a moment of the recording has come; undefined when it has. */
	readonly pace?: (at: number, signal: AbortSignal) => Promise<void> | undefined;
};

export type RecordedLooks = {
	/** To be called before each message: it waits until this resolves. */
	readonly before: (at: number) => Promise<void> | undefined;
	/** Resolves to the moment of the next look when all before it was heard; never when the recording ends before it. */
	readonly next: () => Promise<number>;
	/** The look was taken: the recording goes on. */
	readonly taken: () => void;
	/** Nothing is waited for any more. */
	readonly end: () => void;
};

export function createRecordedLooks({at, firstAfterMs, everyMs, pace}: RecordedLooksSettings): RecordedLooks {
	let due: number | undefined;
	const over = new AbortController();
	const {signal} = over;
	let goOn = (): void => {};
	let reach = (_moment: number): void => {};
	let reached = nextReached();

	function nextReached(): Promise<number> {
		return new Promise(resolve => {
			reach = resolve;
		});
	}

	async function whenHeard(messageAt: number): Promise<void> {
		// Between two messages there may be several looks.
		while (!signal.aborted && due !== undefined && messageAt > due) {
			const look = due;
			await pace?.(look, signal);
			await new Promise<void>(resolve => {
				goOn = resolve;
				reach(look);
			});
		}
		await pace?.(messageAt, signal);
	}

	return {
		before(messageAt) {
			due ??= (at ?? Math.ceil(messageAt / 1000) * 1000) + firstAfterMs;
			if (signal.aborted) return undefined;
			return messageAt > due ? whenHeard(messageAt) : pace?.(messageAt, signal);
		},
		next: () => reached,
		taken() {
			if (due !== undefined) due += everyMs;
			reached = nextReached();
			goOn();
		},
		end() {
			over.abort();
			goOn();
		},
	};
}
