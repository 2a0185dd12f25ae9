/** So many of one kind are told one by one at a time. */
export const mostAtOnce = 5;

/** Those that are told one by one, and those of whom it is told how many they are, as one line more. */
export function toldAtOnce<One>(all: readonly One[]): {readonly shown: readonly One[]; readonly rest: readonly One[]} {
	const shown = all.length <= mostAtOnce ? all : all.slice(0, mostAtOnce - 1);
	return {shown, rest: all.slice(shown.length)};
}
