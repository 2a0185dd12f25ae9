// What a server says of one account: AccountInfo, the answer to INFO, and AccountDetail, a part of the answer to JSZ.
import {amountOrNothing, type Fields, fields, list, text} from './fields.ts';
import {timeOf} from './time.ts';

/** A list or a map as servers write them; what is left out or null is empty. */
function lengthOf(value: unknown): number | undefined {
	if (value === undefined || value === null) return 0;
	return typeof value === 'object' ? Object.keys(value).length : undefined;
}

/** Every account can ask for its own connections and for JetStream: servers add these imports by themselves. */
function isOfServer(value: unknown): boolean {
	const {subject} = fields(value);
	return typeof subject === 'string' && /^\$(?:SYS|JS)\./.test(subject);
}

/** Undefined where the list cannot be read. */
function ownImports(value: unknown): readonly unknown[] | undefined {
	if (value !== undefined && value !== null && !Array.isArray(value)) return undefined;
	return list(value).filter(each => !isOfServer(each));
}

export function accountSettingsOf(data: Fields) {
	const imports = ownImports(data['imports']);
	return {
		loadedAt: timeOf(data['update_time']),
		hasJetStream: data['jetstream_enabled'] === true,
		isComplete: data['complete'] !== false,
		isExpired: data['expired'] === true,
		imports: imports?.length,
		invalidImports: imports?.filter(each => fields(each)['invalid'] === true).length,
		exports: lengthOf(data['exports']),
		mappings: lengthOf(data['mappings']),
		revocations: lengthOf(data['revoked_user']),
	};
}

/** −1, written without its sign, is no limit; with limits by replicas 0 is written instead of all of them. */
function limitOf(value: unknown): number | 'none' | 'not told' {
	if (typeof value === 'number' && value >= 2 ** 63) return 'none';
	return amountOrNothing(value) || 'not told';
}

/** What JetStream keeps of one account, from the data of an answer to JSZ; undefined when it is not listed there. */
export function accountJetStreamOf(data: unknown, account: string) {
	const detail = list(fields(data)['account_details'])
		.map(each => fields(each))
		.find(each => text(each['id']) === account);
	if (detail === undefined) return undefined;
	const api = fields(detail['api']);
	return {
		memoryBytes: amountOrNothing(detail['memory']),
		storageBytes: amountOrNothing(detail['storage']),
		memoryLimitBytes: limitOf(detail['reserved_memory']),
		storageLimitBytes: limitOf(detail['reserved_storage']),
		apiRequests: amountOrNothing(api['total']),
		apiErrors: amountOrNothing(api['errors']),
	};
}
