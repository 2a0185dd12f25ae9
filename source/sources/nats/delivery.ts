// What the source delivers: messages of the servers and reports about its own link, without our own token, and without
// ever throwing into the client library.
import {tame} from '../../format/tame.ts';
import {answerPrefix, type LinkReport, linkSubject, type Message} from '../../wire/message.ts';
import type {Deliver} from '../source.ts';

export type Delivery = {
	/** From now on all is delivered there. */
	begin(to: Deliver): void;
	/** Nothing is delivered any more. */
	end(): void;
	/** Delivers a message, a request with its reply subject. Never throws, or the client library would stop reading. */
	hand(subject: string, text: string, reply?: string): void;
	/** Delivers what is known of a message whose payload of so many bytes is not read. Never throws. */
	handTooLarge(subject: string, bytes: number): void;
	report(report: LinkReport): void;
	/** Reports something worth telling. */
	note(text: string): void;
	/** Events and answers of servers delivered so far, except answers about ourselves. */
	readonly heard: number;
};

export type DeliveryOptions = {
	/** Epoch milliseconds. */
	readonly now: () => number;
	/** What a server said, without our own tokens. */
	readonly withoutTokens: (text: string) => string;
};

/** Different errors that are reported at most. */
const mostMishaps = 10;
const aboutOurselves = '.$SYS.REQ.USER.INFO';

export function createDelivery({now, withoutTokens}: DeliveryOptions): Delivery {
	const mishaps = new Set<string>();
	let deliver: Deliver = () => {};
	let heard = 0;

	function hand(subject: string, text: string, reply?: string): void {
		if (isWordOfServer(subject, text !== '')) heard += 1;
		pass({at: now(), subject, text: withoutTokens(text), reply});
	}

	function handTooLarge(subject: string, bytes: number): void {
		if (isWordOfServer(subject, true)) heard += 1;
		pass({at: now(), subject, text: '', tooLargeBytes: bytes});
	}

	function pass(message: Message): void {
		try {
			deliver(message);
		} catch (error) {
			const mishap = errorInWords(error);
			if (mishaps.has(mishap) || mishaps.size >= mostMishaps) return;
			mishaps.add(mishap);
			note(`a message could not be taken in: ${mishap}`);
		}
	}

	function report(report: LinkReport): void {
		hand(linkSubject, JSON.stringify(report));
	}

	function note(text: string): void {
		report({state: 'note', text});
	}

	return {
		begin(to) {
			deliver = to;
		},
		end() {
			deliver = () => {};
		},
		hand,
		handTooLarge,
		report,
		note,
		get heard() {
			return heard;
		},
	};
}

function isWordOfServer(subject: string, hasPayload: boolean): boolean {
	if (subject.startsWith(answerPrefix)) return hasPayload && !subject.endsWith(aboutOurselves);
	return subject.startsWith('$') && !subject.startsWith('$SYS.REQ.');
}

/** An error's kind and message, harmless to show. */
export function errorInWords(error: unknown): string {
	return tame(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
}
