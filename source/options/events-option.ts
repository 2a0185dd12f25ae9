// Which events are printed as they come, and how.
import {didYouMean} from './nearest.ts';
import {filterOption} from './rows-option.ts';
import type {TableFacts} from './table-facts.ts';
import {usage, wholeNumber} from './usage.ts';
import {wordsIn} from './words-in.ts';

export type EventsOption = {
	/** The kinds that are asked for. */
	readonly kinds: readonly string[];
	/** Lines for a person instead of JSON. */
	readonly isText: boolean;
	/** What repeats is told as one line. */
	readonly folds: boolean;
	/** Only lines that pass are told. */
	readonly filter?: string;
	/** It ends after so many. */
	readonly limit?: number;
};

/** A kind that there is; `usually`: told when none is named. */
export type EventKindFacts = {readonly kind: string; readonly told: 'usually' | 'with all' | 'when named'};

/** What the command line says of it; empty after `--events` alone. */
export type EventsFlags = {
	readonly events?: string | undefined;
	readonly text?: boolean | undefined;
	readonly fold?: boolean | undefined;
	readonly filter?: string | undefined;
	readonly limit?: string | undefined;
};

const most = 1_000_000_000;
const everyKind = 'all';

/** What is told when none is named. */
export function usualKinds(known: readonly EventKindFacts[]): readonly string[] {
	return known.filter(({told}) => told === 'usually').map(({kind}) => kind);
}

function kindsOf(given: string, known: readonly EventKindFacts[]): readonly string[] {
	const names = wordsIn(given);
	if (names.length === 0) return usualKinds(known);
	const kinds = known.map(({kind}) => kind);
	const wrong = names.find(name => name !== everyKind && !kinds.includes(name));
	if (wrong === undefined) {
		const all = known.filter(({told}) => told !== 'when named').map(({kind}) => kind);
		return [...new Set(names.flatMap(name => (name === everyKind ? all : [name])))];
	}
	const because = `there is no kind of event ${JSON.stringify(wrong.slice(0, 40))}`;
	throw usage('--events', because, didYouMean(wrong, kinds, `the kinds are ${kinds.join(', ')}, all`));
}

/** `table`: the fields that there are; a filter is not looked at when it is not given. Undefined when it is not asked for. @throws CannotStart */
export function eventsOption(
	given: EventsFlags,
	known: readonly EventKindFacts[],
	table: TableFacts | undefined,
): EventsOption | undefined {
	const {events, text, fold, filter, limit} = given;
	if (events === undefined) {
		const name = text === true ? '--text' : fold === true ? '--fold' : undefined;
		if (name !== undefined) throw usage(name, 'it is for events', 'add --events');
		return undefined;
	}
	return {
		kinds: kindsOf(events, known),
		isText: text === true,
		folds: fold === true,
		...(filter !== undefined && {filter: table === undefined ? filter : filterOption(filter, table)}),
		...(limit !== undefined && {limit: wholeNumber('--limit', limit, 1, most)}),
	};
}
