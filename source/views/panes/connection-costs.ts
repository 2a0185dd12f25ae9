// What a list of connections will cost, said before anything is asked.
import {bytesInWords, count} from '../../format/number.ts';
import type {Model} from '../../model/model.ts';
import type {Server} from '../../model/server.ts';
import {shownName, shownNamesOf} from '../../model/server-names.ts';
import {isSpeaking} from '../../model/server-state.ts';
import type {ConnectionsLayer} from '../../ui/ui.ts';
import type {Asked, ConnectionsOf} from '../../ui/target.ts';
import {expectedOn, questionsFor} from './connection-questions.ts';

/** Of an answer without any connection, compressed. */
const emptyBytes = 330;
/** Of one connection, compressed; its user's token, which servers send too, hardly becomes smaller. */
const connectionBytes = 60;
const tokenBytes = 600;

/** How many of a server's connections may have tokens: operators' accounts go by keys, and their users log in with tokens. */
function withTokensOn(model: Model, of: ConnectionsOf, server: string, listed: number): number {
	const isKey = (id: string): boolean => id.length === 56;
	if (of.kind === 'account' || of.kind === 'client') {
		const id = of.kind === 'account' ? of.id : (model.clients.get(of.key)?.accountId ?? '');
		return isKey(id) ? listed : 0;
	}
	let sum = 0;
	for (const {id, shares} of model.accounts.values()) if (isKey(id)) sum += shares.get(server)?.connections ?? 0;
	return Math.min(listed, sum);
}

/** The ids of the servers that will answer. */
function answering(model: Model, asked: Asked): readonly string[] {
	if (asked !== 'all') return asked;
	return [...model.servers.values()].filter(isSpeaking).map(({id}) => id);
}

/** `1 answer, about 4 KiB`: how many answers the first page causes, and how long they are together. */
export function costInWords(
	model: Model,
	{of, state, first}: Pick<ConnectionsLayer, 'of' | 'state' | 'first'>,
	asked: Asked,
): string {
	let answers = 0;
	let size = 0;
	for (const {server, limit} of questionsFor(model, {of, state, first, page: 0}, asked, first)) {
		for (const id of server === undefined ? answering(model, asked) : [server]) {
			// How many a server remembers of those that are closed is not known.
			const known = state === 'open' ? expectedOn(model, of, id) : limit;
			const listed = Math.min(limit, known ?? (asked === 'all' ? 0 : limit));
			answers++;
			size += emptyBytes + listed * connectionBytes + withTokensOn(model, of, id, listed) * tokenBytes;
		}
	}
	const about = state === 'open' ? 'about' : 'at most';
	return `${count(answers)} answer${answers === 1 ? '' : 's'}, ${about} ${bytesInWords(Math.ceil(size / 100) * 100)}`;
}

/** `asks n2: 1 answer, about 1 KiB`. */
export function oneAnswerInWords(model: Model, server: Server, size: string): string {
	return `asks ${shownName(model, server)}: 1 answer, about ${size}`;
}

/** `n2`, `n1 n2 n3`, `all 6 servers`. */
export function serversInWords(model: Model, asked: Asked): string {
	const ids = answering(model, asked);
	if (asked === 'all') return `all ${count(ids.length)} servers`;
	return shownNamesOf(model, ids).join(' ');
}
