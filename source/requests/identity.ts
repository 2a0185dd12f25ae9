import {can} from '../model/capabilities.ts';
import {endOfLameDuck} from '../model/end-of-lame-duck.ts';
import type {Server} from '../model/server.ts';
import {text} from '../wire/fields.ts';
import {defineSenderlessRequest} from './define-request.ts';
import {idAsked} from './request.ts';
import {serverStatsSubject} from './server-stats.ts';

/** The subject that asks one server who it is: the lightest question there is (2.10 and newer). */
function identitySubject(serverId: string): string {
	return `$SYS.REQ.SERVER.${serverId}.IDZ`;
}

/**
 * The subject that asks a server in lame duck, which answers nothing while it drains: only "nobody there" tells that it
 * has ended. Older servers do not listen to the lighter one, and would be taken for ended at once.
 */
export function stillThereSubject({id, version}: Server): string {
	return can(version, 'identity') ? identitySubject(id) : serverStatsSubject(id);
}

/** Its answer has no envelope. */
export const identityRequest = defineSenderlessRequest({
	subject: identitySubject('*'),
	decode({envelope: {body}}) {
		const id = text(body['id']);
		return id === '' ? undefined : {id};
	},
	nobodyThere(model, {subject}, at) {
		endOfLameDuck(model, idAsked(subject), at);
	},
});
