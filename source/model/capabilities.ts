// What servers of which version tell and do: the one table of it. Where a version matters, this is asked; where a
// server cannot, its sentence says so on the screen.

type Entry = {
	/** The first release with it on each line that got it, oldest first; all newer lines have it too. */
	readonly since: readonly [string, ...string[]];
	/** What is amiss without it, for an administrator; empty when nothing of it shows. */
	readonly without: string;
};

export const capabilities = {
	accountTraffic: {since: ['2.9.0'], without: 'the traffic and the slow consumers of accounts are not told'},
	lameDuckEvent: {since: ['2.9.22', '2.10.0'], without: 'a server that drains (lame duck) does not say so'},
	identity: {since: ['2.10.0'], without: 'it does not answer to IDZ'},
	whoAmI: {since: ['2.10.0'], without: 'it does not tell as which user, and in which account, we are logged in'},
	actions: {
		since: ['2.10.0'],
		without: 'connections cannot be kicked or asked to move, nor its configuration reloaded',
	},
	accountSubscriptions: {since: ['2.10.0'], without: 'the number of subscriptions of an account is not told'},
	/** Before, the connections of `$G` are reported at each login anywhere, with numbers that are wrong for a while. */
	quietDefaultAccount: {since: ['2.10.0'], without: ''},
	/** A refused login is also told to the tenant, just before and under a number of its own. */
	tenantAuthErrors: {since: ['2.10.0'], without: ''},
	frequentHeartbeats: {since: ['2.10.21'], without: 'heartbeats come every 30 s only, instead of every 10 s'},
	processLimits: {
		since: ['2.10.28', '2.11.2'],
		without: 'how much memory (GOMEMLIMIT) and how many cores (GOMAXPROCS) it may use is not told',
	},
	hiddenTokens: {
		since: ['2.10.28', '2.11.2'],
		without: 'the user of a client that logs in with a token is the token itself, for everyone to read',
	},
	/** `name_tag` is the account's name; before, it was the user's. */
	accountNames: {
		since: ['2.11.0'],
		without: 'accounts of an operator are shown by their keys until their claims are seen',
	},
	slowConsumersByKind: {
		since: ['2.11.0'],
		without: 'slow consumers are not told apart by clients, routes, gateways and leafnodes',
	},
	/** From 2.11.5 to 2.11.9 the parts are in STATSZ too, as zeros; those of accounts are true from the first. */
	accountCopies: {
		since: ['2.11.5'],
		without: 'the traffic of accounts includes the copies that go from server to server',
	},
	/** Counted in the answer to JSZ, of those it keeps. */
	jetStreamLeaders: {
		since: ['2.11.11', '2.12.1'],
		without: 'how many streams and consumers it leads is not told',
	},
	/** STATZ lists accounts that have leafnodes alone. */
	leafnodeAccounts: {since: ['2.12.10', '2.14.2'], without: ''},
	defaultAccount: {since: ['2.12.0'], without: 'connections without an account (those of $G) are not reported'},
	unfinishedLogins: {
		since: ['2.12.0'],
		without: 'auth time-outs, probes and failed TLS handshakes leave no event, and only count as accepted',
	},
	staleConnections: {since: ['2.12.0'], without: 'stale connections and stalled producers are not counted'},
	clientTraffic: {
		since: ['2.12.9', '2.14.1'],
		without: 'the traffic of clients is not told apart from that of routes, gateways and leafnodes',
	},
} as const satisfies Readonly<Record<string, Entry>>;

export type Capability = keyof typeof capabilities;

type Release = readonly [major: number, minor: number, patch: number];

/** `2.15.2`, `v2.9.0`, `2.14.0-RC.1`; undefined for anything else. */
function releaseOf(version: string): Release | undefined {
	const match = /^v?(\d+)\.(\d+)(?:\.(\d+))?/.exec(version);
	return match === null ? undefined : [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
}

function lineOf([major, minor]: Release): number {
	return major * 100_000 + minor;
}

function isSince(its: Release, since: readonly string[]): boolean {
	for (const [index, text] of since.entries()) {
		const first = releaseOf(text);
		if (first === undefined || lineOf(its) < lineOf(first)) continue;
		if (lineOf(its) === lineOf(first)) return its[2] >= first[2];
		if (index === since.length - 1) return true;
	}
	return false;
}

const entries: readonly (readonly [string, Entry])[] = Object.entries(capabilities);

// A memo by version, because every event asks: what it gives depends on the text alone.
const abilities = new Map<string, ReadonlySet<string>>();
const mostVersions = 1000;

function abilitiesOf(version: string): ReadonlySet<string> {
	const known = abilities.get(version);
	if (known !== undefined) return known;
	const its = releaseOf(version);
	const names = entries.filter(([, {since}]) => its === undefined || isSince(its, since)).map(([name]) => name);
	const found = new Set(names);
	if (abilities.size >= mostVersions) abilities.clear();
	abilities.set(version, found);
	return found;
}

/** Whether a server of this version can; one whose version cannot be read is taken for a new one. */
export function can(version: string, capability: Capability): boolean {
	return abilitiesOf(version).has(capability);
}

function toldOf({without, since}: Entry): string {
	return `${without} (since ${since.map(text => text.replace(/\.0$/, '')).join(' and ')})`;
}

/** What is amiss on a server of this version for want of a capability; undefined when it has it. */
export function lack(version: string, capability: Capability): string | undefined {
	return can(version, capability) ? undefined : toldOf(capabilities[capability]);
}

/** What a server of this version cannot tell or do, each with the first releases that can; the oldest lack first. */
export function lacking(version: string): readonly string[] {
	const its = abilitiesOf(version);
	return entries.filter(([name, {without}]) => without !== '' && !its.has(name)).map(([, entry]) => toldOf(entry));
}
