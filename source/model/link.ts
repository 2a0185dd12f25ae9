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
	/** Why the link is down, and what the tries since then say. */
	reason: string;
	attempt: number;
	trying: string;
	/** Subjects the server refused us, in order; at most `rememberedRefusals`. */
	readonly refused: Map<string, 'subscribe' | 'publish'>;
	/** How often the link was lost. */
	losses: number;
};

export const rememberedRefusals = 50;

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
		reason: '',
		attempt: 0,
		trying: '',
		refused: new Map(),
		losses: 0,
	};
}
