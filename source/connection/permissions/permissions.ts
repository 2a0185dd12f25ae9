// The least permissions that a user of the system account needs for this program, as data: each subject, and what does
// not work without it. `--permissions` prints these lists, and tests take each line away once.

export type Permission = {
	readonly operation: 'subscribe' | 'publish';
	readonly subject: string;
	/** What does not work without it, for an administrator. */
	readonly without: string;
	/** It is of use only where accounts stand in a configuration file: those of an operator are keys. */
	readonly onlyConfiguredAccounts?: true;
};

/**
 * - `watch`: what servers publish by themselves, and the figures they answer with;
 * - `demand`: what is asked for only when it is looked at: an account, a server's page;
 * - `actions`: what `--allow-actions` allows.
 * Each includes those before it.
 */
export const levels = ['watch', 'demand', 'actions'] as const;

export type Level = (typeof levels)[number];

const subscribe = (subject: string, without: string): Permission => ({operation: 'subscribe', subject, without});
const publish = (subject: string, without: string): Permission => ({operation: 'publish', subject, without});

/** What answers come to, unless another prefix is given. */
export const anyInbox = '_INBOX.>';

const permissions: Readonly<Record<Level, readonly Permission[]>> = {
	watch: [
		subscribe(anyInbox, 'no question is answered; --inbox-prefix takes another subject'),
		subscribe('$SYS.SERVER.*.STATSZ', 'figures come with the answers to PING only'),
		subscribe('$SYS.SERVER.*.SHUTDOWN', 'a server that is stopped looks like one that died'),
		subscribe('$SYS.SERVER.*.LAMEDUCK', 'a server that drains does not say so'),
		subscribe('$SYS.SERVER.*.CLIENT.AUTH.ERR', 'refused logins are not seen'),
		subscribe('$SYS.ACCOUNT.*.CONNECT', 'who connects is not seen'),
		subscribe('$SYS.ACCOUNT.*.DISCONNECT', 'who disconnects, and why, is not seen'),
		subscribe('$SYS.ACCOUNT.*.SERVER.CONNS', 'connections by account are not counted'),
		subscribe('$SYS.ACCOUNT.*.LEAFNODE.CONNECT', 'leafnodes that connect are not seen'),
		subscribe('$SYS.ACCOUNT.*.LEAFNODE.DISCONNECT', 'leafnodes that disconnect are not seen'),
		subscribe('$SYS.ACCOUNT.*.CLAIMS.UPDATE', 'accounts that an account server updates are not seen at once'),
		subscribe('$SYS.REQ.ACCOUNT.*.CLAIMS.UPDATE', 'accounts that are updated by `nats auth` are not seen at once'),
		publish('$SYS.REQ.SERVER.PING', 'the first picture takes until all servers have sent their figures'),
		publish('$SYS.REQ.USER.INFO', 'the first line does not say as whom we are logged in'),
		publish('$SYS.REQ.SERVER.*.IDZ', 'the end of a lame duck is not noticed'),
		publish(
			'$SYS.REQ.SERVER.*.VARZ',
			"some reloads are not noticed, a server's configuration is not shown, and no claims are pushed",
		),
		{
			...publish('$SYS.REQ.SERVER.*.ACCOUNTZ', 'accounts with dots in their names are not seen'),
			onlyConfiguredAccounts: true,
		},
	],
	demand: [
		publish('$SYS.REQ.SERVER.*.STATSZ', "a server's page is not brought up to date"),
		publish('$SYS.REQ.ACCOUNT.PING.STATZ', 'accounts are counted from their events only'),
		publish('$SYS.REQ.SERVER.PING.LEAFZ', 'leafnodes are not listed'),
		publish('$SYS.REQ.SERVER.*.ROUTEZ', 'the single connections of routes are not shown'),
		publish('$SYS.REQ.SERVER.*.GATEWAYZ', 'the single connections of gateways are not shown'),
		publish('$SYS.REQ.SERVER.*.JSZ', 'streams and consumers are not counted'),
		publish('$SYS.REQ.SERVER.*.HEALTHZ', 'whether a server calls itself healthy is not shown on its page'),
		publish('$SYS.REQ.SERVER.*.SUBSZ', "how a server's subscriptions are looked up is not shown"),
		publish('$SYS.REQ.ACCOUNT.*.INFO', "an account's claims and limits are not shown"),
		publish(
			'$SYS.REQ.SERVER.*.CONNZ',
			'connections are not listed; why a server ended our own is not told; none is looked up before it is kicked or moved',
		),
	],
	actions: [
		publish('$SYS.REQ.ACCOUNT.*.CLAIMS.UPDATE', 'no claims are pushed'),
		publish('$SYS.REQ.SERVER.*.KICK', 'no connection is kicked'),
		publish('$SYS.REQ.SERVER.*.LDM', 'no connection is asked to move'),
		publish('$SYS.REQ.SERVER.*.RELOAD', 'no server is made to reload its configuration'),
	],
};

/** A stream, and how it is reached. */
export type Stream = {readonly stream: string; readonly apiPrefix?: string | undefined};

export type PermissionOptions = {
	/** The user has a JWT, so accounts are keys. */
	readonly byJwt?: boolean;
	/** Names of accounts with dots in them: a wildcard does not match those. */
	readonly dottedAccounts?: readonly string[];
	/** The stream that past events are read from. */
	readonly history?: Stream | undefined;
};

/**
 * The request by which a stream is read; the answers come to the inbox. `apiPrefix`: what our account has in place of
 * `$JS.API`, where it imports the request under another subject.
 */
export function directGetOf({stream, apiPrefix = '$JS.API'}: Stream): string {
	return `${apiPrefix}.DIRECT.GET.${stream}`;
}

/** Everything a user needs for a level. */
export function permissionsFor(
	level: Level,
	{byJwt = false, dottedAccounts = [], history}: PermissionOptions = {},
): readonly Permission[] {
	const wanted = levels.slice(0, levels.indexOf(level) + 1).flatMap(each => permissions[each]);
	const dotted = dottedAccounts.map(name => subscribe(`$SYS.ACCOUNT.${name}.>`, `account ${name} is not seen`));
	const past = history === undefined ? [] : [publish(directGetOf(history), 'the history cannot be read')];
	return [...wanted.filter(({onlyConfiguredAccounts}) => !(byJwt && onlyConfiguredAccounts)), ...dotted, ...past];
}
