/**
 * The program cannot do what was asked. It says what failed, why, and what to try.
 * Thrown before the screen is opened and shown by `main`, which sets the exit code.
 */
export class CannotStart extends Error {
	/** What failed: "cannot read system events". */
	readonly what: string;
	/** Why: `user "app" is not in the system account`. */
	readonly because: string;
	/** What to do about it: "connect with a system-account user (--creds, --user)". Empty when there is nothing to advise. */
	readonly tryThis: string;
	/** 1: it failed; 2: the command line is wrong. */
	readonly exitCode: 1 | 2;

	constructor(what: string, because: string, tryThis: string, exitCode: 1 | 2 = 1) {
		super([`${what}: ${because}`, tryThis].filter(part => part !== '').join('; '));
		this.name = 'CannotStart';
		this.what = what;
		this.because = because;
		this.tryThis = tryThis;
		this.exitCode = exitCode;
	}
}
