/** Waiting for the first picture that is worth showing. */
export type FirstPicture = {
	/** Resolves when it is there, or when waiting longer makes no sense. */
	readonly wait: () => Promise<void>;
	readonly isAwaited: () => boolean;
	readonly isThere: () => void;
};

const longestWaitMs = 2500;

export function createFirstPicture(): FirstPicture {
	const waiting = new Set<() => void>();
	return {
		wait() {
			return new Promise(resolve => {
				const done = (): void => {
					clearTimeout(deadline);
					waiting.delete(done);
					resolve();
				};
				const deadline = setTimeout(done, longestWaitMs);
				waiting.add(done);
			});
		},
		isAwaited: () => waiting.size > 0,
		isThere() {
			for (const done of waiting) done();
		},
	};
}
