import {noteHappening} from '../model/notables.ts';
import {defineRequest} from './define-request.ts';

/** The subject that asks one server who it is: the lightest question there is (2.10 and newer). */
export function identitySubject(serverId: string): string {
	return `$SYS.REQ.SERVER.${serverId}.IDZ`;
}

/** Asked of a server in lame duck, which answers nothing while it drains: only "nobody there" tells that it has ended. */
export const identityRequest = defineRequest({
	subject: identitySubject('*'),
	answered(model, answer, at, subject) {
		if (answer !== undefined) return typeof answer.body['id'] === 'string' ? 'taken' : 'not understood';
		const server = model.servers.get(subject.split('.')[3] ?? '');
		if (server?.goodbye?.kind === 'lame duck') {
			server.goodbye = {kind: 'stopped', at};
			noteHappening(model, 'stopped', at, server, 'its lame duck has ended');
		}
		return 'nobody there';
	},
});
