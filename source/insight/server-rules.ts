// Servers that died, drain, stopped or were started again.
import {firstNames} from '../format/first-names.ts';
import {grouped} from '../format/number.ts';
import {duration} from '../format/time.ts';
import type {Model} from '../model/model.ts';
import {oncePerMoment} from '../model/once-per-moment.ts';
import type {Server} from '../model/server.ts';
import {shownName} from '../model/server-names.ts';
import {silenceLimitMs, type ServerState, stateOf} from '../model/server-state.ts';
import {serversInOrder} from '../model/servers.ts';
import {defineRule, type Finding, mostOfOneRule, type Problem, type Rule, type Severity} from './problem.ts';
import {stateInWords} from './state-in-words.ts';

/** Few servers are in another state than most, and several rules ask for them. */
const notUp = oncePerMoment((model): readonly Server[] =>
	serversInOrder(model).filter(server => stateOf(model, server) !== 'up'),
);

function inState(model: Model, state: Exclude<ServerState, 'up'>): readonly Server[] {
	return notUp(model).filter(server => stateOf(model, server) === state);
}

type Words = {readonly topic: string; readonly short: string; readonly detail?: string};

function finding(model: Model, server: Server, severity: Severity, since: number, words: Words): Finding {
	const {topic, short, detail = ''} = words;
	return {
		key: server.id,
		severity,
		who: shownName(model, server),
		topic,
		text: `${short}${detail}`,
		short,
		since,
		about: {kind: 'server', id: server.id},
	};
}

/** Many as one line: `20 servers silent: s0 s1 s2 s3 s4 …`. */
function counted(state: ServerState): Required<Pick<Rule, 'fold'>> {
	return {
		fold(problems: readonly Problem[]) {
			const names = problems.slice(0, mostOfOneRule).map(({who}) => who);
			return {
				who: '# servers',
				text: `${state}: ${names.join(' ')} …`,
				short: state,
				about: {kind: 'view', view: 'servers', filter: `state:"${state}"`},
			};
		},
	};
}

export const silentServerRule = defineRule({
	id: 'silent-server',
	meaning: 'a server was not heard for 2.5 of its own intervals, without a shutdown notice',
	isServerState: true,
	...counted('silent'),
	find: model =>
		inState(model, 'silent').map(server => {
			const limit = Math.round(silenceLimitMs(model, server) / 1000);
			return finding(model, server, 'bad', server.lastSeenAt, {
				topic: 'silence',
				short: stateInWords(model, server),
				detail: ` (expected ≤ ${limit} s)`,
			});
		}),
});

/** Servers that were stopped in order and started again, two or more of them. */
function rollingRestart(model: Model): readonly Server[] {
	const orderly = inState(model, 'restarted').filter(({restart}) => restart?.orderly === true);
	return orderly.length < 2 ? [] : orderly;
}

export const restartedServerRule = defineRule({
	id: 'restarted-server',
	meaning: 'a server came back as a new process within the last ten minutes',
	endsUnsaid: true,
	isServerState: true,
	...counted('restarted'),
	find(model) {
		const rolling = new Set(rollingRestart(model));
		return inState(model, 'restarted')
			.filter(server => !rolling.has(server))
			.map(server => {
				const {restart} = server;
				const orderly = restart?.orderly === true;
				const had = restart?.previousConnections ?? 0;
				return finding(model, server, orderly ? 'note' : 'warn', restart?.at ?? model.now, {
					topic: 'restart',
					short: `${stateInWords(model, server)} ago`,
					detail: `${orderly ? '' : ' without a shutdown notice'}${had > 0 ? `, had ${grouped(had)} ${had === 1 ? 'connection' : 'connections'}` : ''}`,
				});
			});
	},
});

export const rollingRestartRule = defineRule({
	id: 'rolling-restart',
	meaning: 'servers were stopped in order and started again, one after the other, within the last ten minutes',
	endsUnsaid: true,
	find(model) {
		const servers = rollingRestart(model);
		if (servers.length === 0) return [];
		const times = servers.map(({restart}) => restart?.at ?? model.now);
		const versions = [...new Set(servers.map(({version}) => version))];
		const [version] = versions;
		const names = firstNames(servers.map(server => shownName(model, server)));
		const took = duration(Math.max(...times) - Math.min(...times));
		const on = versions.length === 1 ? `, all back on ${version}` : '';
		return [
			{
				key: 'rolling',
				severity: 'note',
				who: 'rolling restart',
				topic: 'rolling restart',
				text: `${names} in ${took}${on}`,
				short: names,
				since: Math.min(...times),
				about: {kind: 'view', view: 'servers', filter: 'state:"restarted"'},
			},
		];
	},
});

export const lameDuckRule = defineRule({
	id: 'lame-duck',
	meaning: 'a server drains its clients before it ends',
	endsUnsaid: true,
	isServerState: true,
	...counted('lame duck'),
	find: model =>
		inState(model, 'lame duck').map(server =>
			finding(model, server, 'warn', server.goodbye?.at ?? model.now, {
				topic: 'lame duck',
				short: stateInWords(model, server),
			}),
		),
});

export const stoppedServerRule = defineRule({
	id: 'stopped-server',
	meaning: 'a server was shut down in order and has not come back',
	endsUnsaid: true,
	isServerState: true,
	...counted('stopped'),
	find: model =>
		inState(model, 'stopped').map(server =>
			finding(model, server, 'warn', server.goodbye?.at ?? model.now, {
				topic: 'shut down',
				short: `${stateInWords(model, server)} ago`,
			}),
		),
});
