import type {Model} from '../model/model.ts';
import type {Stepped} from './change.ts';
import {beginning, refusedChange} from './define-change.ts';
import {kickPlan} from './kick.ts';
import {movePlan} from './move.ts';
import {newClaimsFor} from './new-claims.ts';
import {pushClaimsPlan} from './push-claims.ts';
import {reloadPlan} from './reload.ts';
import type {Surroundings} from './surroundings.ts';
import type {ChangeTarget} from './target.ts';
import {whyNot} from './why-not.ts';

const titles = {
	kick: 'Kick a connection',
	move: 'Ask a connection to move',
	reload: 'Reload a configuration',
	push: 'Push claims of an account',
} as const;

/** Begins to change something: nothing but questions is sent until the target's name is typed. */
export function beginChange(model: Model, target: ChangeTarget, surroundings: Surroundings): Stepped {
	const {now, utc} = surroundings;
	const refused = (reasons: readonly string[]): Stepped => ({
		change: refusedChange(target, titles[target.kind], reasons, now),
		asks: [],
	});
	const why = whyNot(model, target);
	if (why !== undefined) return refused([why]);
	switch (target.kind) {
		case 'push': {
			if (surroundings.unreadable) return refused([surroundings.unreadable]);
			const name = model.accounts.get(target.account)?.name ?? target.account;
			const claims = newClaimsFor(target.account, name, surroundings);
			return 'token' in claims ? beginning(pushClaimsPlan(model, target, name, claims, utc), now) : refused(claims);
		}
		case 'kick':
		case 'move':
		case 'reload': {
			const server = model.servers.get(target.serverId);
			if (server === undefined) return refused(['this server is no longer known']);
			if (target.kind === 'reload') return beginning(reloadPlan(model, target, server, utc), now);
			const plan = target.kind === 'kick' ? kickPlan(target, server, utc) : movePlan(model, target, server, utc);
			return beginning(plan, now);
		}
	}
}
