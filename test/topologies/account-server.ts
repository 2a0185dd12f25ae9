// Accounts served over HTTP as nats-account-server does: `GET /jwt/v1/accounts/<id>` gives an account's JWT, `POST`
// stores one and publishes it to the servers.
import {Worker} from 'node:worker_threads';
import type {FromAccounts, ToAccounts} from './account-server-thread.ts';

export type AccountServer = {
	/** `http://127.0.0.1:<port>/jwt/v1/accounts/`, which is what a server's URL resolver is given. */
	readonly url: string;
	/** From now on what is posted is also published. */
	publishThrough(publish: (subject: string, token: string) => void): void;
	stop(): Promise<void>;
};

/**
 * Serves these tokens, by account id, from a thread of its own: a nats-server that starts gives its resolver 1.9 s and
 * dies without an answer, and the thread of the tests may be busy for longer.
 */
export async function startAccountServer(tokens: ReadonlyMap<string, string>): Promise<AccountServer> {
	let publish: (subject: string, token: string) => void = () => {};
	const thread = new Worker(new URL('./account-server-thread.ts', import.meta.url), {workerData: tokens});
	const tell = (told: ToAccounts) => thread.postMessage(told);
	const url = await new Promise<string>((resolve, reject) => {
		thread.once('error', reject);
		thread.on('message', (heard: FromAccounts) => {
			if (heard.kind === 'listening') return resolve(heard.url);
			publish(`$SYS.ACCOUNT.${heard.id}.CLAIMS.UPDATE`, heard.token);
			tell({kind: 'published'});
		});
	});
	return {
		url,
		publishThrough(through) {
			publish = through;
		},
		async stop() {
			await thread.terminate();
		},
	};
}
