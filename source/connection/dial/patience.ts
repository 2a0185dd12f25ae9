/** Timers that can all be ended at once, so that a stopped program does not wait for them. */
export type Patience = {
	/** Resolves after so many milliseconds, or as soon as `end` is called. */
	pause(forMs: number): Promise<void>;
	end(): void;
};

export function createPatience(): Patience {
	const waiting = new Set<() => void>();
	return {
		pause: forMs =>
			new Promise(resolve => {
				const done = () => {
					clearTimeout(timer);
					waiting.delete(done);
					resolve();
				};
				const timer = setTimeout(done, forMs);
				waiting.add(done);
			}),
		end() {
			for (const done of [...waiting]) done();
		},
	};
}

/** Resolves or rejects as the promise does, but resolves to undefined after so many milliseconds at the latest. */
export async function atMost<Value>(forMs: number, promise: Promise<Value>): Promise<Value | undefined> {
	const patience = createPatience();
	try {
		return await Promise.race([promise, patience.pause(forMs).then(() => undefined)]);
	} finally {
		patience.end();
	}
}
