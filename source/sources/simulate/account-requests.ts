// Requests about accounts and about ourselves.
import {accountStatOf} from './account-stat.ts';
import {envelope, type Reply} from './reply.ts';
import {hasStreams} from './jetstream-report.ts';
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

/** The imports that every account has by itself: to ask for its own connections and statistics. */
function ownImports(id: string, systemAccount: string, hasJetStream: boolean) {
	const imported = (subject: string, to: string, share: boolean) => ({
		subject,
		account: systemAccount,
		to,
		local_subject: to,
		type: 'service',
		invalid: false,
		share,
		tracking: false,
	});
	return [
		...(hasJetStream ? [imported('$JS.API.>', '$JS.API.>', true)] : []),
		imported(`$SYS.REQ.ACCOUNT.${id}.CONNZ`, '$SYS.REQ.ACCOUNT.PING.CONNZ', false),
		imported(`$SYS.REQ.ACCOUNT.${id}.CONNZ`, '$SYS.REQ.SERVER.PING.CONNZ', false),
		imported(`$SYS.REQ.ACCOUNT.${id}.STATZ`, '$SYS.REQ.ACCOUNT.PING.STATZ', false),
		imported(`$SYS.REQ.USER.${id}.INFO`, '$SYS.REQ.USER.INFO', true),
	];
}

/** INFO about one account. The demo's accounts are of a configuration file: they have no claims. */
export const accountInfo =
	(id: string): Reply =>
	(world, server) => {
		const account = server.accounts.get(id);
		if (account === undefined) return undefined;
		const {systemAccount} = world.cast;
		const hasJetStream = server.role.cluster.jetStream && hasStreams(world, id);
		const subscriptions = accountSubscriptions(world, server, account);
		return envelope(world, server, {
			account_name: id,
			update_time: time(world, server.configuredAt),
			...(id === systemAccount ? {is_system: true} : {}),
			expired: false,
			complete: true,
			jetstream_enabled: hasJetStream,
			leafnode_connections: account.leafnodes,
			client_connections: account.clients,
			subscriptions,
			...(id === systemAccount ? {} : {imports: ownImports(id, systemAccount, hasJetStream)}),
			name_tag: account.role.name,
			sublist_stats: {
				num_subscriptions: subscriptions,
				num_cache: Math.ceil(subscriptions / 3),
				num_inserts: subscriptions * 5,
				num_removes: subscriptions * 4,
				num_matches: subscriptions * 37,
				cache_hit_rate: 0.91,
				max_fanout: 6,
				avg_fanout: 1.4,
			},
		});
	};

/** USER.INFO: as whom we are logged in, from the server we are connected to. */
export const userInfo: Reply = (world, server) =>
	envelope(world, server, {
		user: world.cast.systemUser,
		account: world.cast.systemAccount,
		account_name: world.cast.systemAccount,
	});
