// Servers that died, drain, stopped or were started again.
import {duration, stopwatch} from '../format/time.ts';
import type {Model} from '../model/model.ts';
import type {Server} from '../model/server.ts';
import {quietMs, restartIsNewsMs, silenceLimitMs, stateOf, type ServerState} from '../model/server-state.ts';
import {serversInOrder} from '../model/servers.ts';
import {defineRule, mostOfOneRule, type Problem} from './problem.ts';

function inState(model: Model, state: ServerState): readonly Server[] {
	return serversInOrder(model).filter(server => stateOf(model, server) === state);
}

function problem(
	rule: string,
	severity: Problem['severity'],
	server: Server,
	text: string,
	since: number | undefined,
): Problem {
	return {rule, key: server.id, severity, who: server.name, text, since, about: {kind: 'server', id: server.id}};
}

/** One by one as long as they are few; otherwise one problem that counts them. */
function fewOrCounted(
	rule: string,
	severity: Problem['severity'],
	servers: readonly Server[],
	word: string,
	tell: (server: Server) => Problem,
): readonly Problem[] {
	if (servers.length <= mostOfOneRule) return servers.map(tell);
	const names = servers.slice(0, mostOfOneRule).map(server => server.name);
	return [
		{
			rule,
			key: 'many',
			severity,
			who: `${servers.length} servers`,
			text: `${word}: ${names.join(' ')} …`,
			since: servers.reduce<number | undefined>((since, server) => {
				const at = server.silentSince ?? server.goodbye?.at ?? server.restart?.at;
				return since === undefined || (at !== undefined && at < since) ? at : since;
			}, undefined),
			about: {kind: 'view', view: 'servers', filter: `state:"${word}"`},
		},
	];
}

export const silentServerRule = defineRule({
	id: 'silent-server',
	meaning: 'a server was not heard for 2.5 of its own intervals and did not say goodbye',
	find: model =>
		fewOrCounted('silent-server', 'bad', inState(model, 'silent'), 'silent', server => {
			const limit = Math.round(silenceLimitMs(model, server) / 1000);
			const text = `silent ${duration(quietMs(model, server))} (expected ≤ ${limit} s)`;
			return problem('silent-server', 'bad', server, text, server.silentSince);
		}),
});

export const restartedServerRule = defineRule({
	id: 'restarted-server',
	meaning: 'a server came back as a new process within the last ten minutes',
	find: model =>
		fewOrCounted('restarted-server', 'warn', inState(model, 'restarted'), 'restarted', server => {
			const at = server.restart?.at ?? model.now;
			const text = `restarted ${stopwatch(model.now - at)} ago`;
			return problem('restarted-server', 'warn', server, text, at);
		}),
});

export const lameDuckRule = defineRule({
	id: 'lame-duck',
	meaning: 'a server drains its clients before it ends',
	find: model =>
		fewOrCounted('lame-duck', 'warn', inState(model, 'lame duck'), 'lame duck', server => {
			const at = server.goodbye?.at ?? model.now;
			return problem('lame-duck', 'warn', server, `lame duck for ${duration(model.now - at)}`, at);
		}),
});

export const stoppedServerRule = defineRule({
	id: 'stopped-server',
	meaning: 'a server was shut down in order and has not come back',
	find: model =>
		fewOrCounted('stopped-server', 'warn', inState(model, 'stopped'), 'stopped', server => {
			const at = server.goodbye?.at ?? model.now;
			const ago = model.now - at;
			const text = ago < restartIsNewsMs ? `shut down ${stopwatch(ago)} ago` : `shut down ${duration(ago)} ago`;
			return problem('stopped-server', 'warn', server, text, at);
		}),
});
