import {tame} from '../../format/tame.ts';
import type {Seed} from '../settings/settings.ts';
import {cannotConnect, type Reason} from './reason.ts';

/** The reason in an -ERR text of the server that is not about the login itself. */
export function reasonOfRefusal(text: string, seed: Seed): Reason {
	if (/maximum connections exceeded/i.test(text)) {
		return cannotConnect(seed, 'the server is full: it allows no more connections', 'try another server');
	}
	if (/maximum account active connections exceeded/i.test(text)) {
		return cannotConnect(
			seed,
			'our account has used up its connections',
			'close some, or raise the limit of the account',
		);
	}
	if (/authentication timeout/i.test(text)) {
		return cannotConnect(seed, 'logging in took longer than the server allows', 'try again');
	}
	return cannotConnect(seed, `the server said ${JSON.stringify(tame(text))}`, '');
}
