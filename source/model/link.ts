// Our own connection to the system: a fact like any other, told by the source in messages.

export type Link = {
	/** `ended`: the source has nothing more to tell. */
	state: 'connecting' | 'up' | 'down' | 'ended';
	/** When this state began. */
	since: number;
	/** `host:port`. */
	address: string;
	serverId: string;
	serverName: string;
	cid: number | undefined;
	/** Who we are, from USER.INFO. */
	user: string;
	account: string;
	/** Whether our user is in the system account: elsewhere nothing is heard. Undefined while nobody has told. */
	inSystemAccount: boolean | undefined;
	/** Until when our own credentials are good, epoch milliseconds; undefined where they do not expire. */
	loginUntil: number | undefined;
	/** Why the link is down or there is none yet, and what the tries since then say. */
	reason: string;
	attempt: number;
	trying: string;
	/** When the next try begins, where the last one has failed and that is known. */
	againAt: number | undefined;
	/** Subjects the server refused us, in order; at most `rememberedRefusals`. */
	readonly refused: Map<string, 'subscribe' | 'publish'>;
	/** How often the link was lost. */
	losses: number;
	/** When it was lost, the last few times; oldest first. */
	readonly lossesAt: number[];
	/** Why it was lost the last time. */
	lastLossReason: string;
	/** When the server last ended our connection because we read too slowly. */
	cutOffAt: number | undefined;
	/** Connections of ours, the last few, the present one included: what becomes of them is no news. */
	readonly own: OwnConnection[];
};

/** A connection that this program has opened. */
type OwnConnection = {readonly serverId: string; readonly cid: number};

export const rememberedRefusals = 50;
const rememberedLosses = 20;
const rememberedOwn = 20;

/** The link is lost at this time; `reason` is what ended it, in words. */
export function noteLoss(link: Link, at: number, reason: string): void {
	link.losses++;
	link.lossesAt.push(at);
	if (link.lossesAt.length > rememberedLosses) link.lossesAt.shift();
	link.lastLossReason = reason;
	if (/slow consumer/i.test(reason)) link.cutOffAt = at;
}

/** Why it was lost the last time, as its server told afterwards. */
export function noteWhyLost(link: Link, reason: string, at: number): void {
	// That our own end was closed says nothing of why.
	if (reason !== 'Client Closed') link.lastLossReason = reason;
	if (/slow consumer/i.test(reason)) link.cutOffAt = link.lossesAt.at(-1) ?? at;
}

/** A connection that this program has opened: now, or before it came to watch this system. */
export function noteOwn(link: Link, serverId: string, cid: number | undefined): void {
	if (cid === undefined || serverId === '' || isOwn(link, serverId, cid)) return;
	link.own.push({serverId, cid});
	if (link.own.length > rememberedOwn) link.own.shift();
}

/** Whether a connection is one of ours. */
export function isOwn({own}: Link, serverId: string, cid: number | undefined): boolean {
	return own.some(one => one.cid === cid && one.serverId === serverId);
}

export function createLink(): Link {
	return {
		state: 'connecting',
		since: 0,
		address: '',
		serverId: '',
		serverName: '',
		cid: undefined,
		user: '',
		account: '',
		inSystemAccount: undefined,
		loginUntil: undefined,
		reason: '',
		attempt: 0,
		trying: '',
		againAt: undefined,
		refused: new Map(),
		losses: 0,
		lossesAt: [],
		lastLossReason: '',
		cutOffAt: undefined,
		own: [],
	};
}

export function copyOfLink(link: Link): Link {
	return {
		state: link.state,
		since: link.since,
		address: link.address,
		serverId: link.serverId,
		serverName: link.serverName,
		cid: link.cid,
		user: link.user,
		account: link.account,
		inSystemAccount: link.inSystemAccount,
		loginUntil: link.loginUntil,
		reason: link.reason,
		attempt: link.attempt,
		trying: link.trying,
		againAt: link.againAt,
		refused: new Map(link.refused),
		losses: link.losses,
		lossesAt: [...link.lossesAt],
		lastLossReason: link.lastLossReason,
		cutOffAt: link.cutOffAt,
		own: [...link.own],
	};
}
