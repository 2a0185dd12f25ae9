// The list of systems that are watched at once: a row for each, whether it is reached or not.
import {systemColumns} from '../columns/system-columns.ts';
import {systemWords} from '../frame/system-words.ts';
import type {Look, SystemNow} from '../look.ts';
import {definePane} from './pane.ts';

export function systemsIn({systems}: Pick<Look, 'systems'>): readonly SystemNow[] {
	return systems ?? [];
}

export const systemsPane = definePane<SystemNow>({
	id: 'systems',
	title: 'SYSTEMS',
	rows: systemsIn,
	columns: systemColumns,
	idOf: ({number}) => String(number),
	rowName: ({label}) => label,
	units: true,
	isWrong: system => !systemWords(system).isFine,
	noneWrong: () => 'all systems are fine',
	target: ({number}) => ({kind: 'system', number}),
	// Numbers of a system that is not connected are old.
	rowStyle: ({link}) => (link.state === 'up' ? undefined : 'dim'),
	empty: () => 'no system is watched',
});
