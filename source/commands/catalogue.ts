import {shortKeys} from '../format/short-key.ts';
import {tame} from '../format/tame.ts';
import type {Model} from '../model/model.ts';
import type {Stepped} from './command.ts';
import {beginning, refusedCommand} from './command-machine.ts';
import {kickPlan} from './kick.ts';
import {movePlan} from './move.ts';
import {newClaimsFor} from './new-claims.ts';
import {pushClaimsPlan} from './push-claims.ts';
import {reloadPlan} from './reload.ts';
import type {CommandContext} from './command-context.ts';
import type {CommandTarget} from './command-target.ts';
import {precheck} from './precheck.ts';

/** The title before any server was asked, with the names that are known already. */
function titleOf(model: Model, target: CommandTarget): string {
	switch (target.kind) {
		case 'push':
			return `Push claims of account ${shortKeys(model.accounts.get(target.account)?.name ?? target.account)}`;
		case 'kick':
			return `Kick connection ${target.cid}${ofServer(model, target.serverId)}`;
		case 'move':
			return `Ask connection ${target.cid}${ofServer(model, target.serverId)} to move`;
		case 'reload':
			return `Reload the configuration${ofServer(model, target.serverId)}`;
	}
}

function ofServer(model: Model, id: string): string {
	const name = model.servers.get(id)?.name;
	return name === undefined ? '' : ` of ${name}`;
}

/** Begins a command: until the target's name is typed, only requests that read are sent. */
export function beginCommand(model: Model, target: CommandTarget, context: CommandContext): Stepped {
	const {now, utc} = context;
	const refused = (reasons: readonly string[]): Stepped => ({
		command: refusedCommand(target, titleOf(model, target), reasons, now),
		asks: [],
	});
	const why = precheck(model, target);
	if (why !== undefined) return refused([why]);
	switch (target.kind) {
		case 'push': {
			if (context.unreadable) return refused([context.unreadable]);
			const name = model.accounts.get(target.account)?.name ?? target.account;
			const claims = newClaimsFor(target.account, name, context);
			if ('token' in claims) return beginning(pushClaimsPlan(model, target, name, claims, utc), now);
			return refused(claims.map(reason => `${tame(context.file)}: ${reason}`));
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
