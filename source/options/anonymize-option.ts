// A recording that is copied without the names in it. `--replay` says which one it is, as every option has one value.
import {isGiven} from './is-given.ts';
import {usage} from './usage.ts';

/** What the command line says of it. */
type AnonymizeFlags = {
	readonly anonymize?: string | undefined;
	readonly replay?: string | undefined;
	readonly at?: string | undefined;
	readonly speed?: string | undefined;
	readonly loop?: boolean | undefined;
	readonly once?: string | undefined;
	readonly json?: string | undefined;
	readonly csv?: string | undefined;
	readonly record?: string | undefined;
};

export type AnonymizeOption = {readonly from: string; readonly to: string};

/** Undefined when nothing is to be anonymized. @throws CannotStart */
export function anonymizeOption({anonymize, replay, ...others}: AnonymizeFlags): AnonymizeOption | undefined {
	if (anonymize === undefined) return undefined;
	if (replay === undefined) throw usage('--anonymize', 'it does not know which recording', 'add --replay FILE');
	const unused = ['at', 'speed', 'loop', 'once', 'json', 'csv', 'record'].find(name => isGiven(others, name));
	if (unused !== undefined) {
		throw usage(`--${unused}`, 'a recording is copied whole, and not shown', `drop it or --anonymize`);
	}
	return {from: replay, to: anonymize};
}
