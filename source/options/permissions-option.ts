import {forms, permissionsText} from '../connection/permissions/permissions-text.ts';
import {levels} from '../connection/permissions/permissions.ts';
import {inboxPrefixForm, inboxPrefixIn, notAnInboxPrefix} from '../connection/settings/inbox-prefix.ts';
import {streamOf} from './history-option.ts';
import {oneOf, usage} from './usage.ts';

type Given = {
	readonly permissions?: string | undefined;
	readonly as?: string | undefined;
	readonly inboxPrefix?: string | undefined;
	readonly history?: string | undefined;
	readonly jsApiPrefix?: string | undefined;
};

/** What `--permissions` prints; undefined when it is not given. */
export function permissionsOption({permissions, as, inboxPrefix, history, jsApiPrefix}: Given): string | undefined {
	if (permissions === undefined) {
		if (as !== undefined) throw usage('--as', 'it says how permissions are printed', 'add --permissions LEVEL');
		return undefined;
	}
	const prefix = inboxPrefix === undefined ? undefined : inboxPrefixIn(inboxPrefix);
	if (inboxPrefix !== undefined && prefix === undefined) {
		throw usage('--inbox-prefix', notAnInboxPrefix, inboxPrefixForm);
	}
	return permissionsText({
		level: oneOf('--permissions', permissions, levels),
		form: as === undefined ? 'configuration' : oneOf('--as', as, forms),
		...(prefix === undefined ? {} : {inboxPrefix: prefix}),
		...(history === undefined ? {} : {history: streamOf(history, jsApiPrefix)}),
	});
}
