// In what one kind of command differs from another: what is looked up, what is sent, and what the answers say.
import type {Answers, Asked} from './answers.ts';
import type {Command, Confirmation, Part, Report} from './command.ts';
import type {CommandTarget} from './command-target.ts';

export type Finding<Found> =
	| {readonly kind: 'found'; readonly found: Found}
	| {readonly kind: 'refused'; readonly reasons: readonly string[]};

type Description = {
	readonly parts: readonly Part[];
	readonly warnings: readonly string[];
	readonly confirmation: Confirmation;
};

export type Verdict = {
	readonly reports: readonly Report[];
	/** What is known of the target now, instead of how it was described before; absent while nothing newer is known. */
	readonly parts?: readonly Part[];
	readonly conclusion: Command['conclusion'];
	/** Nothing would be gained by asking further. */
	readonly settled: boolean;
};

export type Plan<Found> = {
	readonly target: CommandTarget;
	readonly title: string;
	/** Asked before it is shown, and again when it is confirmed. */
	readonly lookUp: readonly Asked[];
	/** What the answers say; called when all are in, or when those that lack have had their time. */
	readonly find: (answers: Answers, now: number) => Finding<Found>;
	readonly describe: (found: Found) => Description;
	/** Why it is not the same that was shown. */
	readonly differs: (shown: Found, now: Found) => string | undefined;
	readonly request: Asked;
	/** The request's body as it is shown; itself when absent. */
	readonly bodyInWords?: string;
	/** How long the request may take. */
	readonly withinMs: number;
	/** What the answers to the request say; `settled` when there is nothing to verify. */
	readonly told: (found: Found, answers: Answers, sentAt: number) => Verdict;
	/** Asked again and again after the request. */
	readonly verify: readonly Asked[];
	readonly verifyForMs: number;
	/** `isOver`: it is not asked again. */
	readonly judge: (found: Found, request: Answers, answers: Answers, sentAt: number, isOver: boolean) => Verdict;
};
