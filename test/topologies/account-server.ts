// Accounts served over HTTP as nats-account-server does: `GET /jwt/v1/accounts/<id>` gives an account's JWT, `POST`
// stores one and publishes it to the servers.
import {createServer} from 'node:http';

export type AccountServer = {
	/** `http://127.0.0.1:<port>/jwt/v1/accounts/`, which is what a server's URL resolver is given. */
	readonly url: string;
	/** From now on what is posted is also published. */
	publishThrough(publish: (subject: string, token: string) => void): void;
	stop(): Promise<void>;
};

const path = '/jwt/v1/accounts/';

/** Serves these tokens, by account id. */
export async function startAccountServer(tokens: ReadonlyMap<string, string>): Promise<AccountServer> {
	const stored = new Map(tokens);
	let publish: (subject: string, token: string) => void = () => {};
	const server = createServer((request, response) => {
		const id = request.url?.startsWith(path) ? request.url.slice(path.length) : undefined;
		const token = stored.get(id ?? '');
		if (id !== undefined && request.method === 'POST') {
			let body = '';
			request.setEncoding('utf8');
			request.on('data', (part: string) => {
				body += part;
			});
			request.on('end', () => {
				stored.set(id, body);
				publish(`$SYS.ACCOUNT.${id}.CLAIMS.UPDATE`, body);
				response.end();
			});
		} else if (id === '' || token !== undefined) {
			// A server asks for the bare path once, to know that somebody is there.
			response.setHeader('content-type', 'application/jwt').end(token);
		} else {
			response.writeHead(404).end();
		}
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('the account server listens nowhere');
	return {
		url: `http://127.0.0.1:${address.port}${path}`,
		publishThrough(through) {
			publish = through;
		},
		async stop() {
			const closed = new Promise(resolve => server.close(resolve));
			server.closeAllConnections();
			await closed;
		},
	};
}
