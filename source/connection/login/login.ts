// Who we are to the servers. Files are read again at every connect, so that renewed ones are picked up, and the last
// good ones are kept while a file is being replaced: the client closes for good when its authenticator throws. Secrets
// from other places are fetched once.
import {type Auth, type Authenticator, buildAuthenticator, jwtAuthenticator, nkeyAuthenticator} from 'nats';
import {CannotStart} from '../../errors/cannot-start.ts';
import {type Credentials, credentialsIn, seedIn} from './credentials.ts';
import {hideTokens} from './own-tokens.ts';
import {tame} from '../../format/tame.ts';
import type {Machine} from '../files/machine.ts';
import {readSettingFile} from '../files/setting-file.ts';
import {openMode} from '../files/small-file.ts';
import {namesFile, referredFile, referredValue} from '../settings/references.ts';
import {pathInWords} from '../settings/path-in-words.ts';
import {addressOf, type ConnectionSettings, type Setting} from '../settings/settings.ts';
import {userTokenUntil} from '../../wire/user-token.ts';

export type Login = {
	/** Answers the server at that address. */
	answer(nonce: string | undefined, address: string | undefined): Auth;
	/** The JWT and seed as they are now; undefined when there are none. */
	credentials(): Credentials | undefined;
	/** When the JWT as it is now expires, epoch milliseconds; undefined when it does not, or is made anew for each login. */
	until(): number | undefined;
	/** What a server said, without our tokens, which it may repeat. */
	withoutTokens(text: string): string;
	/** Things a person should know about the files, each a sentence. */
	readonly notes: readonly string[];
};

/**
 * Reads and fetches what the settings name.
 * @throws CannotStart when something cannot be read or fetched, or is not what it should be
 */
export async function openLogin(settings: ConnectionSettings, machine: Machine): Promise<Login> {
	const {user, creds, nkey, urlLogin} = settings;
	const literal = async (setting: Setting<string> | undefined) =>
		setting && (urlLogin ? setting.value : await referredValue(setting, machine));
	const credentials = creds ? await current(creds, machine, credentialsIn) : await literally(settings, machine);
	const seed = nkey && (await current(nkey, machine, seedIn));
	const pass = await literal(settings.password);
	const token = await literal(settings.token);
	const fixed = {
		...(token === undefined ? {} : {token}),
		...(user ? {user: user.value} : {}),
		...(user && pass !== undefined ? {pass} : {}),
	};
	const perServer = new Map<string, Authenticator>();
	const ownTokens = settings.servers.value.flatMap(({login}) => (login && 'token' in login ? [login.token] : []));
	for (const server of settings.servers.value) {
		if (!server.login) continue;
		const {login} = server;
		const own = 'user' in login ? {user: login.user, pass: login.password} : {token: login.token};
		perServer.set(addressOf(server), buildAuthenticator(own));
	}
	const forAll = buildAuthenticator(fixed);
	return {
		answer(nonce, address = '') {
			const answers = [perServer.get(address) ?? forAll];
			if (credentials) answers.unshift(jwtAnswer(credentials()));
			else if (seed) answers.unshift(nkeyAuthenticator(seed()));
			return buildAuthenticator({authenticator: answers})(nonce);
		},
		credentials: () => credentials?.(),
		until: () => userTokenUntil(credentials?.().token),
		withoutTokens: hideTokens([token ?? '', ...ownTokens]),
		notes: notesOn(settings),
	};
}

function jwtAnswer({token, seed}: Credentials): Authenticator {
	return jwtAuthenticator(token, seed);
}

/** What a file or reference holds, as it is at each call. */
async function current<Value>(
	setting: Setting<string>,
	machine: Machine,
	valueIn: (text: string, setting: Setting<string>) => Value,
): Promise<() => Value> {
	let last = valueIn(await referredFile(setting, machine), setting);
	if (!namesFile(setting)) return () => last;
	return () => {
		try {
			last = valueIn(readSettingFile(setting), setting);
		} catch {
			// Probably being replaced: the last good one is used.
		}
		return last;
	};
}

async function literally({jwt, seed}: ConnectionSettings, machine: Machine): Promise<(() => Credentials) | undefined> {
	if (!jwt) return undefined;
	const token = await referredValue(jwt, machine);
	if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) {
		const because = 'it is not a JWT, which is three words with dots between them';
		throw new CannotStart(`cannot use ${jwt.from.name}`, because, 'for a JWT in a file write file://PATH');
	}
	const credentials = seed ? {token, seed: seedIn(await referredValue(seed, machine), fromIn(seed))} : {token};
	return () => credentials;
}

/** The seed itself is never to be quoted, only where it came from. */
function fromIn({from}: Setting<string>): Setting<string> {
	return {value: from.name, from};
}

function notesOn({context, creds, nkey, key}: ConnectionSettings): string[] {
	const notes: string[] = [];
	const look = (what: string, path: string, shown: string) => {
		const mode = openMode(path);
		if (mode !== undefined) notes.push(`${what} ${shown} can be read by others (mode ${mode}): chmod 600 it`);
	};
	if (creds && namesFile(creds)) look('the credentials file', creds.value, pathInWords(creds));
	if (nkey && namesFile(nkey)) look('the seed file', nkey.value, pathInWords(nkey));
	if (key) look('the TLS key', key.value, pathInWords(key));
	if (context?.holdsSecrets) look('the context file', context.path, tame(context.path));
	return notes;
}
