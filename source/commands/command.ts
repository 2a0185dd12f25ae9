// A command in progress: what its page shows, and its next step. It is immutable: each step returns the next command and
// the requests to send, so only the caller sends anything.
import type {Message} from '../wire/message.ts';
import type {Request} from '../requests/request.ts';
import type {CommandTarget} from './command-target.ts';

/**
 * - `looking`: the servers are asked what the target is;
 * - `ready`: it is shown, and waits for the target's name to be typed;
 * - `checking`: after that, the servers are asked whether it is still the same;
 * - `sent`: the request is on its way;
 * - `verifying`: it is answered, and the servers are asked for the result;
 * - `done`, `refused`: nothing more is asked. A refused command was not sent and has changed nothing.
 */
export type Stage = 'looking' | 'ready' | 'checking' | 'sent' | 'verifying' | 'done' | 'refused';

export type Tone = 'good' | 'warn' | 'bad' | 'accent';

export type Fact = {readonly name: string; readonly value: string; readonly tone?: Tone};

/** Facts under a heading. */
export type Part = {readonly heading: string; readonly note?: string; readonly facts: readonly Fact[]};

/** What must be typed, and what that is: "the client’s name". */
export type Confirmation = {readonly text: string; readonly what: string};

/** What one server answered. */
export type Report = {
	readonly server: string;
	readonly text: string;
	readonly tone: Tone;
	/** Milliseconds from the request to the server's answer. */
	readonly afterMs: number | undefined;
};

export type Input =
	| {readonly kind: 'message'; readonly message: Message}
	| {readonly kind: 'tick'; readonly now: number}
	| {readonly kind: 'confirm'; readonly text: string; readonly now: number};

export type Command = {
	readonly target: CommandTarget;
	readonly title: string;
	readonly stage: Stage;
	/** When this stage began. */
	readonly since: number;
	readonly parts: readonly Part[];
	/** What a person should know before confirming. */
	readonly warnings: readonly string[];
	/** The request, exactly; a secret body is described in words. Undefined until the target is known. */
	readonly request: {readonly subject: string; readonly body: string} | undefined;
	readonly confirmation: Confirmation | undefined;
	/** When the request was sent; undefined before. */
	readonly sentAt: number | undefined;
	/** Why it is refused. */
	readonly reasons: readonly string[];
	readonly reports: readonly Report[];
	/** The result, in one sentence. */
	readonly conclusion: {readonly text: string; readonly tone: Tone} | undefined;
	readonly step: (input: Input) => Stepped;
};

export type Stepped = {readonly command: Command; readonly asks: readonly Request[]};
