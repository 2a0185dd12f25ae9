// What the command line has to know of conclusions.

export type ConclusionFacts = {
	/** `silent-server` */
	readonly id: string;
	/** What it is measured by, where one number decides whether it is drawn. */
	readonly measure?: {readonly value: number; readonly unit: string; readonly meaning: string};
};
