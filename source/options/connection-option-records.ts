// What the help says of the options for the connection.
import type {OptionGroup} from './option-record.ts';

export const connectionOptions: readonly OptionGroup[] = [
	{
		title: 'Connection',
		options: [
			{
				name: 'server',
				short: 's',
				value: 'URL',
				variable: 'NATS_URL',
				inFile: 'everywhere',
				about:
					'nats://host:4222, tls:// for TLS, ws:// and wss:// for websockets; again or with commas for more; default nats://127.0.0.1:4222',
			},
			{
				name: 'context',
				value: 'NAME',
				values: 'context',
				variable: 'NATS_CONTEXT',
				inFile: 'everywhere',
				about:
					"a context of the nats program, or the path of one's .json file; default the selected one; several with commas, east,west,lab, are watched at once",
			},
			{name: 'no-context', inFile: 'everywhere', about: 'no context, not even the selected one'},
			{
				name: 'inbox-prefix',
				value: 'TEXT',
				inFile: 'everywhere',
				about: 'subject that answers come to, default _INBOX',
			},
			{
				name: 'timeout',
				value: 'DURATION',
				variable: 'NATS_TIMEOUT',
				inFile: 'everywhere',
				about: 'how long to wait for a server, 5s or 500ms; default 5s',
			},
		],
	},
	{
		title: 'Authentication: a user of the system account',
		options: [
			{
				name: 'creds',
				value: 'FILE',
				values: 'file',
				variable: 'NATS_CREDS',
				inFile: 'everywhere',
				about: 'credentials file',
			},
			{
				name: 'nkey',
				value: 'FILE',
				values: 'file',
				variable: 'NATS_NKEY',
				inFile: 'everywhere',
				about: 'file with an nkey seed',
			},
			{name: 'user', value: 'NAME', variable: 'NATS_USER', inFile: 'everywhere', about: 'user'},
			{name: 'password', value: 'TEXT', variable: 'NATS_PASSWORD', about: 'password'},
			{name: 'token', value: 'TEXT', variable: 'NATS_TOKEN', about: 'token'},
			{name: 'jwt', value: 'TEXT', variable: 'NATS_JWT', about: 'JWT of the user'},
			{name: 'seed', value: 'TEXT', variable: 'NATS_SEED', about: 'seed to it'},
		],
		note: 'A secret may also be read from elsewhere: file://PATH, env://NAME, op://VAULT/ITEM/FIELD of 1Password; --creds and --nkey also from nsc://OPERATOR/ACCOUNT/USER. Others can see a secret that is written on the command line when the program starts: better put it into its variable.',
	},
	{
		title: 'TLS',
		options: [
			{
				name: 'tlsca',
				value: 'FILE',
				values: 'file',
				variable: 'NATS_CA',
				inFile: 'everywhere',
				about: 'CA of the servers, PEM',
			},
			{
				name: 'tlscert',
				value: 'FILE',
				values: 'file',
				variable: 'NATS_CERT',
				inFile: 'everywhere',
				about: 'our certificate, PEM',
			},
			{
				name: 'tlskey',
				value: 'FILE',
				values: 'file',
				variable: 'NATS_KEY',
				inFile: 'everywhere',
				about: 'its key, PEM',
			},
			{name: 'tls-first', inFile: 'everywhere', about: 'handshake before the server greets'},
			{name: 'tls-server-name', value: 'NAME', inFile: 'everywhere', about: 'the name the certificate must be for'},
		],
	},
];
