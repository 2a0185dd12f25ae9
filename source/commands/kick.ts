import type {Server} from '../model/server.ts';
import {kickConnection} from '../requests/kick-connection.ts';
import type {LookedUpConnection} from './looked-up-connection.ts';
import {connectionPlan} from './connection-plan.ts';
import type {Plan} from './plan.ts';
import type {CommandTarget} from './command-target.ts';

/** Has a server close a connection. */
export function kickPlan(
	target: CommandTarget & {readonly kind: 'kick' | 'move'},
	server: Server,
	utc: boolean,
): Plan<LookedUpConnection> {
	return connectionPlan(target, server, utc, {
		title: `Kick connection ${target.cid} of ${server.name}`,
		request: kickConnection(server.id, target.cid),
		warnings: ({kind}) => [
			kind === 'Leafnode'
				? 'The whole leafnode link is cut, for everyone behind it; it usually comes back at once.'
				: 'The client is not told why. Most connect again at once, to this server or another one.',
		],
		did: 'has kicked it',
		verifyForMs: 3000,
		stillOpen: (name, isOver) => ({
			text: isOver ? `${name} is still open` : `${name} is still open, looking again…`,
			tone: isOver ? 'bad' : 'warn',
		}),
	});
}
