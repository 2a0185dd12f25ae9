// Every way in which connecting fails that is known, with the test file that provokes it against a real server, or why
// none can. A test file says which of them it provokes with `provokes`, and that it has left none out with `leftOut`.

const catalogue = {
	// At the first connection.
	'nothing listens there': 'failures',
	'the host is down or a firewall drops the packets':
		'not on loopback, which drops nothing; its sentence: reason.test.ts',
	'there is no route': 'not on loopback, which has one; its sentence: reason.test.ts',
	'the name is unknown': 'failures',
	'the name server does not answer': 'not without another name server; its sentence: reason.test.ts',
	'the address or port is no address': 'failures',
	'a websocket address of something else': 'failures',
	'the monitoring port': 'failures',
	'a websocket port': 'failures',
	'something that greets in another protocol': 'failures',
	'something that accepts and closes': 'failures',
	'something that accepts and says nothing': 'failures',
	'the route port': 'failures',
	'the leafnode and the gateway port': 'failures',
	'the server waits for TLS, we do not': 'failures',
	'we wait for TLS, the server does not': 'failures',
	'the CA of the server is not known': 'failures',
	'the CA of the server is another one': 'failures',
	'the server wants TLS and it is switched off here': 'it cannot be switched off here',
	'TLS is wanted here and not offered': 'failures',
	'the certificate of the server has expired': 'failures',
	'the certificate of the server is not valid yet': 'not without a wrong clock; its sentence: reason.test.ts',
	'the certificate of the server is for another name': 'failures',
	'the client certificate is missing or refused': 'failures',
	'the client certificate is missing, with TLS 1.2': 'failures',
	'a TLS file is missing or something else': 'failures',
	'certificate and key do not belong together': 'failures',
	'the credentials file is something else': 'failures',
	'the seed is damaged': 'failures',
	'a file of the login cannot be read': 'failures',
	'a file may not be read by this user': 'not by root, who may read all; its sentence: small-file.test.ts',
	'the server is full': 'failures',
	'the account is full': 'failures',
	'some servers are down': 'logins',
	'all servers are down, for reasons of their own': 'failures',
	'logging in takes too long': 'not without a server that hangs; its sentence: reason.test.ts',

	// A login that is refused.
	'a wrong password': 'failures',
	'no login at all': 'failures',
	'a token that is not known': 'failures',
	'an nkey that is not known': 'failures',
	'an nkey or JWT where the server knows none': 'failures',
	'a password where the server wants nkeys or JWTs': 'failures',
	'a JWT that has expired': 'failures',
	'a JWT that is not valid yet': 'failures',
	'a seed of another JWT': 'failures',
	'a JWT limited to times, addresses or kinds of connections': 'failures',
	'a JWT that is no bearer, without its seed': 'failures',
	'a JWT of an account the server does not know': 'failures',
	'a user who was revoked': 'failures',
	'something that is no JWT': 'failures',
	'a reference to a secret that leads nowhere': 'failures',

	// Let in, but not where the events are.
	'a user of another account': 'failures',
	'a server that wants no login from anybody': 'system-account',
	'a user of another account on an older server': 'system-account',
	'an older server that may not be asked': 'system-account',

	// After the connection was up.
	'the server is killed': 'lost',
	'tries to reconnect fail': 'lost',
	'the server freezes': 'lost',
	'the server finds that we do not read its pings': 'lost',
	'the server finds us too slow': 'lost',
	'the credentials expire': 'lost',
	'the credentials expire and are renewed': 'lost',
	'the user is revoked': 'lost',
	'the account expires': 'lost',
	'the account is deleted': 'not the system account, which cannot be deleted',
	'the login is changed by a reload': 'lost',
	'we are kicked': 'lost',
	'the server goes away as a lame duck': 'lost',
	'we are asked to move': 'lost',
	'a subscription is not permitted': 'permissions',
	'a request is not permitted': 'permissions',
	'the inbox is not permitted': 'permissions',
	'there are too many subscriptions': 'lost',
	'a subject is too long': 'lost',
	'a payload is too large': 'lost',
	'nobody is there to answer': 'lost',
	'no answer comes': 'lost',
	'a question is asked while the link is down': 'lost',
	'a server of the list takes over': 'lost',
} as const;

export type Failure = keyof typeof catalogue;

/** Those that a test file has to provoke, for it to tick off. */
export function failuresOf(file: 'failures' | 'logins' | 'lost' | 'permissions' | 'system-account') {
	const left = new Set(Object.entries(catalogue).flatMap(([name, where]) => (where === file ? [name] : [])));
	return {
		/** Names a failure that a test here provokes; the result is its name. */
		provokes(...names: readonly Failure[]): string {
			for (const name of names) {
				if (catalogue[name] !== file) throw new Error(`"${name}" is to be provoked elsewhere: ${catalogue[name]}`);
				left.delete(name);
			}
			return names.join(', ');
		},
		/** Those that no test has named. */
		leftOut: (): readonly string[] => [...left],
	};
}
