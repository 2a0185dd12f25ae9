// Changes in words, line by line.
import {requireRows, type RowsFlags} from './rows-option.ts';
import {usage} from './usage.ts';

/** What the command line says of it. */
export type PlainFlags = RowsFlags & {
	readonly plain?: boolean | undefined;
	readonly once?: string | undefined;
	readonly json?: string | undefined;
	readonly csv?: string | undefined;
	readonly events?: string | undefined;
	readonly view?: string | undefined;
	readonly width?: string | undefined;
	readonly count?: string | undefined;
};

const because = '--plain prints what changes, in lines';

/** Whether it is asked for. @throws CannotStart */
export function isPlain(given: PlainFlags): boolean {
	if (given.plain !== true) return false;
	const {once, json, csv, events, view, width, count} = given;
	const others = {once, json, csv, events, view, width};
	const [name] = Object.entries(others).find(([, value]) => value !== undefined) ?? [];
	if (name !== undefined) throw usage(`--${name}`, because, `drop it or --plain`);
	if (count !== undefined) throw usage('--count', 'changes come by themselves', 'write --for, or drop it');
	requireRows(given, 'drop it or --plain');
	return true;
}
