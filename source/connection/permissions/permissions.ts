// The least a user of the system account must be allowed for this program, as data: what is granted, and what is not
// there without it. The README shows these lists, and tests take each line away once.

export type Permission = {
	readonly operation: 'subscribe' | 'publish';
	readonly subject: string;
	/** What does not work without it, for an administrator. */
	readonly without: string;
	/** It is of use only where accounts stand in a configuration file: those of an operator are keys. */
	readonly onlyConfiguredAccounts?: true;
};

/**
 * - `watch`: to see what servers send by themselves, and the figures they answer with;
 * - `ask`: to open what has to be asked for;
 * - `act`: to do what `--allow-actions` allows.
 * Each needs those before it.
 */
export type Tier = 'watch' | 'ask' | 'act';

const subscribe = (subject: string, without: string): Permission => ({operation: 'subscribe', subject, without});
const publish = (subject: string, without: string): Permission => ({operation: 'publish', subject, without});

const permissions: Readonly<Record<Tier, readonly Permission[]>> = {
	watch: [
		subscribe('_INBOX.>', 'no question is answered; --inbox-prefix takes another subject'),
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
		{
			...publish('$SYS.REQ.SERVER.*.ACCOUNTZ', 'accounts with dots in their names are not seen'),
			onlyConfiguredAccounts: true,
		},
	],
	ask: [
		publish('$SYS.REQ.SERVER.*.STATSZ', "a server's page is not brought up to date"),
		publish('$SYS.REQ.ACCOUNT.PING.STATZ', 'accounts are counted from their events only'),
		publish('$SYS.REQ.ACCOUNT.*.INFO', "an account's claims and limits are not shown"),
		publish(
			'$SYS.REQ.SERVER.*.CONNZ',
			'why a server ended our own connection is not told, and none is looked up before it is kicked or moved',
		),
	],
	act: [
		publish('$SYS.REQ.SERVER.*.VARZ', 'which operators a server trusts is not known, so no claims are pushed'),
		publish('$SYS.REQ.ACCOUNT.*.CLAIMS.UPDATE', 'no claims are pushed'),
		publish('$SYS.REQ.SERVER.*.KICK', 'no connection is kicked'),
		publish('$SYS.REQ.SERVER.*.LDM', 'no connection is asked to move'),
		publish('$SYS.REQ.SERVER.*.RELOAD', 'no server is made to reload its configuration'),
	],
};

const tiers = ['watch', 'ask', 'act'] as const;

export type PermissionOptions = {
	/** The user has a JWT, so accounts are keys. */
	readonly byJwt?: boolean;
	/** Names of accounts with dots in them: a wildcard does not match those. */
	readonly dottedAccounts?: readonly string[];
};

/** Everything a user needs for a tier. */
export function permissionsFor(
	tier: Tier,
	{byJwt = false, dottedAccounts = []}: PermissionOptions = {},
): readonly Permission[] {
	const wanted = tiers.slice(0, tiers.indexOf(tier) + 1).flatMap(each => permissions[each]);
	const dotted = dottedAccounts.map(name => subscribe(`$SYS.ACCOUNT.${name}.>`, `account ${name} is not seen`));
	return [...wanted.filter(({onlyConfiguredAccounts}) => !(byJwt && onlyConfiguredAccounts)), ...dotted];
}

/** As it stands in the user's block of a server's configuration file. */
export function permissionsInConfiguration(list: readonly Permission[]): string {
	const allow = (operation: Permission['operation']) => [
		`  ${operation}: { allow: [`,
		...subjectsOf(list, operation).map(subject => `    "${subject}"`),
		'  ] }',
	];
	return ['permissions: {', ...allow('subscribe'), ...allow('publish'), '}'].join('\n');
}

/** The words for `nats auth user add`, or for `nsc add user`, each in a line of its own. */
export function permissionsInWords(list: readonly Permission[], program: 'nats' | 'nsc'): string {
	const [sub, pub] = program === 'nats' ? ['--sub-allow', '--pub-allow'] : ['--allow-sub', '--allow-pub'];
	return [
		...subjectsOf(list, 'subscribe').map(subject => `  ${sub} '${subject}'`),
		...subjectsOf(list, 'publish').map(subject => `  ${pub} '${subject}'`),
	].join(' \\\n');
}

function subjectsOf(list: readonly Permission[], operation: Permission['operation']): string[] {
	return list.filter(each => each.operation === operation).map(({subject}) => subject);
}
