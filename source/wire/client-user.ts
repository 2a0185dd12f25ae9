// The user of a connection. Servers before 2.10.28 and 2.11.2 give the token itself as the user of a client that logs in
// with a token. Source: nats-server, getRawAuthUser; measured on 2.10.25 in AUTH.ERR, CONNZ and USER.INFO.
import {hidden} from '../format/tame.ts';
import {type Fields, text} from './fields.ts';

// A memo by version, because every event asks: what it gives depends on the text alone.
const known = new Map<string, boolean>();
const mostVersions = 1000;

function isBeforeHiding(version: string): boolean {
	const match = /^v?(\d+)\.(\d+)(?:\.(\d+))?/.exec(version);
	if (match === null) return false;
	const [major, minor, patch] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
	if (major !== 2) return major < 2;
	return minor < 10 || (minor === 10 && patch < 28) || (minor === 11 && patch < 2);
}

/** Whether a server of this version gives tokens as users: before 2.10.28, and 2.11.0 and 2.11.1. */
export function givesTokens(version: unknown): version is string {
	if (typeof version !== 'string') return false;
	const before = known.get(version);
	if (before !== undefined) return before;
	if (known.size >= mostVersions) known.clear();
	const gives = isBeforeHiding(version);
	known.set(version, gives);
	return gives;
}

const publicKey = /^U[A-Z2-7]{55}$/;

/**
 * Whether what stands as the user may be a token. A token gets a client into `$G`, or, by way of an auth callout, into
 * an account with an issuer beside it; a refused login is in `$G` or in none. Everywhere else it is a user's name.
 */
export function mayBeToken(user: unknown, account: unknown, issuer: unknown, version: string): boolean {
	if (!givesTokens(version) || typeof user !== 'string' || user === '' || publicKey.test(user)) return false;
	const isPlaced = typeof account === 'string' && account !== '' && account !== '$G' && account !== 'N/A';
	return !isPlaced || issuer !== undefined;
}

/** The user in the `client` block of an event; `[hidden]` where it may be a token. */
export function clientUser(client: Fields, version: string): string {
	const user = client['user'];
	return mayBeToken(user, client['acc'], client['issuer_key'], version) ? hidden : text(user);
}

/**
 * The user of a connection in an answer to CONNZ; `instead` where it may be a token: nothing where it is to be typed by a
 * person.
 */
export function listedUser(connection: Fields, version: string, instead: typeof hidden | '' = ''): string {
	const user = connection['authorized_user'];
	return mayBeToken(user, connection['account'], connection['issuer_key'], version) ? instead : text(user);
}

/** Who we are, from an answer to USER.INFO; `[hidden]` where it may be a token. */
export function ownUser(data: Fields, version: string): string {
	const user = data['user'];
	// JWT users are keys; the name stands beside them.
	return text(data['user_name']) || (mayBeToken(user, data['account'], undefined, version) ? hidden : text(user));
}
