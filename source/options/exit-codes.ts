// How the program ends, as shells and schedulers see it.

export type ExitCode = {readonly code: number; readonly meaning: string};

/** Of a check, as monitoring systems have it; 130 and 143 as ever. */
export const checkExitCodes: readonly ExitCode[] = [
	{code: 0, meaning: 'ok'},
	{code: 1, meaning: 'warning'},
	{code: 2, meaning: 'critical'},
	{
		code: 3,
		meaning:
			'unknown: not all that the judgement takes was heard, it could not be printed, or the command line is wrong',
	},
];

/** Of a program that a signal has ended: 128 and its number. */
export const signalExitCodes = {SIGINT: 130, SIGTERM: 143} as const;

export const exitCodes: readonly ExitCode[] = [
	{
		code: 0,
		meaning:
			'done; also when who reads the output stops reading, as head does, and when Ctrl-C ends --events or --plain',
	},
	{
		code: 1,
		meaning:
			'it failed: no connection, not allowed, no server answers, a file cannot be read, or not all of the output could be written; standard error says what, why, and what to try',
	},
	{code: 2, meaning: 'the command line is wrong; nothing was connected to'},
	{code: signalExitCodes.SIGINT, meaning: `ended by Ctrl-C; ${signalExitCodes.SIGTERM} by SIGTERM`},
];
