import {CannotStart} from '../../errors/cannot-start.ts';
import {addressOf, type Seed} from '../settings/settings.ts';

/** Why connecting fails, in words a person can act on. The client library's own messages are not for people. */
export type Reason = {
	readonly what: string;
	readonly because: string;
	/** Empty when there is nothing to advise. */
	readonly tryThis: string;
};

export function cannotConnect(seed: Seed, because: string, tryThis: string): Reason {
	return {what: `cannot connect to ${addressOf(seed)}`, because, tryThis};
}

export function cannotStart({what, because, tryThis}: Reason): CannotStart {
	return new CannotStart(what, because, tryThis);
}

/** Node's code of an error, or of what caused it; empty when it has none. */
export function codeOf(error: unknown): string {
	if (!(error instanceof Error)) return '';
	if ('code' in error && typeof error.code === 'string') return error.code;
	return error.cause instanceof Error ? codeOf(error.cause) : '';
}
