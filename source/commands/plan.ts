// What is particular to one kind of command: what is looked up, what is sent, and what the answers mean.
import type {Answers, AddressedRequest} from './answers.ts';
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
	/** Newer facts about the target, which replace its description; absent while there are none. */
	readonly parts?: readonly Part[];
	readonly conclusion: Command['conclusion'];
	/** The result is final: no more requests are needed. */
	readonly settled: boolean;
};

export type Plan<Found> = {
	readonly target: CommandTarget;
	readonly title: string;
	/** Sent before the target is shown, and again after the confirmation. */
	readonly lookUp: readonly AddressedRequest[];
	/** The target according to the answers; called when all are in, or when the time for them is over. */
	readonly find: (answers: Answers, now: number) => Finding<Found>;
	readonly describe: (found: Found) => Description;
	/** Why the target is not the same as the one that was shown; undefined when it is. */
	readonly differs: (shown: Found, now: Found) => string | undefined;
	readonly request: AddressedRequest;
	/** Shown instead of the request's body, when that is a secret. */
	readonly bodyInWords?: string;
	/** How long the request may take. */
	readonly withinMs: number;
	/** What the answers to the request say; `settled` when there is nothing to verify. */
	readonly told: (found: Found, answers: Answers, sentAt: number) => Verdict;
	/** Sent repeatedly after the request, to see its result. */
	readonly verify: readonly AddressedRequest[];
	readonly verifyForMs: number;
	/** `isOver`: the time for verifying is over, and this is the last verdict. */
	readonly judge: (found: Found, request: Answers, answers: Answers, sentAt: number, isOver: boolean) => Verdict;
};
