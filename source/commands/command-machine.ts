// The steps of every command: look up the target, show it, wait for the confirmation, look it up again, send the request
// if the target is still the same, and ask the servers for the result. A plan says what is particular to one command.
import {type LinkReport, linkSubject, type Message} from '../wire/message.ts';
import {openEnvelope} from '../wire/envelope.ts';
import {type Answers, type AddressedRequest, isAnswered, isQuiet, noAnswers, withAnswer} from './answers.ts';
import type {Command, Input, Stage, Stepped} from './command.ts';
import type {Plan, Verdict} from './plan.ts';
import type {CommandTarget} from './command-target.ts';

/** How long we wait for the answers to a look-up, which servers answer at once. */
const lookUpWithinMs = 3000;
const verifyEveryMs = 900;

type State<Found> = {
	readonly stage: Stage;
	readonly since: number;
	/** When the requests of this stage were last sent. */
	readonly askedAt: number;
	/** Subjects of this stage's requests that the source has sent. */
	readonly sentSubjects: ReadonlySet<string>;
	readonly answers: Answers;
	readonly toRequest: Answers;
	readonly found: Found | undefined;
	readonly sentAt: number | undefined;
	/** The link went down in this stage: answers that are still missing will never come. */
	readonly isCut: boolean;
	readonly reasons: readonly string[];
	readonly verdict: Verdict | undefined;
};

/** A command that is refused before anything is asked. */
export function refusedCommand(target: CommandTarget, title: string, reasons: readonly string[], now: number): Command {
	const command: Command = {
		target,
		title,
		stage: 'refused',
		since: now,
		parts: [],
		warnings: [],
		request: undefined,
		confirmation: undefined,
		sentAt: undefined,
		reasons,
		reports: [],
		conclusion: undefined,
		step: () => ({command, asks: []}),
	};
	return command;
}

/** The first stage of a command, and the requests to look up its target. */
export function beginning<Found>(plan: Plan<Found>, now: number): Stepped {
	const start: State<Found> = {
		stage: 'looking',
		since: now,
		askedAt: now,
		sentSubjects: new Set(),
		answers: noAnswers,
		toRequest: noAnswers,
		found: undefined,
		sentAt: undefined,
		isCut: false,
		reasons: [],
		verdict: undefined,
	};
	return {command: commandOf(plan, start), asks: plan.lookUp};
}

function commandOf<Found>(plan: Plan<Found>, state: State<Found>): Command {
	const {stage, since, sentAt, reasons, verdict, found} = state;
	const description = found === undefined ? undefined : plan.describe(found);
	const {subject, body} = plan.request;
	const command: Command = {
		target: plan.target,
		title: plan.title,
		stage,
		since,
		parts: verdict?.parts ?? description?.parts ?? [],
		warnings: description?.warnings ?? [],
		request: description === undefined ? undefined : {subject, body: plan.bodyInWords ?? body},
		confirmation: description?.confirmation,
		sentAt,
		reasons,
		reports: verdict?.reports ?? [],
		conclusion: verdict?.conclusion,
		step: input => stepped(plan, state, command, input),
	};
	return command;
}

function stepped<Found>(plan: Plan<Found>, state: State<Found>, command: Command, input: Input): Stepped {
	switch (input.kind) {
		case 'confirm':
			if (state.stage !== 'ready' || input.text !== command.confirmation?.text) return {command, asks: []};
			return entering(plan, state, 'checking', input.now);
		case 'message': {
			const next = heard(plan, state, input.message);
			return next === state ? {command, asks: []} : advance(plan, next, command, input.message.at, false);
		}
		case 'tick':
			return advance(plan, state, command, input.now, true);
	}
}

function requestsIn<Found>(plan: Plan<Found>, stage: Stage): readonly AddressedRequest[] {
	switch (stage) {
		case 'looking':
		case 'checking':
			return plan.lookUp;
		case 'sent':
			return [plan.request];
		case 'verifying':
			return plan.verify;
		case 'ready':
		case 'done':
		case 'refused':
			return [];
	}
}

function entering<Found>(plan: Plan<Found>, state: State<Found>, stage: Stage, now: number): Stepped {
	const next: State<Found> = {
		...state,
		stage,
		since: now,
		askedAt: now,
		sentSubjects: new Set(),
		answers: noAnswers,
		isCut: false,
		...(stage === 'sent' ? {sentAt: now} : {}),
	};
	return {command: commandOf(plan, next), asks: requestsIn(plan, stage)};
}

