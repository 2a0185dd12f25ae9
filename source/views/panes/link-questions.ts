// What the servers at the ends of a link are asked about its connections, and what that costs.
import type {Poll} from '../../asking/poll.ts';
import {bytesInWords} from '../../format/number.ts';
import {ageInWords} from '../../format/time.ts';
import type {LinkConnection, LinkReport} from '../../model/link-connections.ts';
import {isTelling} from '../../model/routes.ts';
import type {Server} from '../../model/server.ts';
import {shownName} from '../../model/server-names.ts';
import {isSpeaking} from '../../model/server-state.ts';
import {routesOfServer} from '../../requests/link-connections.ts';
import {keyOf, type Request} from '../../requests/request.ts';
import {stateText} from '../columns/server-cells.ts';
import type {Look} from '../look.ts';

/** Rates need two looks; links change slowly. */
const everyMs = 10_000;

/** A server that is asked, and what. */
export type Question = {readonly server: Server; readonly request: Request};

/** Nothing is asked of servers that are not there. */
export function pollsFor(questions: readonly Question[]): readonly Poll[] {
	return questions
		.filter(({server}) => server.goodbye === undefined)
		.map(({request}) => ({request, everyMs, scope: 'one'}));
}

export function reportOf({model}: Look, {request}: Question): LinkReport | undefined {
	return model.linkReports.get(keyOf(request));
}

/** `asks n1: 1 answer every 10 s, about 4 KiB`, until there is one; then when it came. */
export function askedText(look: Look, question: Question, bytes: number): string {
	const {server, request} = question;
	const report = reportOf(look, question);
	if (report !== undefined) return `told ${ageInWords(look.model.now - report.at)} ago`;
	if (look.model.link.refused.has(request.subject)) return 'our user may not ask for its connections';
	if (!isSpeaking(server)) return 'its connections are not known';
	return `asks ${shownName(look.model, server)}: 1 answer every ${everyMs / 1000} s, about ${bytesInWords(bytes)}`;
}

/** Of an answer without any connection, and of one connection, before it is compressed. */
const emptyBytes = 500;
const connectionBytes = 430;

/** An answer about all routes of a server. */
export function routesAnswerBytes({stats}: Server): number {
	return emptyBytes + (stats?.peers ?? []).reduce((sum, {links}) => sum + links, 0) * connectionBytes;
}

/** An answer about one gateway. */
export const gatewaysAnswerBytes = emptyBytes + 2 * connectionBytes;

export function routesQuestion(server: Server): Question {
	return {server, request: routesOfServer(server.id)};
}

/** Whether a route leads to a server. */
export function leadsTo({remoteId, remoteName}: LinkConnection, to: Server): boolean {
	return remoteId === to.id || (remoteId === '' && remoteName === to.name);
}

/** `told 2 s ago`, or why what it told does not hold now. */
export function toldText(look: Look, server: Server): string {
	const {statsAt} = server;
	if (statsAt === undefined) return 'has told nothing yet';
	const ago = `${ageInWords(look.model.now - statsAt)} ago`;
	return isTelling(look.model, server) ? `told ${ago}` : `${stateText(look, server) || 'not heard'}, last told ${ago}`;
}
