// What one server tells of an account when it is asked for more than its share: how it is set up there, and what its
// JetStream uses.

export type AccountSettings = {
	/** Id of the server that tells, and when its answer arrived here. */
	readonly serverId: string;
	readonly at: number;
	/** When that server loaded or changed it, by the server's clock. */
	readonly loadedAt: number | undefined;
	readonly hasJetStream: boolean;
	/** False while some of its imports cannot be resolved. */
	readonly isComplete: boolean;
	readonly isExpired: boolean;
	/** Those that every account has by itself, towards the system account, are not counted. */
	readonly imports: number | undefined;
	readonly invalidImports: number | undefined;
	readonly exports: number | undefined;
	readonly mappings: number | undefined;
	readonly revocations: number | undefined;
};

export type AccountJetStream = {
	readonly serverId: string;
	readonly at: number;
	/** Over all servers, each replica counted. */
	readonly memoryBytes: number | undefined;
	readonly storageBytes: number | undefined;
	/** `not told` where limits go by the number of replicas. */
	readonly memoryLimitBytes: number | 'none' | 'not told';
	readonly storageLimitBytes: number | 'none' | 'not told';
	/** Of that server, since its start. */
	readonly apiRequests: number | undefined;
	readonly apiErrors: number | undefined;
};

export type AccountDetails = {
	readonly settings: AccountSettings | undefined;
	/** `off`: the server that was asked keeps nothing of it. */
	readonly jetStream:
		| AccountJetStream
		| {readonly serverId: string; readonly at: number; readonly isOff: true}
		| undefined;
};

const noDetails: AccountDetails = {settings: undefined, jetStream: undefined};

/** What was known and what was told now. */
export function detailsWith(before: AccountDetails | undefined, told: Partial<AccountDetails>): AccountDetails {
	return {...(before ?? noDetails), ...told};
}
