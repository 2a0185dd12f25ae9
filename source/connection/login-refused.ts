// A server never says why it refuses a login. What can be known from this side is said here.
import {readCredentials} from './credentials.ts';
import type {Reason} from './reason.ts';
import {addressOf, type ConnectionSettings, loginInWords, type Seed} from './settings.ts';
import {seedFits, tokenFacts} from './token-facts.ts';

/** What the server's greeting tells about logins; absent when it could not be read. */
export type Greeting = {readonly nonce: boolean};

/** The most that can be said about a refused login. `now` in epoch milliseconds, for credentials that expired. */
export function loginRefused(
	seed: Seed,
	settings: ConnectionSettings,
	now: number,
	greeting: Greeting | undefined,
): Reason {
	const what = `cannot log in to ${addressOf(seed)}`;
	const who = loginInWords(settings);
	const {user, creds, nkey, token} = settings;
	if (!user && !creds && !nkey && !token) {
		return {
			what,
			because: 'the server wants a login and none was given',
			tryThis: 'connect with a system-account user (--creds, --user)',
		};
	}
	if (creds && !user) {
		const known = aboutCredentials(settings, now);
		if (known) return {what, because: known, tryThis: `get new ones and correct ${creds.from.name}`};
	}
	if (greeting?.nonce && !creds && !nkey) {
		return {
			what,
			because: `the server refused ${who}; it uses nkeys or JWTs`,
			tryThis: 'give --creds or --nkey, or check the password',
		};
	}
	if (greeting && !greeting.nonce && (creds || nkey)) {
		return {
			what,
			because: `the server refused ${who}; it knows no nkeys or JWTs`,
			tryThis: 'give --user and a password',
		};
	}
	return {
		what,
		because: `the server refused ${who}: wrong secret, or the user was revoked or removed`,
		tryThis: "the reason is in the server's log and in its AUTH.ERR event",
	};
}

function aboutCredentials({creds}: ConnectionSettings, now: number): string | undefined {
	if (!creds) return undefined;
	try {
		const {token, seed} = readCredentials(creds);
		const facts = tokenFacts(token);
		if (!facts) return `the JWT in ${creds.value} is damaged`;
		if (!seedFits(seed, facts)) return `the seed in ${creds.value} does not belong to the JWT in it`;
		if (facts.expiresAt > 0 && facts.expiresAt < now) {
			return `the credentials in ${creds.value} expired on ${minuteOf(facts.expiresAt)}`;
		}
		if (facts.validFrom > now) return `the credentials in ${creds.value} are valid from ${minuteOf(facts.validFrom)}`;
		const limits = facts.restrictions.join(' and ');
		return limits
			? `the server refused the credentials in ${creds.value}, which are limited to some ${limits}`
			: undefined;
	} catch {
		return undefined;
	}
}

function minuteOf(epochMs: number): string {
	const date = new Date(epochMs);
	return Number.isNaN(date.getTime()) ? 'an unknown date' : `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