function refusing<Found>(plan: Plan<Found>, state: State<Found>, reasons: readonly string[], now: number): Stepped {
	// A refused request was not sent.
	const next: State<Found> = {...state, stage: 'refused', since: now, reasons, sentAt: undefined};
	return {command: commandOf(plan, next), asks: []};
}

/** What the source reports about the link: its state, and the subject we may not publish to. */
function linkReport({subject, text}: Message): {readonly state: unknown; readonly refused: unknown} | undefined {
	if (subject !== linkSubject) return undefined;
	const report = openEnvelope(text)?.body;
	return {state: report?.['state'], refused: report?.['subject']};
}

const down: LinkReport['state'] = 'down';

function heard<Found>(plan: Plan<Found>, state: State<Found>, message: Message): State<Found> {
	const requests = requestsIn(plan, state.stage);
	if (requests.some(({subject}) => subject === message.subject)) {
		return {...state, sentSubjects: new Set([...state.sentSubjects, message.subject])};
	}
	const report = linkReport(message);
	if (report?.state === down) return {...state, isCut: true};
	const refused = requests.find(({subject}) => subject === report?.refused);
	if (refused !== undefined) {
		return {...state, reasons: [...state.reasons, `our user may not publish to ${refused.subject}`]};
	}
	const answers = withAnswer(state.answers, message, requests);
	// A late answer to the request counts too.
	const toRequest = state.sentAt === undefined ? noAnswers : withAnswer(state.toRequest, message, [plan.request]);
	if (answers === state.answers && (toRequest.size === 0 || toRequest === state.toRequest)) return state;
	return {...state, answers, toRequest};
}

const notSent = 'the link is down, or our user may not ask for it';
/** A source delivers a request as a message when it sends it; without that message by then, it was not sent. */
const sentWithinMs = 500;

function isUnsent<Found>(
	requests: readonly AddressedRequest[],
	{sentSubjects, askedAt}: State<Found>,
	now: number,
): boolean {
	return now - askedAt >= sentWithinMs && requests.some(({subject}) => !sentSubjects.has(subject));
}

/** Enters the next stage when all answers are in, or when the time for them is over. */
function advance<Found>(
	plan: Plan<Found>,
	state: State<Found>,
	command: Command,
	now: number,
	isTick: boolean,
): Stepped {
	const {stage, found, sentAt} = state;
	const requests = requestsIn(plan, stage);
	const here = (): Stepped => ({command: isTick ? command : commandOf(plan, state), asks: []});
	const all =
		requests.every(one => isAnswered(state.answers, one)) || (isTick && isQuiet(state.answers, requests, now));
	switch (stage) {
		case 'looking':
		case 'checking': {
			if (state.reasons.length > 0) return refusing(plan, state, state.reasons, now);
			if (isUnsent(requests, state, now)) return refusing(plan, state, [`nothing was asked: ${notSent}`], now);
			if (!all && now - state.askedAt < lookUpWithinMs) return here();
			const finding = plan.find(state.answers, now);
			if (finding.kind === 'refused') return refusing(plan, state, finding.reasons, now);
			if (stage === 'looking') return entering(plan, {...state, found: finding.found}, 'ready', now);
			const why = found === undefined ? 'it was never shown' : plan.differs(found, finding.found);
			if (why !== undefined) return refusing(plan, state, [why], now);
			return entering(plan, state, 'sent', now);
		}
		case 'sent': {
			if (found === undefined || sentAt === undefined) return here();
			if (state.reasons.length > 0) return refusing(plan, state, state.reasons, now);
			if (isUnsent(requests, state, now)) return refusing(plan, state, [`nothing was sent: ${notSent}`], now);
			const verdict = plan.told(found, state.toRequest, sentAt);
			if (!all && !state.isCut && now - state.askedAt < plan.withinMs) {
				return {command: commandOf(plan, {...state, verdict}), asks: []};
			}
			return entering(plan, {...state, verdict}, verdict.settled ? 'done' : 'verifying', now);
		}
		case 'verifying': {
			if (found === undefined || sentAt === undefined) return here();
			const isOver = now - state.since >= plan.verifyForMs;
			const verdict = plan.judge(found, state.toRequest, state.answers, sentAt, isOver);
			if (isOver || (all && verdict.settled)) return entering(plan, {...state, verdict}, 'done', now);
			const again = isTick && now - state.askedAt >= verifyEveryMs;
			const next = {...state, verdict, askedAt: again ? now : state.askedAt};
			return {command: commandOf(plan, next), asks: again ? plan.verify : []};
		}
		case 'ready':
		case 'done':
		case 'refused':
			return here();
	}
}
