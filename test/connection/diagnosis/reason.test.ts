// Sentences for what no server on loopback can be made to do.
import {AuthorizationError} from 'nats';
import {expect, test} from 'vitest';
import type {Finding} from '../../../source/connection/diagnosis/probe.ts';
import {reasonOfError} from '../../../source/connection/diagnosis/error-reason.ts';
import {reasonOfFinding} from '../../../source/connection/diagnosis/finding-reason.ts';
import {settingsOf} from '../settings-of.ts';

const settings = settingsOf('', {NATS_URL: 'n1', NATS_TIMEOUT: '2500ms'});
const [seed] = settings.servers.value;

function coded(code: string, message = 'as Node says'): Error {
	return Object.assign(new Error(message), {code});
}

test.each<[Error, string, string]>([
	[coded('EAI_AGAIN'), 'the name server does not answer', 'try again, or give an IP address'],
	[coded('EHOSTUNREACH'), 'there is no route to it', "check the address and this machine's network"],
	[coded('ENETUNREACH'), 'there is no route to it', "check the address and this machine's network"],
	[coded('ETIMEDOUT'), 'no answer, the host is down or a firewall drops the packets', 'try another server'],
	[coded('ECONNRESET'), 'the connection was reset while it was being made', 'try again'],
	[coded('CERT_NOT_YET_VALID'), 'its certificate is not valid yet', "check this machine's clock"],
	[
		coded('ERR_TLS_CERT_ALTNAME_INVALID'),
		'its certificate is for another name, not n1',
		'connect by that name, or give it with --tls-server-name',
	],
	[
		coded('ERR_SSL_UNSUPPORTED_PROTOCOL'),
		'the TLS handshake failed (ERR_SSL_UNSUPPORTED_PROTOCOL)',
		'compare the TLS settings of both sides',
	],
	[
		coded('ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE'),
		'the server wants a client certificate',
		'give it with --tlscert and --tlskey',
	],
	[coded('ERR_SSL_WRONG_VERSION_NUMBER'), 'what should be TLS is something else', 'check NATS_URL'],
	[coded('ERR_INVALID_URL'), 'it is not a server address', 'correct NATS_URL; write nats://host:4222'],
	[new AuthorizationError('Authentication Timeout'), 'logging in took longer than the server allows', 'try again'],
	[
		new Error('connection refused', {cause: coded('ECONNREFUSED')}),
		'nothing is listening there',
		'check the address, and that the server runs',
	],
])('%s', (error, because, tryThis) => {
	expect(reasonOfError(error, seed, settings)).toEqual({what: 'cannot connect to n1:4222', because, tryThis});
});

test.each([new Error('new'), new TypeError("Cannot read properties of null (reading 'nonce')"), 'text', undefined])(
	'%s says nothing to people: a probe must tell',
	error => {
		expect(reasonOfError(error, seed, settings)).toBe('look closer');
	},
);

test.each<[Finding, string]>([
	[{kind: 'slow'}, 'the way to it is slow: its greeting did not come within 2.5 s'],
	[{kind: 'unreachable'}, 'no answer in 2.5 s, the host is down or a firewall drops the packets'],
	[{kind: 'fine', info: {}}, 'it did not let us in within 2.5 s, but answers now'],
	[{kind: 'refused', text: 'something new\u0007'}, 'the server said "something new�"'],
	[{kind: 'failed', error: coded('EHOSTUNREACH')}, 'there is no route to it'],
])('%o', (finding, because) => {
	expect(reasonOfFinding(finding, seed, settings)).toMatchObject({because});
});

test.each<Finding>([
	{kind: 'refused', text: 'Authorization Violation'},
	{kind: 'refused', text: 'User Authentication Expired'},
])('%o is about the login', finding => {
	expect(reasonOfFinding(finding, seed, settings)).toBe('login refused');
});
