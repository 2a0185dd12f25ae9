// Requests that were sent, as long as answers to them may come: an answer is told by its inbox, and that tells which
// request it answers where several of one subject are under way, as for the pages of a list.
import {keepNewest} from './keep-newest.ts';
import type {Model} from './model.ts';

type SentRequest = {readonly subject: string; readonly body: string};

/** Far more than are sent while answers may still come. */
const mostRemembered = 512;
/** Longer bodies are not needed to understand an answer. */
const longestBody = 1000;

/** `token` is that of its inbox; empty where it is not known, as in recordings of other programs. */
export function rememberRequest({sentRequests}: Model, token: string, {subject, body}: SentRequest): void {
	const key = keyOf(token, subject);
	if (body === '' || body.length > longestBody) sentRequests.delete(key);
	else keepNewest(sentRequests, key, body, mostRemembered);
}

/** What an answer answers; where its inbox is not known, the last request of that subject without an inbox. */
export function answeredRequest({sentRequests}: Model, token: string, subject: string): SentRequest {
	const body = sentRequests.get(keyOf(token, subject)) ?? sentRequests.get(keyOf('', subject)) ?? '';
	return {subject, body};
}

function keyOf(token: string, subject: string): string {
	return `${token} ${subject}`;
}
