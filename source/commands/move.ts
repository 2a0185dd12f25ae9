import type {Model} from '../model/model.ts';
import {isSpeaking} from '../model/server-state.ts';
import type {Server} from '../model/server.ts';
import {moveConnection} from '../requests/move-connection.ts';
import type {LookedUpConnection} from './looked-up-connection.ts';
import {connectionPlan} from './connection-plan.ts';
import type {Plan} from './plan.ts';
import type {CommandTarget} from './command-target.ts';

/** Some clients wait a few seconds before they move, so that not all of them move at once. */
const moveWithinMs = 15_000;

function others(model: Model, server: Server): number {
	let count = 0;
	for (const other of model.servers.values()) {
		if (other !== server && other.cluster === server.cluster && server.cluster !== '' && isSpeaking(other)) count++;
	}
	return count;
}

/** Has a server tell one client that it should go to another one: lame duck mode for a client. */
export function movePlan(
	model: Model,
	target: CommandTarget & {readonly kind: 'kick' | 'move'},
	server: Server,
	utc: boolean,
): Plan<LookedUpConnection> {
	const nowhere = others(model, server) === 0 ? ['No other server of its cluster is known: it has nowhere to go.'] : [];
	return connectionPlan(target, server, utc, {
		title: `Ask connection ${target.cid} of ${server.name} to move`,
		request: moveConnection(server.id, target.cid),
		unfit: ({kind}) => (kind === 'Client' ? undefined : 'only clients can be asked to move, leafnodes cannot'),
		warnings: () => [
			'The client is told that the server goes away. Whether it moves is up to its library: some do, some tell only the application, old ones are not told.',
			...nowhere,
		],
		did: 'has told the client',
		verifyForMs: moveWithinMs,
		stillOpen: (name, isOver) => ({
			text: isOver
				? `${name} is still open: it was told, and stays for now`
				: `${name} is still open, waiting for it to move…`,
			tone: 'warn',
		}),
	});
}
