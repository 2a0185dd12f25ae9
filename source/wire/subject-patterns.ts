// Finding out from its subject what a message is.

type Pattern<Kind> = {readonly start: string; readonly end: string; readonly kind: Kind};

/** By the last character of the subject: a message's subject is compared with one to four of them, not with all. */
export type SubjectPatterns<Kind> = ReadonlyMap<number, readonly Pattern<Kind>[]>;

function lastCharacterOf(subject: string): number {
	return subject.charCodeAt(subject.length - 1);
}

/** Of kinds with a subject in which `*` stands for what differs; the first one that matches counts. */
export function subjectPatternsOf<Kind extends {readonly subject: string}>(
	kinds: readonly Kind[],
): SubjectPatterns<Kind> {
	const patterns = kinds.map(kind => {
		const [start = '', end = ''] = kind.subject.split('*');
		return {start, end, kind};
	});
	return Map.groupBy(patterns, ({kind}) => lastCharacterOf(kind.subject));
}

/** The kind that a subject belongs to. What `*` stands for may contain dots, as names of accounts do. */
export function kindBySubject<Kind>(patterns: SubjectPatterns<Kind>, subject: string): Kind | undefined {
	for (const {start, end, kind} of patterns.get(lastCharacterOf(subject)) ?? []) {
		if (
			end === ''
				? subject === start
				: subject.length > start.length + end.length && subject.endsWith(end) && subject.startsWith(start)
		) {
			return kind;
		}
	}
	return undefined;
}
