import {type Given, isGiven} from './is-given.ts';
import {usage} from './usage.ts';

/** What prints something else, or says how that is printed, */
const printed = [
	'once',
	'json',
	'csv',
	'events',
	'text',
	'fold',
	'plain',
	'view',
	'width',
	'filter',
	'sort',
	'limit',
	'columns',
];
/** and how often. */
const repeated = ['count', 'every'];

function refuse(given: Given, names: readonly string[], because: string, beside: string): void {
	const other = names.find(name => isGiven(given, name));
	if (other !== undefined) throw usage(`--${other}`, because, `drop it or --${beside}`);
}

/** @throws CannotStart */
export function refuseBesideCheck(given: Given): void {
	refuse(given, [...printed, ...repeated], 'a check prints its judgement, once', 'check');
}

/** @throws CannotStart */
export function refuseBesideMetrics(given: Given): void {
	if (given['replay'] !== undefined) {
		const because = 'who scrapes metrics takes them for what is now, and a recording is of the past';
		throw usage('--replay', because, 'print its numbers moment by moment with --json servers --every 10s');
	}
	refuse(given, ['check', ...printed, 'for', ...repeated], 'metrics are served until the program ends', 'metrics');
}
