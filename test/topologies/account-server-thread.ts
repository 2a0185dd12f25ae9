// The thread that serves the accounts of `account-server.ts`. It is given their tokens by account id, and says where it
// listens and what is posted.
import {once} from 'node:events';
import {createServer} from 'node:http';
import {text} from 'node:stream/consumers';
import {parentPort, workerData} from 'node:worker_threads';

export type FromAccounts =
	| {readonly kind: 'listening'; readonly url: string}
	| {readonly kind: 'posted'; readonly id: string; readonly token: string};
/** What was posted is published: whoever posted it is answered now. */
export type ToAccounts = {readonly kind: 'published'};

const path = '/jwt/v1/accounts/';
const parent = parentPort;
if (parent === null) throw new Error('this is the thread of an account server, not a program');
const say = (told: FromAccounts) => parent.postMessage(told);
const stored = new Map<string, string>(workerData);

const server = createServer(async (request, response) => {
	const id = request.url?.startsWith(path) ? request.url.slice(path.length) : undefined;
	const token = stored.get(id ?? '');
	if (id !== undefined && request.method === 'POST') {
		const posted = await text(request);
		stored.set(id, posted);
		const published = once(parent, 'message');
		say({kind: 'posted', id, token: posted});
		await published;
		response.end();
	} else if (id === '' || token !== undefined) {
		// A server asks for the bare path once, to know that somebody is there.
		response.setHeader('content-type', 'application/jwt').end(token);
	} else {
		response.writeHead(404).end();
	}
});
server.listen(0, '127.0.0.1', () => {
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('the account server listens nowhere');
	say({kind: 'listening', url: `http://127.0.0.1:${address.port}${path}`});
});
