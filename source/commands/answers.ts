// The answers to a command's requests: the latest one of each server to each request.
import {answerPrefix, type Message} from '../wire/message.ts';
import type {Request} from '../requests/request.ts';
import {openEnvelope} from '../wire/envelope.ts';
import {type Fields, fields, text} from '../wire/fields.ts';

/** A request, and the servers that should answer it: their names by their ids. */
export type AddressedRequest = Request & {readonly from: ReadonlyMap<string, string>};

export type Answer = {
	/** Of the request. */
	readonly subject: string;
	readonly at: number;
	/** Empty when no server listens to the request. */
	readonly serverId: string;
	readonly server: string;
	/** Undefined when no server listens to the request. */
	readonly body: Fields | undefined;
};

export type Answers = ReadonlyMap<string, Answer>;

export const noAnswers: Answers = new Map();

/** The subject of the request that a message answers; undefined for other messages. */
function requestSubjectOf({subject}: Message): string | undefined {
	return subject.startsWith(answerPrefix) ? subject.slice(subject.indexOf('.', answerPrefix.length) + 1) : undefined;
}

/** The answers together with a new one; the same object when the message answers none of the requests. */
export function withAnswer(answers: Answers, message: Message, requests: readonly AddressedRequest[]): Answers {
	const subject = requestSubjectOf(message);
	const request = requests.find(one => one.subject === subject);
	if (request === undefined) return answers;
	const opened = message.text === '' ? undefined : openEnvelope(message.text);
	if (opened === undefined && message.text !== '') return answers;
	const serverId = text(opened?.server['id']);
	const server = request.from.get(serverId) ?? (text(opened?.server['name']) || serverId);
	const answer: Answer = {subject: request.subject, at: message.at, serverId, server, body: opened?.body};
	return new Map([...answers, [`${request.subject} ${serverId}`, answer]]);
}

/** Every server's answer to a request. */
export function answersTo(answers: Answers, {subject}: Request): readonly Answer[] {
	return [...answers.values()].filter(answer => answer.subject === subject && answer.body !== undefined);
}

/** One server's answer to a request. */
export function answerOf(answers: Answers, {subject}: Request, serverId: string): Answer | undefined {
	return answers.get(`${subject} ${serverId}`);
}

/** Whether no server listens to the request (503, "no responders"). */
export function isNobodyThere(answers: Answers, {subject}: Request): boolean {
	const answer = answers.get(`${subject} `);
	return answer !== undefined && answer.body === undefined;
}

/** Whether every server that should answer has answered, or none listens. */
export function isAnswered(answers: Answers, request: AddressedRequest): boolean {
	if (isNobodyThere(answers, request)) return true;
	return request.from.size > 0 && [...request.from.keys()].every(id => answerOf(answers, request, id) !== undefined);
}

/** When every request has some answer and none came for this long, the missing servers are not waited for. */
const quietMs = 1000;

/** Whether the servers that have not answered are unlikely to answer. */
export function isQuiet(answers: Answers, requests: readonly AddressedRequest[], now: number): boolean {
	const times = requests.map(({subject}) =>
		Math.max(...[...answers.values()].filter(answer => answer.subject === subject).map(({at}) => at)),
	);
	return times.every(Number.isFinite) && now - Math.max(...times) >= quietMs;
}

/** The `data` of an answer. */
export function dataOf({body}: Answer): Fields {
	return fields(body?.['data']);
}

/** The `data` in the answer of the only server that was asked, or a sentence that says why there is none. */
export function dataFrom(answers: Answers, request: AddressedRequest): Fields | string {
	const [[id = '', name = ''] = []] = request.from;
	const answer = answerOf(answers, request, id);
	if (answer?.body === undefined) {
		return isNobodyThere(answers, request) ? `${name} is not there any more` : `${name} does not answer`;
	}
	const {error} = answer.body;
	if (error === undefined || error === null) return dataOf(answer);
	return `${name} says: ${text(fields(error)['description']) || 'an error without a description'}`;
}
