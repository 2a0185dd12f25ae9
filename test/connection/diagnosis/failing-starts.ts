// Command lines of first connections that fail, and what a person reads then.
import type {Failure} from '../catalogue.ts';

export const secret = 'hunter2-hunter2';
export const login = '--user sys --password pw';
// Long enough for a TLS handshake on a machine that is busy.
export const quick = '--timeout 2s';
const clientPort = "use the server's client port, normally 4222";
const untold =
	"wrong secret, or the user was revoked or removed; the reason is in the server's log and in its AUTH.ERR event";

/** The kind of failure, the command line, and the sentence; `{name}` stands for a place that `failures.test.ts` makes. */
export const failingStarts: [failure: Failure, commandLine: string, sentence: string][] = [
	[
		'nothing listens there',
		`-s {dead} ${login}`,
		'cannot connect to {dead}: nothing is listening there; check the address, and that the server runs',
	],
	[
		'the name is unknown',
		`-s no..such.host ${login}`,
		'cannot connect to no..such.host:4222: the name "no..such.host" is unknown; check the spelling in --server',
	],
	[
		'the address or port is no address',
		`-s 127.0.0.1:port ${login}`,
		'cannot use address 1 from --server: it is not a server address; write nats://host:4222, or tls://host:4222 for TLS; several with commas between them',
	],
	[
		'something that accepts and says nothing',
		`-s {silent} ${login} ${quick}`,
		'cannot connect to {silent}: it accepts connections but says nothing; check --server, or try a longer --timeout',
	],
	[
		'something that accepts and says nothing',
		`-s ws://{silent} ${login} ${quick}`,
		'cannot connect to {silent}: it accepts connections but says nothing; check --server, or try a longer --timeout',
	],
	[
		'something that accepts and closes',
		`-s {closing} ${login}`,
		'cannot connect to {closing}: it closed the connection before greeting; it may be a proxy or load balancer without a server behind it, or a server that is stopping',
	],
	[
		'something that greets in another protocol',
		`-s {mail} ${login}`,
		'cannot connect to {mail}: it is not a NATS server, it said "220 mail.example ESMTP �[2Jready"; check --server',
	],
	[
		'the monitoring port',
		`-s {monitoring} ${login} ${quick}`,
		`cannot connect to {monitoring}: it speaks HTTP, not NATS: it is the monitoring port; ${clientPort}`,
	],
	[
		'a websocket port',
		`-s {websocket} ${login} ${quick}`,
		`cannot connect to {websocket}: it is a websocket port; write ws://{websocket}, or ${clientPort}`,
	],
	[
		'a websocket address of something else',
		`-s ws://{plain} ${login}`,
		'cannot connect to {plain}: it is no websocket port; write nats:// in --server for a client port',
	],
	[
		'the route port',
		`-s {cluster} ${login} ${quick}`,
		`cannot connect to {cluster}: it is the cluster port; ${clientPort}`,
	],
	[
		'the leafnode and the gateway port',
		`-s {leafnode} ${login} ${quick}`,
		`cannot connect to {leafnode}: it is the leafnode port; ${clientPort}`,
	],
	[
		'the leafnode and the gateway port',
		`-s {gateway} ${login} ${quick}`,
		`cannot connect to {gateway}: it is the gateway port; ${clientPort}`,
	],
	[
		'the server is full',
		`-s {full} ${login} ${quick}`,
		'cannot connect to {full}: the server is full: it allows no more connections; try another server',
	],
	[
		'the account is full',
		`-s {account-full} --user app --password pw ${quick}`,
		'cannot connect to {account-full}: our account has used up its connections; close some, or raise the limit of the account',
	],
	[
		'all servers are down, for reasons of their own',
		`-s {dead},{dead-2} ${login}`,
		'cannot connect to any of 2 servers: {dead}: nothing is listening there; {dead-2}: nothing is listening there; check the address, and that the server runs',
	],
	[
		'all servers are down, for reasons of their own',
		`-s {dead},{closing},no..such.host ${login}`,
		'cannot connect to any of 3 servers: {dead}: nothing is listening there; {closing}: it closed the connection before greeting; no..such.host:4222: the name "no..such.host" is unknown',
	],

	...(['tls-by-address', 'tls-self-signed', 'tls-chain'] as const).map((server): [Failure, string, string] => [
		'the CA of the server is not known',
		`-s {${server}} ${login}`,
		`cannot connect to {${server}}: its certificate is signed by a CA this machine does not trust; give the CA with --tlsca FILE`,
	]),
	...(['tls-by-address', 'tls-chain'] as const).map((server): [Failure, string, string] => [
		'the CA of the server is another one',
		`-s {${server}} ${login} --tlsca {tls}stranger.pem`,
		`cannot connect to {${server}}: its certificate is not signed by the CA in {tls}stranger.pem; correct --tlsca`,
	]),
	[
		'the certificate of the server has expired',
		`-s {tls-expired} ${login} --tlsca {tls}authority.pem`,
		"cannot connect to {tls-expired}: its certificate has expired; the server needs a new one; check this machine's clock too",
	],
	[
		'the certificate of the server is for another name',
		`-s {tls-elsewhere} ${login} --tlsca {tls}authority.pem`,
		'cannot connect to {tls-elsewhere}: its certificate is for elsewhere.test, not 127.0.0.1; connect by that name, or give it with --tls-server-name',
	],
	[
		'the certificate of the server is for another name',
		`-s {tls-by-name} ${login} --tlsca {tls}authority.pem`,
		'cannot connect to {tls-by-name}: its certificate is for localhost, not 127.0.0.1; connect by that name, or give it with --tls-server-name',
	],
	[
		'TLS is wanted here and not offered',
		`-s tls://{plain} ${login}`,
		'cannot use TLS with {plain}: it does not offer TLS, so nothing was sent; write nats:// in --server, or use another port',
	],
	[
		'TLS is wanted here and not offered',
		`-s {plain} ${login} --tlsca {tls}authority.pem`,
		'cannot use TLS with {plain}: it does not offer TLS, so nothing was sent; remove --tlsca, or use another port',
	],
	[
		'the server waits for TLS, we do not',
		`-s {tls-first} ${login} --tlsca {tls}authority.pem ${quick}`,
		'cannot connect to {tls-first}: the server waits for TLS before it greets; add --tls-first',
	],
	[
		'we wait for TLS, the server does not',
		`-s {plain} ${login} --tls-first`,
		'cannot connect to {plain}: the server greets before TLS; drop --tls-first',
	],
	[
		'the client certificate is missing or refused',
		`-s {tls-verify} ${login} --tlsca {tls}authority.pem ${quick}`,
		'cannot connect to {tls-verify}: the server wants a client certificate; give it with --tlscert and --tlskey',
	],
	[
		'the client certificate is missing or refused',
		`-s {tls-verify} ${login} ${quick} --tlsca {tls}authority.pem --tlscert {tls}stranger-client.pem --tlskey {tls}stranger-client.key`,
		'cannot connect to {tls-verify}: the server does not accept the certificate in {tls}stranger-client.pem; give one that is signed by a CA the server knows (--tlscert, --tlskey)',
	],
	[
		'a TLS file is missing or something else',
		`-s {plain} ${login} --tlsca {folder}/empty`,
		'cannot use TLS: there is no certificate in {folder}/empty; correct --tlsca; it must be PEM text',
	],
	[
		'a TLS file is missing or something else',
		`-s {plain} ${login} --tlsca {folder}/broken.pem`,
		'cannot use TLS: a certificate in {folder}/broken.pem is damaged; correct --tlsca',
	],
	[
		'a TLS file is missing or something else',
		`-s {plain} ${login} --tlsca {folder}/none.pem`,
		'cannot read {folder}/none.pem: no such file; correct --tlsca',
	],
	[
		'a TLS file is missing or something else',
		`-s {plain} ${login} --tlscert {tls}client.pem --tlskey {tls}client.pem`,
		'cannot use TLS: there is no private key in {tls}client.pem; correct --tlskey',
	],
	[
		'certificate and key do not belong together',
		`-s {plain} ${login} --tlscert {tls}client.pem --tlskey {tls}by-name.key`,
		'cannot use TLS: {tls}client.pem and {tls}by-name.key do not belong together or are damaged; correct --tlskey',
	],

	[
		'a file of the login cannot be read',
		'-s {plain} --creds {folder}/none.creds',
		'cannot read {folder}/none.creds: no such file; correct --creds',
	],
	[
		'a file of the login cannot be read',
		'-s {plain} --creds {folder}',
		'cannot read {folder}: it is a directory; correct --creds',
	],
	[
		'the credentials file is something else',
		'-s {plain} --creds {folder}/empty',
		'cannot log in: {folder}/empty is not a credentials file, it has no block BEGIN NATS USER JWT; export it again, for example with nsc generate creds',
	],
	[
		'the credentials file is something else',
		'-s {plain} --creds {folder}/no-seed.creds',
		'cannot log in: {folder}/no-seed.creds is not a credentials file, it has no block BEGIN USER NKEY SEED; export it again, for example with nsc generate creds',
	],
	[
		'the credentials file is something else',
		`-s {plain} --creds data:;base64,${Buffer.from(secret).toString('base64')}`,
		'cannot log in: --creds is not a credentials file, it has no block BEGIN NATS USER JWT; export it again, for example with nsc generate creds',
	],
	[
		'the seed is damaged',
		'-s {plain} --creds {folder}/damaged.creds',
		'cannot log in: the nkey seed in {folder}/damaged.creds is damaged; correct --creds',
	],
	[
		'the seed is damaged',
		'-s {plain} --nkey {folder}/empty',
		'cannot log in: there is no nkey seed in {folder}/empty; correct --nkey',
	],
	[
		'the seed is damaged',
		`-s {plain} --jwt {jwt} --seed SU${secret}`,
		'cannot log in: there is no nkey seed in --seed; correct --seed',
	],
	[
		'something that is no JWT',
		`-s {plain} --jwt {folder}/sys.jwt`,
		'cannot use --jwt: it is not a JWT, which is three words with dots between them; for a JWT in a file write file://PATH',
	],
	[
		'a reference to a secret that leads nowhere',
		'-s {plain} --user sys --password env://NO_SUCH_NAME',
		'cannot use --password: the variable NO_SUCH_NAME is not set; set it, or correct --password',
	],
	[
		'a reference to a secret that leads nowhere',
		'-s {plain} --user sys --password env://EMPTY',
		'cannot use --password: the variable EMPTY is empty; set it, or correct --password',
	],
	[
		'a reference to a secret that leads nowhere',
		`-s {plain} --user sys --password env:${secret}`,
		'cannot use --password: the variable in it is not set; set it, or correct --password',
	],
	[
		'a reference to a secret that leads nowhere',
		`-s {plain} --user sys --password file:${secret}`,
		'cannot use --password: it begins with file: but is not written as file://PATH; correct --password',
	],
	[
		'a reference to a secret that leads nowhere',
		'-s {plain} --token file://{folder}/none',
		'cannot read {folder}/none: no such file; correct --token',
	],
	[
		'a reference to a secret that leads nowhere',
		`-s {plain} --token data:${secret}`,
		'cannot use --token: what begins with data: is not written as data:;base64,TEXT; correct --token',
	],
	[
		'a reference to a secret that leads nowhere',
		'-s {plain} --creds op://vault/item/field',
		'cannot use --creds: it is kept in 1Password and there is no program op to ask; install op, the 1Password program',
	],
	[
		'a reference to a secret that leads nowhere',
		'-s {plain} --creds nsc://O',
		'cannot use --creds: it is not written as nsc://OPERATOR/ACCOUNT/USER; install nsc, or give the credentials file itself',
	],

	[
		'a wrong password',
		`-s {plain} --user sys --password ${secret}`,
		`cannot log in to {plain}: the server refused user "sys": ${untold}`,
	],
	[
		'a wrong password',
		`-s localhost:{plain-port} --user sys --password ${secret}`,
		`cannot log in to localhost:{plain-port}: the server refused user "sys": ${untold}`,
	],
	[
		'a wrong password',
		`-s nats://a:${secret}@{plain},nats://b:${secret}@{plain}`,
		'cannot connect to any of 2 servers: {plain}: the server refused user "a": wrong secret, or the user was revoked or removed; {plain}: the server refused user "b": wrong secret, or the user was revoked or removed; the reason is in the server\'s log and in its AUTH.ERR event',
	],
	[
		'no login at all',
		'-s {plain}',
		'cannot log in to {plain}: the server wants a login and none was given; connect with a system-account user (--creds, --user)',
	],
	[
		'a wrong password',
		`-s {of-three} --user sys --password ${secret}`,
		`cannot log in to {of-three}: the server refused user "sys": ${untold}`,
	],
	[
		'a wrong password',
		`-s {of-three},{of-three-2} --user sys --password ${secret}`,
		`cannot connect to any of 2 servers: {of-three}: the server refused user "sys": wrong secret, or the user was revoked or removed; {of-three-2}: the server refused user "sys": wrong secret, or the user was revoked or removed; the reason is in the server's log and in its AUTH.ERR event`,
	],
	[
		'no login at all',
		'-s {of-three}',
		'cannot log in to {of-three}: the server wants a login and none was given; connect with a system-account user (--creds, --user)',
	],
	[
		'a JWT that has expired',
		'-s {of-three} --creds {folder}/expired.creds',
		'cannot log in to {of-three}: the credentials in {folder}/expired.creds expired on 2024-01-31 12:30 UTC; get new ones and correct --creds',
	],
	[
		'the route port',
		`-s {of-three-route} ${login}`,
		`cannot connect to {of-three-route}: it is the cluster port; ${clientPort}`,
	],
	[
		'a user of another account',
		'-s {of-three} --user app --password pw',
		'cannot read system events: user "app" is not in the system account (its account is "APP"); connect with a system-account user (--creds, --user)',
	],
	[
		'a token that is not known',
		`-s {plain} --token ${secret}`,
		`cannot log in to {plain}: the server refused the token from --token: ${untold}`,
	],
	[
		'a token that is not known',
		`-s nats://${secret}@{plain}`,
		`cannot log in to {plain}: the server refused the token from --server: ${untold}`,
	],
	[
		'an nkey or JWT where the server knows none',
		'-s {plain} --nkey {folder}/known.nk',
		'cannot log in to {plain}: the server refused the nkey in {folder}/known.nk; it knows no nkeys or JWTs; give --user and a password',
	],
	[
		'an nkey that is not known',
		'-s {nkeys} --nkey {folder}/unknown.nk',
		`cannot log in to {nkeys}: the server refused the nkey in {folder}/unknown.nk: ${untold}`,
	],
	[
		'a password where the server wants nkeys or JWTs',
		`-s {operator} ${login}`,
		'cannot log in to {operator}: the server refused user "sys"; it uses nkeys or JWTs; give --creds or --nkey, or check the password',
	],
	[
		'a JWT that has expired',
		'-s {operator} --creds {folder}/expired.creds',
		'cannot log in to {operator}: the credentials in {folder}/expired.creds expired on 2024-01-31 12:30 UTC; get new ones and correct --creds',
	],
	[
		'a JWT that is not valid yet',
		'-s {operator} --creds {folder}/early.creds',
		'cannot log in to {operator}: the credentials in {folder}/early.creds are valid from 2190-01-31 12:30 UTC; get new ones and correct --creds',
	],
	[
		'a seed of another JWT',
		'-s {operator} --creds {folder}/mixed.creds',
		'cannot log in to {operator}: the seed in {folder}/mixed.creds does not belong to the JWT in it; get new ones and correct --creds',
	],
	...(
		[
			['addresses', 'source addresses'],
			['times', 'times of day'],
			['kinds', 'connection types'],
		] as const
	).map(([name, limits]): [Failure, string, string] => [
		'a JWT limited to times, addresses or kinds of connections',
		`-s {operator} --creds {folder}/${name}.creds`,
		`cannot log in to {operator}: the server refused the credentials in {folder}/${name}.creds, which are limited to some ${limits}; get new ones and correct --creds`,
	]),
	[
		'a JWT that is no bearer, without its seed',
		'-s {operator} --jwt {jwt}',
		'cannot log in to {operator}: the JWT from --jwt needs its seed to sign with, and none was given; get new ones and correct --jwt',
	],
	...(['a JWT of an account the server does not know', 'a user who was revoked'] as const).map(
		(failure): [Failure, string, string] => {
			const creds = failure === 'a user who was revoked' ? 'revoked' : 'stranger';
			const sentence = `cannot log in to {operator}: the server refused the credentials in {folder}/${creds}.creds: ${untold}`;
			return [failure, `-s {operator} --creds {folder}/${creds}.creds`, sentence];
		},
	),

	[
		'a user of another account',
		'-s {plain} --user app --password pw',
		'cannot read system events: user "app" is not in the system account (its account is "APP"); connect with a system-account user (--creds, --user)',
	],
	[
		'a user of another account',
		'-s {operator} --creds {folder}/app.creds',
		'cannot read system events: user "app" is not in the system account (its account is "APP"); connect with a system-account user (--creds, --user)',
	],
];
