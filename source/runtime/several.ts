// Several systems that are watched at once, and the list of them: each has a source and a core of its own, which goes on
// while another one is looked at. The list is a core too, of no system: it is drawn from those of the others.
import type {CoreSettings} from '../core/core.ts';
import type {Source} from '../sources/source.ts';
import type {SystemNow} from '../views/look.ts';
import type {Watch} from './watch.ts';

export type Several = {
	/** In the order of their numbers. */
	readonly systems: readonly Watch[];
	readonly list: Watch;
	/** Tries at once what waits before it tries again. */
	readonly connectNow: () => void;
};

/** What the core of each is told of all. */
export type SystemsOf = NonNullable<CoreSettings['systems']>;

/** The source of the list: nothing comes from it. */
function idleSource(now: () => number): Source {
	return {label: '', start: () => Promise.resolve(), ask: () => {}, now, stop: () => Promise.resolve()};
}

/** `open` makes a system that has not begun yet, or the list of them. Only the list is looked at. */
export function createSeveral(
	sources: readonly Source[],
	open: (source: Source, systems: SystemsOf) => Watch,
): Several {
	const systems: Watch[] = [];
	const all = (): readonly SystemNow[] => systems.map(({core}, index) => ({...core.present(), number: index + 1}));
	for (const [index, source] of sources.entries()) {
		const system = open(source, {all, number: index + 1});
		system.core.lookedAt(false);
		systems.push(system);
	}
	const now = (): number => sources[0]?.now() ?? 0;
	return {
		systems,
		list: open(idleSource(now), {all}),
		connectNow() {
			for (const {source} of systems) source.connectNow?.();
		},
	};
}
