// A server never says why it refuses a login. This says what can be known on our side.
import type {Login} from '../login/login.ts';
import type {Reason} from './reason.ts';
import {addressOf, type ConnectionSettings, loginInWords, referenceInWords, type Seed} from '../settings/settings.ts';
import {seedFits, tokenFacts} from '../login/token-facts.ts';

/** What the server's greeting tells about logins; absent when it could not be read. */
export type Greeting = {readonly nonce: boolean};

/** The most that can be said about a refused login. `now` in epoch milliseconds, for credentials that expired. */
export function loginRefused(
	seed: Seed,
	settings: ConnectionSettings,
	login: Login,
	now: number,
	greeting: Greeting | undefined,
): Reason {
	const what = `cannot log in to ${addressOf(seed)}`;
	const who = loginInWords(settings, seed);
	const {user, creds, nkey, jwt, token} = settings;
	const signed = creds ?? nkey ?? jwt;
	if (!user && !signed && !token && !seed.login) {
		return {
			what,
			because: 'the server wants a login and none was given',
			tryThis: 'connect with a system-account user (--creds, --user)',
		};
	}
	const byJwt = user ? undefined : (creds ?? jwt);
	if (byJwt) {
		const known = aboutToken(settings, login, now);
		if (known) return {what, because: known, tryThis: `get new ones and correct ${byJwt.from.name}`};
	}
	if (greeting?.nonce && !signed) {
		return {
			what,
			because: `the server refused ${who}; it uses nkeys or JWTs`,
			tryThis: 'give --creds or --nkey, or check the password',
		};
	}
	if (greeting && !greeting.nonce && signed) {
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

/** What the JWT itself tells about why it is refused. */
function aboutToken(settings: ConnectionSettings, login: Login, now: number): string | undefined {
	const credentials = login.credentials();
	if (!credentials) return undefined;
	const {token, seed} = credentials;
	const {creds} = settings;
	const who = loginInWords(settings);
	const are = creds ? 'are' : 'is';
	const facts = tokenFacts(token);
	if (!facts) return creds ? `the JWT in ${referenceInWords(creds)} is damaged` : `${who} is damaged`;
	if (seed && !seedFits(seed, facts)) {
		const whose = creds ? `the seed in ${referenceInWords(creds)}` : 'the seed';
		return `${whose} does not belong to the JWT${creds ? ' in it' : ''}`;
	}
	if (facts.expiresAt > 0 && facts.expiresAt < now) return `${who} expired on ${minuteOf(facts.expiresAt)}`;
	if (facts.validFrom > now) return `${who} ${are} valid from ${minuteOf(facts.validFrom)}`;
	if (!seed && !facts.isBearer) return `${who} needs its seed to sign with, and none was given`;
	const limits = facts.restrictions.join(' and ');
	return limits ? `the server refused ${who}, which ${are} limited to some ${limits}` : undefined;
}

function minuteOf(epochMs: number): string {
	const date = new Date(epochMs);
	return Number.isNaN(date.getTime()) ? 'an unknown date' : `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
