// Waiting for the first picture that is worth showing.
import type {Model} from '../model/model.ts';

export type FirstPicture = {
	/** Resolves when it is there, or when waiting longer makes no sense. */
	readonly wait: () => Promise<void>;
	/** Whether it is waited for, and is worth showing with what is known now. */
	readonly isReached: (model: Pick<Model, 'completeAt' | 'link'>) => boolean;
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
		// Nothing has been received yet over a link that has just come up.
		isReached: ({completeAt, link}) => waiting.size > 0 && (completeAt !== undefined || link.state !== 'up'),
		isThere() {
			for (const done of waiting) done();
		},
	};
}
