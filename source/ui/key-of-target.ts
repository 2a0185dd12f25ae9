import type {Target} from './target.ts';

/** What tells one target from another: of a list of connections not whom it would ask, which may change. */
export function keyOfTarget(target: Target): string {
	return JSON.stringify(target.kind === 'connections' ? {...target, servers: undefined} : target);
}
