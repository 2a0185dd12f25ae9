/** A problem as far as acknowledging goes. */
export type ProblemHere = {
	/** Its rule and key. */
	readonly id: string;
	/** The worst that it had: a higher number is worse. */
	readonly severity: number;
	/** The strongest that it was; 0 where that has no number. */
	readonly strength: number;
	/** How often it came back. */
	readonly times: number;
	/** It holds now, and somebody should look. */
	readonly lasts: boolean;
};
