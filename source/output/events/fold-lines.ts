// What repeats within some seconds is told as one line.
import {type EventLine, type EventValue, type Repeats, valueIn} from './event-form.ts';

/** What comes later than this after the first one begins anew. */
const foldMs = 5000;
/** So many different ones are waited for; when there are more, the oldest are told before their time. */
const mostGroups = 10_000;
/** What lines that are told as one have in common, besides their kind. */
const sameness = ['server_id', 'account', 'user', 'client', 'reason', 'subject'];
/** What stays that of the first one; everything else that differs is told as unknown. */
const ofFirst: ReadonlySet<string> = new Set(['id', 'sent_at']);

type FoldedLine = {readonly line: EventLine; readonly repeats: Repeats};

type Group = {line: EventLine; times: number; until: number};

export type Fold = {
	readonly add: (line: EventLine) => void;
	/** What is whole at this time, epoch milliseconds; at its end everything. */
	readonly whole: (now: number) => readonly FoldedLine[];
};

function keyOf(line: EventLine): string {
	return JSON.stringify([line.form.kind, ...sameness.map(id => valueIn(line, id) ?? null)]);
}

function inCommon(first: EventLine, other: EventLine): readonly EventValue[] {
	return first.values.map((value, index) => {
		if (ofFirst.has(first.form.fields[index]?.id ?? '')) return value;
		return value === other.values[index] ? value : undefined;
	});
}

export function createFold(): Fold {
	const groups = new Map<string, Group>();

	return {
		add(line) {
			const key = keyOf(line);
			const group = groups.get(key);
			if (group === undefined) {
				groups.set(key, {line, times: 1, until: line.at});
				return;
			}
			group.times++;
			group.until = Math.max(group.until, line.at);
			group.line = {...group.line, values: inCommon(group.line, line)};
		},
		whole(now) {
			const told: FoldedLine[] = [];
			for (const [key, {line, times, until}] of groups) {
				if (now - line.at < foldMs && groups.size <= mostGroups) break;
				groups.delete(key);
				told.push({line, repeats: {times, until}});
			}
			return told;
		},
	};
}
