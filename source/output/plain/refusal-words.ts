// Refused logins, summed up by who is refused.
import {displayName} from '../../format/display-name.ts';
import {grouped} from '../../format/number.ts';
import type {Model} from '../../model/model.ts';
import type {RefusedLogin} from '../../model/refused-login.ts';
import {type Counter, createGrowth} from './growth.ts';
import {type GrownGroup, grownGroups} from './grown-groups.ts';
import {isNoteworthy} from './noteworthy.ts';
import type {PlainLine} from './plain-line.ts';
import {mostAtOnce, toldAtOnce} from './told-at-once.ts';

/** Who was not refused for so long is news when it is refused again, were it once. */
const forgottenMs = 60_000;

type Told = {readonly by: number; readonly who: string; readonly lastAt: number};

/** One that never came to a login is a probe: all of these together. */
function keyOf(login: RefusedLogin): string {
	return login.unfinished ? '' : `${displayName(login)}\n${login.user}`;
}

function whoIn({first, key}: GrownGroup<RefusedLogin>): string {
	if (key === '') return 'connections without a login';
	const name = displayName(first);
	return `auth errors of ${name}${first.user === '' || first.user === name ? '' : ` as user ${first.user}`}`;
}

function fromIn({members, first}: GrownGroup<RefusedLogin>): string {
	const hosts = new Set(members.map(({host}) => host)).size;
	return hosts === 1 ? `from ${first.host}` : `from ${grouped(hosts)} hosts`;
}

export type RefusalWords = {
	/** What has come since it was called last, within `span`, in words; nothing the first time. */
	readonly sums: (model: Model, span: string) => readonly PlainLine[];
	/** What comes until now is not counted: something was not heard. */
	readonly forget: (model: Model) => void;
};

export function createRefusalWords(): RefusalWords {
	const growth = createGrowth();
	/** What was told last of each group; few, as those that are quiet are dropped. */
	const told = new Map<string, Told>();
	let total: number | undefined;
	let toldOfUnkept = 0;

	function counters({refused}: Model): readonly Counter[] {
		return [...refused.values()].map(({key, attempts}) => [key, attempts.recent.total]);
	}

	/** So many have come in all since the last time: of some identities nothing is kept any more. */
	function allOf({tallies: {refusals, unfinished}}: Model): number {
		const now = refusals.total + unfinished.total;
		const sum = now - (total ?? now);
		total = now;
		return sum;
	}

	function unkeptLines(unkept: number, span: string): readonly PlainLine[] {
		if (!isNoteworthy(toldOfUnkept, unkept)) return [];
		toldOfUnkept = unkept;
		return [{text: `auth errors of many more, whose names are not kept: ${grouped(unkept)} in ${span}`, style: 'warn'}];
	}

	function lineOf(group: GrownGroup<RefusedLogin>, span: string): PlainLine {
		const reason = group.first.lastReason === '' ? '' : `, ${group.first.lastReason}`;
		return {text: `${whoIn(group)}: ${grouped(group.by)} in ${span}, ${fromIn(group)}${reason}`, style: 'warn'};
	}

	/** Those of whom nothing came. */
	function quietLines(groups: readonly GrownGroup<RefusedLogin>[], now: number, span: string): readonly PlainLine[] {
		const loud = new Set(groups.map(({key}) => key));
		const lines: PlainLine[] = [];
		for (const [key, {by, who, lastAt}] of told) {
			if (loud.has(key)) continue;
			if (isNoteworthy(by, 0)) lines.push({text: `${who}: none in ${span}`, style: 'good'});
			else if (now - lastAt < forgottenMs) continue;
			told.delete(key);
		}
		return lines;
	}

	return {
		sums(model, span) {
			const all = allOf(model);
			const grown = growth(counters(model));
			const groups = grownGroups(
				[...grown].flatMap(([key, by]) => {
					const member = model.refused.get(key);
					return member === undefined ? [] : [{member, by}];
				}),
				keyOf,
			);
			const quiet = quietLines(groups, model.now, span);
			const news = groups.filter(({key, by}) => {
				const before = told.get(key);
				return before === undefined || isNoteworthy(before.by, by);
			});
			const {shown, rest} = toldAtOnce(news);
			for (const group of groups) {
				const before = told.get(group.key);
				const isTold = before === undefined || news.includes(group);
				told.set(group.key, {by: isTold ? group.by : before.by, who: whoIn(group), lastAt: model.now});
			}
			const restSum = rest.reduce((sum, {by}) => sum + by, 0);
			const more =
				rest.length === 0
					? []
					: [
							{
								text: `auth errors of ${grouped(rest.length)} others: ${grouped(restSum)} in ${span}`,
								style: 'warn',
							} as const,
						];
			const unkept = Math.max(0, all - groups.reduce((sum, {by}) => sum + by, 0));
			return [
				...shown.map(group => lineOf(group, span)),
				...more,
				...unkeptLines(unkept, span),
				...quiet.slice(0, mostAtOnce),
			];
		},
		forget(model) {
			allOf(model);
			growth(counters(model));
		},
	};
}
