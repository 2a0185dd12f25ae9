// Logins by JWT look like real ones.

/** How long before its end a token was issued. */
const lifetimeSeconds = 30 * 86_400;

/**
 * A text in the form of a JWT that is no credential; whoever decodes its parts reads so. `until`: when it expires, epoch
 * milliseconds.
 */
export function fakeJwt(account: string, user: string, until?: number): string {
	const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
	const expiry = until === undefined ? undefined : Math.floor(until / 1000);
	return [
		part({typ: 'JWT', alg: 'ed25519-nkey'}),
		part({
			jti: 'DEMO',
			...(expiry === undefined ? {} : {iat: expiry - lifetimeSeconds}),
			iss: account,
			sub: user,
			name: 'demo',
			...(expiry === undefined ? {} : {exp: expiry}),
			nats: {type: 'user', note: 'a fake of the demo, opens nothing'},
		}),
		part('this is not a signature'),
	].join('.');
}
