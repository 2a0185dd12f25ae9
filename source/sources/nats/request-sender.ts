// Requests on the connection that we have: each is delivered as a message before it is sent, and so are its answers,
// whoever asks.
import {headers, type MsgHdrs, type NatsConnection} from 'nats';
import type {Link} from '../../connection/dial/link.ts';
import {createPatience} from '../../connection/dial/patience.ts';
import {roundTrip as roundTripOn} from '../../connection/dial/round-trip.ts';
import {tame} from '../../format/tame.ts';
import {answerPrefix} from '../../wire/message.ts';
import type {Request} from '../../requests/request.ts';
import type {TakeAnswer} from './answers.ts';
import {type Delivery, errorInWords} from './delivery.ts';
import {acceptEncoding, encoding} from './inflated.ts';
import type {Listening} from './listening.ts';

export type RequestSender = {
	/** Sends a request; does nothing while the link is down, or when the server would refuse it. Never throws. */
	send(request: Request, first?: TakeAnswer): boolean;
	/**
	 * The first answer: its text, empty when nobody is there; undefined when none comes in time or when it is too large to
	 * be read. Never rejects.
	 */
	answerTo(subject: string, body: string): Promise<string | undefined>;
	/**
	 * Resolves to true after a round trip, when all that the server said before is known; to false when that takes too
	 * long or the connection is lost.
	 */
	roundTrip(): Promise<boolean>;
};

export type RequestSenderOptions = {
	readonly link: Link;
	readonly listening: Listening;
	readonly delivery: Delivery;
	readonly connection: () => NatsConnection | undefined;
	/** Longest wait for an answer. */
	readonly waitMs: number;
};

function compressedHeaders(): MsgHdrs {
	const asked = headers();
	asked.set(acceptEncoding, encoding);
	return asked;
}

export function createRequestSender({
	link,
	listening,
	delivery,
	connection,
	waitMs,
}: RequestSenderOptions): RequestSender {
	const {refusals} = link;

	async function roundTrip(): Promise<boolean> {
		const live = connection();
		if (!live) return false;
		const isBack = await roundTripOn(live, waitMs);
		// What the server said before its answer to the ping reaches us through a queue of the library.
		await new Promise(setImmediate);
		return isBack && live === connection();
	}

	function send({subject, body, isCompressed}: Request, first?: TakeAnswer): boolean {
		const live = connection();
		if (!live || !link.isUp || refusals.mayNotAsk(subject)) return false;
		if (subject === '' || /[ \t\r\n]/.test(subject)) {
			delivery.note(`cannot ask ${JSON.stringify(tame(subject))}: a subject must not have blanks`);
			return false;
		}
		const granted = refusals.tryAgain('publish', subject);
		const reply = listening.replyTo(subject, first);
		delivery.hand(subject, body, answerPrefix + reply.slice(reply.lastIndexOf('.') + 1));
		try {
			live.publish(subject, body, isCompressed === true ? {reply, headers: compressedHeaders()} : {reply});
		} catch (error) {
			delivery.note(`cannot ask ${tame(subject)}: ${errorInWords(error)}`);
			return false;
		}
		// A refusal comes before the answer to a ping that is sent after the request.
		if (granted) void roundTrip().then(isBack => isBack && granted());
		return true;
	}

	return {
		send,
		roundTrip,
		async answerTo(subject, body) {
			const {promise, resolve} = Promise.withResolvers<string | undefined>();
			if (!send({subject, body}, resolve)) return undefined;
			const patience = createPatience();
			void patience.pause(waitMs).then(() => resolve(undefined));
			// Nothing comes for a request that is refused.
			void roundTrip().then(() => {
				if (refusals.mayNotAsk(subject)) resolve(undefined);
			});
			try {
				return await promise;
			} finally {
				patience.end();
			}
		},
	};
}
