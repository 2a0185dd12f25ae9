// What is to be read of the events from before, and how far that has come.
export type HistoryPlan = {
	/** The stream that has captured them. */
	readonly stream: string;
	/** What our account has in place of `$JS.API`. */
	readonly apiPrefix?: string | undefined;
	/** From when on, epoch milliseconds; from the beginning of the stream when absent. */
	readonly from?: number | undefined;
	/** Called some times a second while it is read. */
	readonly told?: ((progress: HistoryProgress) => void) | undefined;
};

export type HistoryProgress = {
	readonly stream: string;
	readonly messages: number;
	/** Those that have been read, and those that the stream has behind them. */
	readonly of: number;
	/** When the latest of them was stored, epoch milliseconds. */
	readonly at: number;
};
