// Refused logins by who they claim to be, for the problem, the list of suspects and the pages alike.
import {displayName} from '../format/display-name.ts';
import {oncePerMomentEach} from '../model/once-per-moment.ts';
import type {RefusedLogin} from '../model/refused-login.ts';
import {type Group, groupsBy} from './groups.ts';

export type RefusedGroup = Group<RefusedLogin>;

/** Groups of identities that were refused within so many milliseconds, by name and user; probes are none. */
export const refusedGroups = oncePerMomentEach((model, withinMs: number): readonly RefusedGroup[] => {
	const recent: RefusedLogin[] = [];
	for (const identity of model.refused.values()) {
		if (!identity.unfinished && model.now - identity.lastSeenAt <= withinMs) recent.push(identity);
	}
	return groupsBy(
		recent,
		identity => `${displayName(identity)}\n${identity.user}`,
		({attempts}) => attempts,
		model,
	);
});
