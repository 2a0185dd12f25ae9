// How every command goes: the target is looked up and shown, confirmed, looked up again, and only when it is still the
// same the request is sent; then the servers are asked what has become of it. What differs is a plan.
import {type LinkReport, linkSubject, type Message} from '../wire/message.ts';
import {openEnvelope} from '../wire/envelope.ts';
import {type Answers, type Asked, isAnswered, isQuiet, noAnswers, withAnswer} from './answers.ts';
import type {Command, Input, Stage, Stepped} from './command.ts';
import type {Plan, Verdict} from './plan.ts';
import type {CommandTarget} from './command-target.ts';

/** How long servers have for an answer that they can give at once. */
const lookUpWithinMs = 3000;
const verifyEveryMs = 900;

type State<Found> = {
	readonly stage: Stage;
	readonly since: number;
	/** When the questions of this stage were last asked. */
	readonly askedAt: number;
	/** Subjects of this stage's questions that are known to have gone out. */
	readonly gone: ReadonlySet<string>;
	readonly answers: Answers;
	readonly toRequest: Answers;
	readonly found: Found | undefined;
	readonly sentAt: number | undefined;
	/** The link went down in this stage: what was not answered by then never will be. */
	readonly isCut: boolean;
	readonly reasons: readonly string[];
	readonly verdict: Verdict | undefined;
};

/** A command that cannot even begin. */
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

/** A command at its beginning, and what it asks first. */
export function beginning<Found>(plan: Plan<Found>, now: number): Stepped {
	const start: State<Found> = {
		stage: 'looking',
		since: now,
		askedAt: now,
		gone: new Set(),
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
			return next === state ? {command, asks: []} : gone(plan, next, command, input.message.at, false);
		}
		case 'tick':
			return gone(plan, state, command, input.now, true);
	}
}

function askedIn<Found>(plan: Plan<Found>, stage: Stage): readonly Asked[] {
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
		gone: new Set(),
		answers: noAnswers,
		isCut: false,
		...(stage === 'sent' ? {sentAt: now} : {}),
	};
	return {command: commandOf(plan, next), asks: askedIn(plan, stage)};
}

function refusing<Found>(plan: Plan<Found>, state: State<Found>, reasons: readonly string[], now: number): Stepped {
	// What did not go out was not sent.
	const next: State<Found> = {...state, stage: 'refused', since: now, reasons, sentAt: undefined};
	return {command: commandOf(plan, next), asks: []};
}

/** What the source says of the link: in which state it is, and which subject is refused us. */
function linkReport({subject, text}: Message): {readonly state: unknown; readonly refused: unknown} | undefined {
	if (subject !== linkSubject) return undefined;
	const report = openEnvelope(text)?.body;
	return {state: report?.['state'], refused: report?.['subject']};
}

const down: LinkReport['state'] = 'down';

function heard<Found>(plan: Plan<Found>, state: State<Found>, message: Message): State<Found> {
	const asked = askedIn(plan, state.stage);
	if (asked.some(({subject}) => subject === message.subject)) {
		return {...state, gone: new Set([...state.gone, message.subject])};
	}
	const report = linkReport(message);
	if (report?.state === down) return {...state, isCut: true};
	const refused = asked.find(({subject}) => subject === report?.refused);
	if (refused !== undefined) {
		return {...state, reasons: [...state.reasons, `our user may not publish to ${refused.subject}`]};
	}
	const answers = withAnswer(state.answers, message, asked);
	// A late answer to the request counts too.
	const toRequest = state.sentAt === undefined ? noAnswers : withAnswer(state.toRequest, message, [plan.request]);
	if (answers === state.answers && (toRequest.size === 0 || toRequest === state.toRequest)) return state;
	return {...state, answers, toRequest};
}

const notSent = 'the link is down, or our user may not ask for it';
/** A source says at once that it has sent something. */
const sentWithinMs = 500;

function isUnsent<Found>(asked: readonly Asked[], {gone: out, askedAt}: State<Found>, now: number): boolean {
	return now - askedAt >= sentWithinMs && asked.some(({subject}) => !out.has(subject));
}

/** Goes on when all answers are in, or their time is over. */
function gone<Found>(plan: Plan<Found>, state: State<Found>, command: Command, now: number, isTick: boolean): Stepped {
	const {stage, found, sentAt} = state;
	const asked = askedIn(plan, stage);
	const here = (): Stepped => ({command: isTick ? command : commandOf(plan, state), asks: []});
	const all = asked.every(one => isAnswered(state.answers, one)) || (isTick && isQuiet(state.answers, asked, now));
	switch (stage) {
		case 'looking':
		case 'checking': {
			if (state.reasons.length > 0) return refusing(plan, state, state.reasons, now);
			if (isUnsent(asked, state, now)) return refusing(plan, state, [`nothing was asked: ${notSent}`], now);
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
			if (isUnsent(asked, state, now)) return refusing(plan, state, [`nothing was sent: ${notSent}`], now);
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
