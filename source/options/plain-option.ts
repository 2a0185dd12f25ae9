// Changes in words, line by line.
import type {OutputFlags} from './output-option.ts';
import {requireRows} from './rows-option.ts';
import {usage} from './usage.ts';

/** What the command line says of it. */
export type PlainFlags = OutputFlags & {
	readonly plain?: boolean | undefined;
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
