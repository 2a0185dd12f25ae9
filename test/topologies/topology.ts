import type {OperatorLimits} from '@nats-io/jwt';
import type {ConnectionOptions, NatsConnection} from 'nats';
import type {NatsServer} from '../helpers/nats-server.ts';

/**
 * The accounts of every topology: `SYS` is the system account, clients of `APP` come and go, those of `COUNTED` are
 * counted, and the limits of `LIMITED` change.
 */
export const accountNames = ['SYS', 'APP', 'COUNTED', 'LIMITED'] as const;
export type AccountName = (typeof accountNames)[number];

/** How claims are changed where accounts have claims. */
export type OperatorControls = {
	/** The operator's public key. */
	readonly id: string;
	/** New claims, signed by the operator and not pushed. */
	sign(account: AccountName, limits: OperatorLimits): Promise<string>;
	/** Pushes new claims in the topology's own way; gives the JWT that went out. */
	push(account: AccountName, limits: OperatorLimits): Promise<string>;
	/** Pushes them as a request, as `nats` does; resolves when a server took them. */
	request(account: AccountName, limits: OperatorLimits): Promise<void>;
	/** Pushes them to servers that keep accounts, as `nsc` does; absent where there are none. */
	readonly requestOfKeepers?: (account: AccountName, limits: OperatorLimits) => Promise<void>;
	/** Pushes claims signed by an operator that the servers do not trust. */
	pushForged(account: AccountName, limits: OperatorLimits): Promise<void>;
};

/** Running servers and the ways into them. */
export type Topology = {
	/** Those whose events reach the system account that is watched; it is watched at the first. */
	readonly servers: readonly NatsServer[];
	/** Where clients connect: the server that is farthest from the first. */
	readonly far: NatsServer;
	/** The arguments that lead the program to the first server, as a user of the system account. */
	readonly commandLine: readonly string[];
	accountId(account: AccountName): string;
	/** A client of the account. */
	connect(server: NatsServer, account: AccountName, options?: ConnectionOptions): Promise<NatsConnection>;
	/** Tries a login that is refused, under a client name; resolves when it was refused. */
	beRefused(server: NatsServer, clientName: string): Promise<void>;
	readonly operator?: OperatorControls;
	/** Starts one more leafnode server, which brings a link of `APP` to the first server. */
	readonly startLeaf?: (name: string) => Promise<NatsServer>;
	/** A server whose events must not reach the system account that is watched. */
	readonly outsider?: NatsServer;
	/** Ends what is not a server or a client; those are ended by `stopServers`. */
	stop(): Promise<void>;
};
