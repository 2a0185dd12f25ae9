// Of many counters those that have grown, by what they have in common.

export type Grown<Member> = {readonly member: Member; readonly by: number};

export type GrownGroup<Member> = {
	readonly key: string;
	/** The one that has grown most. */
	readonly first: Member;
	readonly members: readonly Member[];
	readonly by: number;
};

/** Those that have grown most first. */
export function grownGroups<Member>(
	grown: readonly Grown<Member>[],
	keyOf: (member: Member) => string,
): readonly GrownGroup<Member>[] {
	const groups: GrownGroup<Member>[] = [];
	for (const [key, members] of Map.groupBy(grown, ({member}) => keyOf(member))) {
		const [first] = members.toSorted((one, other) => other.by - one.by);
		if (first === undefined) continue;
		const by = members.reduce((sum, one) => sum + one.by, 0);
		groups.push({key, first: first.member, members: members.map(({member}) => member), by});
	}
	return groups.sort((one, other) => other.by - one.by);
}
