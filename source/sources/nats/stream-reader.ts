// Reads a JetStream stream, from its beginning or a moment on, over the connection that we have, by the requests of "direct get": they
// need no consumer, every replica answers them, and an account without JetStream can import them from the one that has
// it.
import {setTimeout as pause} from 'node:timers/promises';
import type {NatsConnection} from 'nats';
import {directGetOf} from '../../connection/permissions/permissions.ts';
import {CannotStart} from '../../errors/cannot-start.ts';
import {type Batch, getSingly, getTogether} from './direct-get.ts';
import type {StoredMessage, StreamMessage} from './stored-message.ts';

export type StreamReader = {
	/**
	 * Reads what the stream holds after what was read before, until there is no more.
	 * @throws CannotStart when the stream cannot be read
	 */
	readonly readOn: (taken: (message: StreamMessage) => void) => Promise<void>;
};

export type StreamReaderOptions = {
	readonly stream: string;
	/** What our account has in place of `$JS.API`. */
	readonly apiPrefix?: string | undefined;
	/** Only what was stored from then on is read, epoch milliseconds; everything when absent. */
	readonly from?: number | undefined;
	/** The connection that is used at the moment. */
	readonly connection: () => NatsConnection | undefined;
	/** `_INBOX` when not given. */
	readonly inboxPrefix?: string | undefined;
	/** So long one waits for the next message of an answer. */
	readonly waitMs: number;
	readonly isStopped: () => boolean;
};

/** A replica that answers may be gone before it has sent all, and a new leader takes some seconds. */
const mostTries = 6;
const betweenTriesMs = 1000;

export function createStreamReader(options: StreamReaderOptions): StreamReader {
	const {stream, apiPrefix, from, connection, inboxPrefix, waitMs, isStopped} = options;
	const subject = directGetOf({stream, apiPrefix});
	/** The least sequence number of what is read next; 0 as long as only the time of the first is known. */
	let next = from === undefined ? 1 : 0;
	const firstTime = from === undefined ? '' : new Date(from).toISOString();
	/** Only one message comes of a request. */
	let isSingly = false;

	async function readBatch(live: NatsConnection, take: (message: StreamMessage) => void): Promise<Batch> {
		const get = {
			live,
			subject,
			inboxPrefix,
			waitMs,
			taken({sequence, ...message}: StoredMessage) {
				// Two replicas never answer one request, but an answer to an earlier one may still come.
				if (sequence < next) return;
				next = sequence + 1;
				take(message);
			},
		};
		if (isSingly) return getSingly(next, get);
		const batch = await getTogether({...get, start: next > 0 ? {seq: next} : {start_time: firstTime}});
		isSingly = batch.kind === 'broken' && batch.messages === 1;
		return batch;
	}

	return {
		async readOn(taken) {
			let because = '';
			for (let tries = 0; tries < mostTries && !isStopped(); ) {
				const live = connection();
				const before = next;
				const batch: Batch =
					live === undefined || live.isClosed() ? {kind: 'broken', messages: 0, because} : await readBatch(live, taken);
				if (batch.kind === 'whole' && batch.pending === 0) return;
				if (batch.kind === 'broken') because = batch.because || because;
				// What brings nothing on is no try of a stream that goes on.
				if (next > before) {
					tries = 0;
					continue;
				}
				tries++;
				await pause(betweenTriesMs);
			}
			if (isStopped()) return;
			throw new CannotStart(
				`cannot read the history from stream ${stream}`,
				because === '' ? 'nobody answers in time' : because,
				`let the system account import the service ${subject} from the account of the stream, which must allow direct get, and let the user publish to it`,
			);
		},
	};
}
