// Two ways to ask for the next messages of a stream. One request for many is the cheaper one. Where the account of the
// stream exports the request for a single response only (as `nats auth` does), the first message is all that comes of
// it; then each message has a request of its own, and many of them are under way at a time.
import {createInbox, type NatsConnection} from 'nats';
import {type DirectAnswer, directAnswer, type StoredMessage} from './stored-message.ts';

export type DirectGet = {
	readonly live: NatsConnection;
	readonly subject: string;
	/** `_INBOX` when not given. */
	readonly inboxPrefix: string | undefined;
	/** So long one waits for the next message of an answer. */
	readonly waitMs: number;
	/** Where it begins. */
	readonly start: {readonly seq: number} | {readonly start_time: string};
	/** Called with each message in the order of the stream; one may come twice. */
	readonly taken: (message: StoredMessage) => void;
};

export type Batch =
	/** All that was asked for; `pending` are those behind it. */
	| {readonly kind: 'whole'; readonly pending: number}
	/** Nothing more came after so many messages; `because` is what was answered instead, where something was. */
	| {readonly kind: 'broken'; readonly messages: number; readonly because: string};

/** Messages that are asked for by one request. */
const together = 1000;
/** A server sends all of them at once: what does not come soon after the first does not come. */
const secondMs = 1000;
/** Requests for a single message that are under way at a time. */
const singly = 200;

export function getTogether({live, subject, inboxPrefix, waitMs, start, taken}: DirectGet): Promise<Batch> {
	return new Promise(resolve => {
		let because = '';
		let messages = 0;
		const inbox = createInbox(inboxPrefix);
		const end = (batch: Batch): void => {
			clearTimeout(timer);
			subscription.unsubscribe();
			resolve(batch);
		};
		const broken = (): void => end({kind: 'broken', messages, because});
		let timer = setTimeout(broken, waitMs);
		const subscription = live.subscribe(inbox, {
			callback(error, message) {
				if (error) return broken();
				const answer = directAnswer(message);
				switch (answer.kind) {
					case 'message':
						messages++;
						clearTimeout(timer);
						timer = setTimeout(broken, messages === 1 ? Math.min(secondMs, waitMs) : waitMs);
						return taken(answer.message);
					case 'end':
						return end({kind: 'whole', pending: answer.pending});
					case 'refused':
						// The system account has no JetStream of its own and says so, whoever else answers.
						because ||= answer.because;
						if (answer.nobodyAnswers) broken();
				}
			},
		});
		live.publish(subject, JSON.stringify({...start, batch: together}), {reply: inbox});
	});
}

export function getSingly(
	seq: number,
	{live, subject, inboxPrefix, waitMs, taken}: Omit<DirectGet, 'start'>,
): Promise<Batch> {
	return new Promise(resolve => {
		const inbox = createInbox(inboxPrefix);
		/** Answers by the place of their requests; the first one counts. */
		const answers: (DirectAnswer | undefined)[] = Array.from({length: singly});
		let because = '';
		let answered = 0;
		const end = (): void => {
			clearTimeout(timer);
			subscription.unsubscribe();
			resolve(takenInOrder(answers, because, taken));
		};
		let timer = setTimeout(end, waitMs);
		const subscription = live.subscribe(`${inbox}.*`, {
			callback(error, message) {
				if (error) return end();
				const answer = directAnswer(message);
				const place = Number(message.subject.slice(inbox.length + 1));
				if (answer.kind === 'refused') {
					because ||= answer.because;
					if (answer.nobodyAnswers) end();
					return;
				}
				if (answers[place] !== undefined) return;
				answers[place] = answer;
				answered++;
				clearTimeout(timer);
				if (answered === singly) return end();
				timer = setTimeout(end, waitMs);
			},
		});
		// With a batch of one the answer is the next message there is, and says how many are behind it.
		for (let place = 0; place < singly; place++) {
			live.publish(subject, JSON.stringify({seq: seq + place, batch: 1}), {reply: `${inbox}.${place}`});
		}
	});
}

/** Takes the messages until there is no more, or the first request that has not been answered. */
function takenInOrder(
	answers: readonly (DirectAnswer | undefined)[],
	because: string,
	taken: DirectGet['taken'],
): Batch {
	let messages = 0;
	let pending = 0;
	let sequence = 0;
	for (const answer of answers) {
		if (answer?.kind === 'end') return {kind: 'whole', pending: 0};
		if (answer?.kind !== 'message') return {kind: 'broken', messages, because};
		// Where messages are missing in the stream, several requests have the same answer.
		if (answer.message.sequence <= sequence) continue;
		({sequence, pending} = answer.message);
		messages++;
		taken(answer.message);
	}
	return {kind: 'whole', pending};
}
