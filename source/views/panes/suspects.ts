// The identities that cause trouble, worst first: refused logins, reconnect loops, flapping leafnodes, slow consumers; and
// those that have lately stopped.
import {exactFilterOfClient} from '../../format/exact-filter.ts';
import {displayName} from '../../format/display-name.ts';
import {quoteIfBlank} from '../../format/quote-if-blank.ts';
import {type ClientGroup, flappingLeafs, loopGroups, slowGroups} from '../../insight/loop-groups.ts';
import {usualLifeMs} from '../../insight/reconnect-loop.ts';
import {refusedGroups} from '../../insight/refused-groups.ts';
import type {Model} from '../../model/model.ts';
import type {RunSum} from '../../model/run.ts';
import {shownNamesOf} from '../../model/server-names.ts';
import type {Target} from '../../ui/ui.ts';
import {oncePerLook} from '../once-per-look.ts';

/** The same application on several hosts is one suspect. */
export type Suspect = {
	readonly key: string;
	readonly kind: 'refused' | 'loop' | 'flapping' | 'slow';
	readonly name: string;
	readonly identity: string;
	readonly hosts: ReadonlySet<string>;
	/** Names of servers. */
	readonly servers: readonly string[];
	/** Milliseconds, of the member whose connections usually live longest. */
	readonly lives: number | undefined;
	readonly reason: string;
	readonly target: Target;
	/** Leaves what is told of it, on all its hosts. */
	readonly filter: string;
	readonly run: RunSum;
	/** Refused often enough to be more than a mistake; those of other kinds always are. */
	readonly isTrouble: boolean;
};

/** Who has stopped stays for as long as the verdict tells of it. */
const shownMs = 120_000;
/** One that is refused less often has only mistyped. */
const fewestRefused = 5;

function refusedSuspects(model: Model): readonly Suspect[] {
	return refusedGroups(model, shownMs).map(group => ({
		key: `refused ${group.key}`,
		kind: 'refused',
		name: displayName(group.first),
		identity: group.first.user,
		hosts: group.hosts,
		servers: shownNamesOf(model, group.servers),
		lives: undefined,
		reason: group.first.lastReason,
		target: {kind: 'refused', key: group.first.key},
		filter: exactFilterOfClient(group.first),
		run: group.run,
		isTrouble: group.run.total >= fewestRefused,
	}));
}

function clientSuspects(
	model: Model,
	kind: Exclude<Suspect['kind'], 'refused'>,
	groups: readonly ClientGroup[],
): readonly Suspect[] {
	return groups.map(group => {
		const {first} = group;
		return {
			key: `${kind} ${group.key}`,
			kind,
			name: displayName(first),
			identity: [first.account, quoteIfBlank(first.user)].filter(part => part !== '').join('/'),
			hosts: group.hosts,
			servers: shownNamesOf(model, group.servers),
			lives: usualLifeMs(group),
			reason: first.lastReason,
			target: {kind: 'client', key: first.key},
			filter: exactFilterOfClient(first),
			run: group.run,
			isTrouble: true,
		};
	});
}

// Rows and columns are two questions about the same suspects.
export const suspectsOf = oncePerLook(({model}): readonly Suspect[] => findSuspects(model));

const ranks: Readonly<Record<Suspect['kind'], number>> = {refused: 0, loop: 1, flapping: 2, slow: 3};

/** Those that go on first, then by kind, then by how often. */
function worstFirst(a: Suspect, b: Suspect): number {
	const place = ({kind, run, isTrouble}: Suspect): number => (isTrouble ? ranks[kind] : 9) + (run.stopped ? 10 : 0);
	return place(a) - place(b) || (b.run.perSecond ?? 0) - (a.run.perSecond ?? 0) || b.run.total - a.run.total;
}

function findSuspects(model: Model): readonly Suspect[] {
	return [
		...refusedSuspects(model),
		...clientSuspects(model, 'loop', loopGroups(model, shownMs)),
		...clientSuspects(model, 'flapping', flappingLeafs(model, shownMs)),
		...clientSuspects(model, 'slow', slowGroups(model, shownMs)),
	]
		.sort(worstFirst)
		.slice(0, 100);
}
