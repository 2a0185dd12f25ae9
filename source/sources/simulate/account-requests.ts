// Requests about accounts and about ourselves.
import {accountStatOf} from './account-stat.ts';
import {envelope, type Reply} from './reply.ts';
import {accountSubscriptions} from './statsz.ts';
import {time} from './world.ts';

/**
 * STATZ: the accounts with connections, or those that `accounts` names; with `include_unused` those without as well. A
 * server that has nothing to list stays silent.
 */
export const accountStats: Reply = (world, server, {accounts: named, include_unused: includeUnused}) => {
	const accounts = [...server.accounts.values()].filter(
		({role, clients, leafnodes}) =>
			(includeUnused === true || clients + leafnodes > 0) && (!Array.isArray(named) || named.includes(role.id)),
	);
	if (accounts.length === 0 && includeUnused !== true) return undefined;
	return envelope(world, server, {
		server_id: server.id,
		now: time(world, world.now),
		account_statz: accounts.map(account => accountStatOf(world, server, account)),
	});
};

/** ACCOUNTZ: the ids of all accounts of a server. */
export const accountList: Reply = (world, server) =>
	envelope(world, server, {
		server_id: server.id,
		now: time(world, world.now),
		system_account: world.cast.systemAccount,
		accounts: [...server.accounts.keys()],
	});

/** INFO about one account. The demo's accounts are of a configuration file: they have no claims. */
export const accountInfo =
	(id: string): Reply =>
	(world, server) => {
		const account = server.accounts.get(id);
		if (account === undefined) return undefined;
		return envelope(world, server, {
			account_name: id,
			update_time: time(world, server.configuredAt),
			...(id === world.cast.systemAccount ? {is_system: true} : {}),
			expired: false,
			complete: false,
			jetstream_enabled: false,
			leafnode_connections: account.leafnodes,
			client_connections: account.clients,
			subscriptions: accountSubscriptions(world, server, account),
		});
	};

/** USER.INFO: as whom we are logged in, from the server we are connected to. */
export const userInfo: Reply = (world, server) =>
	envelope(world, server, {
		user: world.cast.systemUser,
		account: world.cast.systemAccount,
		account_name: world.cast.systemAccount,
	});
