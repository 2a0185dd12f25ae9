// Answers to what a command asks: of each server the latest to each question.
import {answerPrefix, type Message} from '../wire/message.ts';
import type {Request} from '../requests/request.ts';
import {openEnvelope} from '../wire/envelope.ts';
import {type Fields, fields, text} from '../wire/fields.ts';

/** A question, and the servers that should answer it, by id with their names. */
export type Asked = Request & {readonly from: ReadonlyMap<string, string>};

export type Answer = {
	/** Of the question. */
	readonly subject: string;
	readonly at: number;
	/** Empty when nobody is there to answer. */
	readonly serverId: string;
	readonly server: string;
	/** Undefined when nobody is there to answer. */
	readonly body: Fields | undefined;
};

export type Answers = ReadonlyMap<string, Answer>;

export const noAnswers: Answers = new Map();

/** The subject of the question that a message answers; undefined when it answers none. */
function questionOf({subject}: Message): string | undefined {
	return subject.startsWith(answerPrefix) ? subject.slice(subject.indexOf('.', answerPrefix.length) + 1) : undefined;
}

/** The answers with what a message adds; the same ones when it answers none of the questions. */
export function withAnswer(answers: Answers, message: Message, asked: readonly Asked[]): Answers {
	const subject = questionOf(message);
	const question = asked.find(one => one.subject === subject);
	if (question === undefined) return answers;
	const opened = message.text === '' ? undefined : openEnvelope(message.text);
	if (opened === undefined && message.text !== '') return answers;
	const serverId = text(opened?.server['id']);
	const server = question.from.get(serverId) ?? (text(opened?.server['name']) || serverId);
	const answer: Answer = {subject: question.subject, at: message.at, serverId, server, body: opened?.body};
	return new Map([...answers, [`${question.subject} ${serverId}`, answer]]);
}

/** Every server's answer to a question, without "nobody is there". */
export function answersTo(answers: Answers, {subject}: Request): readonly Answer[] {
	return [...answers.values()].filter(answer => answer.subject === subject && answer.body !== undefined);
}

/** The answer of one server, of those that should answer. */
export function answerOf(answers: Answers, {subject}: Request, serverId: string): Answer | undefined {
	return answers.get(`${subject} ${serverId}`);
}

/** Whether a question found nobody there. */
export function isNobodyThere(answers: Answers, {subject}: Request): boolean {
	const answer = answers.get(`${subject} `);
	return answer !== undefined && answer.body === undefined;
}

/** Whether no further answer is to be waited for. */
export function isAnswered(answers: Answers, asked: Asked): boolean {
	if (isNobodyThere(answers, asked)) return true;
	return asked.from.size > 0 && [...asked.from.keys()].every(id => answerOf(answers, asked, id) !== undefined);
}

/** Each question was answered by some, and no further answer for this long: those that lack are not waited for. */
const quietMs = 1000;

/** Whether those that have not answered will hardly do so. */
export function isQuiet(answers: Answers, asked: readonly Asked[], now: number): boolean {
	const times = asked.map(({subject}) =>
		Math.max(...[...answers.values()].filter(answer => answer.subject === subject).map(({at}) => at)),
	);
	return times.every(Number.isFinite) && now - Math.max(...times) >= quietMs;
}

/** The `data` of an answer. */
export function dataOf({body}: Answer): Fields {
	return fields(body?.['data']);
}

/** What the one server that was asked tells: its `data`, or why there is none. */
export function toldBy(answers: Answers, asked: Asked): Fields | string {
	const [[id = '', name = ''] = []] = asked.from;
	const answer = answerOf(answers, asked, id);
	if (answer?.body === undefined) {
		return isNobodyThere(answers, asked) ? `${name} is not there any more` : `${name} does not answer`;
	}
	const {error} = answer.body;
	if (error === undefined || error === null) return dataOf(answer);
	return `${name} says: ${text(fields(error)['description']) || 'an error, and not which'}`;
}
