/** What a command needs from outside: the time, a file, a signature check. */
export type CommandContext = {
	/** Epoch milliseconds. */
	readonly now: number;
	/** Times are shown in UTC. */
	readonly utc: boolean;
	/** Whether a token is signed by the issuer that it names. */
	readonly isSigned: (token: string) => boolean;
	/** The path that was typed; empty where no file is needed. */
	readonly file: string;
	/** The text of that file; empty where none is needed. */
	readonly fileText: string;
	/** Why that file cannot be read; empty when it was. */
	readonly unreadable?: string;
};
