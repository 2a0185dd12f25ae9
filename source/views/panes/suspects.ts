// The identities that cause trouble, worst first: refused logins, reconnect loops, flapping leafnodes, slow consumers; and
// those that have lately stopped.
import {exactFilterOfClient} from '../../format/exact-filter.ts';
import {displayName} from '../../format/display-name.ts';
import {quoteIfBlank} from '../../format/quote-if-blank.ts';
import {hostsOf, serversOf} from '../../insight/groups.ts';
import type {Thresholds} from '../../insight/thresholds.ts';
import {type ClientGroup, flappingLeafs, loopGroups, slowGroups} from '../../insight/loop-groups.ts';
import {usualLifeMs} from '../../insight/reconnect-loop.ts';
import {type RefusedGroup, refusedGroups} from '../../insight/refused-groups.ts';
import type {Model} from '../../model/model.ts';
import {oncePerMomentEach} from '../../model/once-per-moment.ts';
import type {RunSum} from '../../model/run.ts';
import {shownNamesOf} from '../../model/server-names.ts';
import type {Target} from '../../ui/target.ts';
import type {Look} from '../look.ts';

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

type Kind = Suspect['kind'];

/** Who it is, before it is put into words. */
type Found = Pick<Suspect, 'kind' | 'run' | 'isTrouble'> & {readonly inWords: () => Suspect};

function refusedSuspect(model: Model, group: RefusedGroup, isTrouble: boolean): Suspect {
	return {
		key: `refused ${group.key}`,
		kind: 'refused',
		name: displayName(group.first),
		identity: group.first.user,
		hosts: hostsOf(group),
		servers: shownNamesOf(model, serversOf(group)),
		lives: undefined,
		reason: group.first.lastReason,
		target: {kind: 'refused', key: group.first.key},
		filter: exactFilterOfClient(group.first),
		run: group.run,
		isTrouble,
	};
}

function refusedFound(model: Model): readonly Found[] {
	return refusedGroups(model, shownMs).map(group => {
		const isTrouble = group.run.total >= fewestRefused;
		return {kind: 'refused', run: group.run, isTrouble, inWords: () => refusedSuspect(model, group, isTrouble)};
	});
}

function clientSuspect(model: Model, kind: Exclude<Kind, 'refused'>, group: ClientGroup): Suspect {
	const {first} = group;
	return {
		key: `${kind} ${group.key}`,
		kind,
		name: displayName(first),
		identity: [first.account, quoteIfBlank(first.user)].filter(part => part !== '').join('/'),
		hosts: hostsOf(group),
		servers: shownNamesOf(model, serversOf(group)),
		lives: usualLifeMs(group),
		reason: first.lastReason,
		target: {kind: 'client', key: first.key},
		filter: exactFilterOfClient(first),
		run: group.run,
		isTrouble: true,
	};
}

function clientsFound(model: Model, kind: Exclude<Kind, 'refused'>, groups: readonly ClientGroup[]): readonly Found[] {
	return groups.map(group => ({
		kind,
		run: group.run,
		isTrouble: true,
		inWords: () => clientSuspect(model, kind, group),
	}));
}

const ranks: Readonly<Record<Kind, number>> = {refused: 0, loop: 1, flapping: 2, slow: 3};

/** Those that go on first, then by kind, then by how often. */
function worstFirst(a: Found, b: Found): number {
	const place = ({kind, run, isTrouble}: Found): number => (isTrouble ? ranks[kind] : 9) + (run.stopped ? 10 : 0);
	return place(a) - place(b) || (b.run.perSecond ?? 0) - (a.run.perSecond ?? 0) || b.run.total - a.run.total;
}

/** As many as are listed. */
const most = 100;

const suspectsIn = oncePerMomentEach((model, thresholds: Thresholds): readonly Suspect[] =>
	[
		...refusedFound(model),
		...clientsFound(model, 'loop', loopGroups(model, shownMs, thresholds)),
		...clientsFound(model, 'flapping', flappingLeafs(model, shownMs)),
		...clientsFound(model, 'slow', slowGroups(model, shownMs)),
	]
		.sort(worstFirst)
		.slice(0, most)
		.map(({inWords}) => inWords()),
);

export function suspectsOf({model, thresholds}: Look): readonly Suspect[] {
	return suspectsIn(model, thresholds);
}
