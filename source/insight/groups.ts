// The same application on several hosts is one trouble.
import {type Run, type RunSum, sumOfRuns} from '../model/run.ts';

/** Members of one kind with something in common, and what they do together. */
export type Group<Member> = {
	readonly key: string;
	/** The one that does it most. */
	readonly first: Member;
	readonly members: readonly Member[];
	readonly run: RunSum;
};

type Placed = {readonly host: string; readonly servers: ReadonlySet<string>};

/** Groups by key, those that do it most first. */
export function groupsBy<Member extends Placed>(
	members: Iterable<Member>,
	keyOf: (member: Member) => string,
	runOf: (member: Member) => Run,
	heard: {readonly now: number; readonly listeningSince: number},
): readonly Group<Member>[] {
	const groups: Group<Member>[] = [];
	for (const [key, found] of Map.groupBy(members, keyOf)) {
		// Of thousands of groups most have one member, which needs no sums.
		const [first] = found.length === 1 ? found : found.toSorted((a, b) => runOf(b).total - runOf(a).total);
		if (first === undefined) continue;
		groups.push({
			key,
			first,
			members: found,
			run: sumOfRuns(found.map(runOf), heard),
		});
	}
	return groups.sort((a, b) => (b.run.perSecond ?? 0) - (a.run.perSecond ?? 0) || b.run.total - a.run.total);
}

export function hostsOf({members}: Pick<Group<Placed>, 'members'>): ReadonlySet<string> {
	return new Set(members.map(({host}) => host));
}

/** Ids of servers. */
export function serversOf({members}: Pick<Group<Placed>, 'members'>): ReadonlySet<string> {
	return new Set(members.flatMap(({servers}) => [...servers]));
}

/** ` from 3 hosts`; empty for one. */
export function fromHosts(group: Pick<Group<Placed>, 'members'>): string {
	const {size} = hostsOf(group);
	return size > 1 ? ` from ${size} hosts` : '';
}
