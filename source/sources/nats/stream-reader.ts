// Reads a JetStream stream, from its beginning or a moment on, over the connection that we have, by the requests of "direct get": they
// need no consumer, every replica answers them, and an account without JetStream can import them from the one that has
// it.
import {setTimeout as pause} from 'node:timers/promises';
import {createInbox, type Msg, type NatsConnection} from 'nats';
import {directGetOf} from '../../connection/permissions/permissions.ts';
import {CannotStart} from '../../errors/cannot-start.ts';
import {parsedJson} from '../../format/parsed-json.ts';
import {tame} from '../../format/tame.ts';
import {fields} from '../../wire/fields.ts';
import {payloadText} from './payload-text.ts';

export type StreamMessage = {
	readonly subject: string;
	readonly data: Uint8Array;
	/** When the stream took it, epoch milliseconds by the clock of its leader. */
	readonly storedAt: number;
	/** Messages that the stream has behind it. */
	readonly pending: number;
};

export type StreamReader = {
	/**
	 * Reads what the stream holds after what was read before, until there is no more.
	 * @throws CannotStart when the stream cannot be read
	 */
	readonly readOn: (taken: (message: StreamMessage) => void) => Promise<void>;
};

export type StreamReaderOptions = {
	readonly stream: string;
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

/** Messages that are asked for at a time. */
const together = 1000;
/** A replica that answers may be gone before it has sent all, and a new leader takes some seconds. */
const mostTries = 6;
const betweenTriesMs = 1000;

type Batch =
	/** All that was asked for; `pending` are those behind it. */
	| {readonly kind: 'whole'; readonly pending: number}
	/** Nothing more came; `because` is what was answered instead, where something was. */
	| {readonly kind: 'broken'; readonly because: string};

type Place = Omit<StreamMessage, 'data'> & {readonly sequence: number};

/** Header of a message of the stream: where it stands in it. */
function placeOf({headers}: Msg): Place | undefined {
	const sequence = Number(headers?.get('Nats-Sequence'));
	const storedAt = Date.parse(headers?.get('Nats-Time-Stamp') ?? '');
	const subject = headers?.get('Nats-Subject') ?? '';
	if (!(sequence > 0) || Number.isNaN(storedAt) || subject === '') return undefined;
	return {sequence, storedAt, subject, pending: pendingIn(headers)};
}

/** Messages that the stream has behind this one. */
function pendingIn(headers: Msg['headers']): number {
	return Number(headers?.get('Nats-Num-Pending')) || 0;
}

/** What a server says instead of messages. */
function refusalIn({data, headers}: Msg): string {
	if (headers?.code === 503) return 'nobody answers';
	const {description} = fields(fields(parsedJson(payloadText(data)))['error']);
	return typeof description === 'string' ? tame(description) : '';
}

export function createStreamReader(options: StreamReaderOptions): StreamReader {
	const {stream, from, connection, inboxPrefix, waitMs, isStopped} = options;
	const subject = directGetOf(stream);
	/** The least sequence number of what is read next; 0 as long as only the time of the first is known. */
	let next = from === undefined ? 1 : 0;
	const firstTime = from === undefined ? '' : new Date(from).toISOString();

	function readBatch(live: NatsConnection, taken: (message: StreamMessage) => void): Promise<Batch> {
		return new Promise(resolve => {
			let because = '';
			const inbox = createInbox(inboxPrefix);
			const end = (batch: Batch): void => {
				clearTimeout(timer);
				subscription.unsubscribe();
				resolve(batch);
			};
			const broken = (): void => end({kind: 'broken', because});
			let timer = setTimeout(broken, waitMs);
			const subscription = live.subscribe(inbox, {
				callback(error, message) {
					if (error) return broken();
					const place = placeOf(message);
					const code = message.headers?.code ?? 0;
					if (place !== undefined) {
						clearTimeout(timer);
						timer = setTimeout(broken, waitMs);
						// Two replicas never answer one request, but an answer to an earlier one may still come.
						if (place.sequence < next) return;
						next = place.sequence + 1;
						taken({...place, data: message.data});
					} else if (code === 204) {
						end({kind: 'whole', pending: pendingIn(message.headers)});
					} else if (code === 404) {
						end({kind: 'whole', pending: 0});
					} else {
						// The system account has no JetStream of its own and says so, whoever else answers.
						because ||= refusalIn(message);
						if (code === 503) broken();
					}
				},
			});
			live.publish(subject, JSON.stringify({...(next > 0 ? {seq: next} : {start_time: firstTime}), batch: together}), {
				reply: inbox,
			});
		});
	}

	return {
		async readOn(taken) {
			let because = '';
			for (let tries = 0; tries < mostTries && !isStopped(); ) {
				const live = connection();
				const before = next;
				const batch: Batch =
					live === undefined || live.isClosed() ? {kind: 'broken', because} : await readBatch(live, taken);
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
