// Where the messages of each of several systems come from.
import {contextSettings} from '../connection/contexts/contexts.ts';
import type {Machine} from '../connection/files/machine.ts';
import type {Options, RunOne, RunSeveral} from '../options/options.ts';
import type {SystemOption} from '../options/several-option.ts';
import {insistentSource} from '../sources/insistent-source.ts';
import type {HistoryPlan} from '../sources/nats/history-plan.ts';
import {natsSource} from '../sources/nats/nats-source.ts';
import type {Source} from '../sources/source.ts';
import {demoSource, openSource} from './open-source.ts';

/** Where the messages of what is to be shown come from; `others` are watched at the same time. */
export async function openWanted(
	wanted: RunOne | RunSeveral,
	now: () => number,
	machine: Machine,
	told: HistoryPlan['told'],
): Promise<{readonly source: Source; readonly others: readonly Source[]}> {
	if (wanted.kind === 'run') {
		return {source: await openSource(wanted.options.source, now, 'screen', {told}), others: []};
	}
	const [first, ...others] = wanted.systems;
	const opened = (system: SystemOption): Source => systemSource(system, now, machine);
	return {source: opened(first), others: others.map(opened)};
}

/** One that is never given up: where there is no connection, it is tried again and again. */
function systemSource({label, source}: SystemOption, now: () => number, machine: Machine): Source {
	if (source.kind === 'demo') return demoSource(source, now);
	const {name, contextName, given} = source;
	return insistentSource({
		label,
		contextName,
		open: () => natsSource(contextSettings(name, given, machine), {now}),
		now,
	});
}

/** The same system as though it were the only one that was asked for. @throws CannotStart */
export function sourceOption({source}: SystemOption, machine: Machine): Options['source'] {
	if (source.kind === 'demo') return source;
	const {name, given} = source;
	return {kind: 'nats', settings: contextSettings(name, given, machine), given};
}
