// Events from before we connected, read from a stream that captures them: they are delivered first, and what comes live
// meanwhile is held back until the stream has been read to its end. What came both ways is delivered once.
import {setTimeout as pause} from 'node:timers/promises';
import {grouped} from '../../format/number.ts';
import {parsedJson} from '../../format/parsed-json.ts';
import {fields} from '../../wire/fields.ts';
import {clockSubject, type ClockReport, linkSubject, type LinkReport, type Message} from '../../wire/message.ts';
import type {Deliver} from '../source.ts';
import type {HistoryPlan} from './history-plan.ts';
import {largestPayload, payloadText} from './payload-text.ts';
import type {StreamMessage} from './stored-message.ts';
import type {StreamReader} from './stream-reader.ts';

export type History = {
	/** Takes what comes live. */
	readonly live: Deliver;
	/**
	 * Delivers the history, then what came live meanwhile; from then on what comes live is delivered at once.
	 * @throws CannotStart when the stream cannot be read
	 */
	readonly read: (reader: StreamReader) => Promise<void>;
};

export type HistoryOptions = {
	readonly plan: HistoryPlan;
	readonly deliver: Deliver;
	/** Epoch milliseconds. */
	readonly now: () => number;
};

/** Servers send statistics every 10 s, older ones every 30 s: a longer silence of all is one of the stream. */
const silenceMs = 35_000;
/** What was sent before we subscribed may be stored a moment later. */
const settleMs = 1000;
/** Events that are held back at most; older ones come by the stream. */
const mostHeld = 50_000;
/** Texts of the history that may still come live. */
const mostRemembered = 20_000;

/** Progress is told this often at most. */
const betweenTellingMs = 200;

/** So long after the end of the history. */
const rememberMs = 10_000;

/** An event of a server, unlike reports about our link, requests and answers. */
function isEvent({subject}: Message): boolean {
	return subject.startsWith('$SYS.') && !subject.startsWith('$SYS.REQ.');
}

function nothingIn({stream, from}: HistoryPlan): string {
	return from === undefined
		? `stream ${stream} of the history is empty`
		: `stream ${stream} of the history has nothing since ${new Date(from).toISOString().replace(/\.\d+/, '')}`;
}

function firstOf<Value>(values: Iterable<Value>): Value | undefined {
	for (const value of values) return value;
	return undefined;
}

export function createHistory({plan, deliver, now}: HistoryOptions): History {
	let isRead = false;
	/** What came live, in order; an event that came by the stream too is taken out again. */
	const held = new Set<Message>();
	const heldByText = new Map<string, Message>();
	/** The latest texts of the history: they may come live only after the stream had them. */
	const remembered = new Set<string>();
	/** The last of those that were not held. */
	let dropped: Message | undefined;
	let droppedCount = 0;
	/** When the history's last message was stored. */
	let last = 0;
	let count = 0;
	let toldAt = 0;

	function hold(message: Message): void {
		held.add(message);
		if (!isEvent(message) || message.tooLargeBytes !== undefined) return;
		heldByText.set(message.text, message);
		if (heldByText.size <= mostHeld) return;
		const oldest = firstOf(heldByText.values());
		if (oldest === undefined) return;
		heldByText.delete(oldest.text);
		held.delete(oldest);
		dropped = oldest;
		droppedCount++;
	}

	function takeStored({subject, data, storedAt, pending}: StreamMessage): void {
		// The clock of the stream's leader may be ahead of ours, and another leader's behind the one's before it.
		const at = Math.max(last, Math.min(storedAt, now()));
		if (last > 0 && at - last > silenceMs) {
			const missed: ClockReport = {state: 'missed', from: last, to: at};
			deliver({at, subject: clockSubject, text: JSON.stringify(missed)});
		}
		last = at;
		count++;
		tell(pending);
		if (data.length > largestPayload) {
			deliver({at, subject, text: '', tooLargeBytes: data.length});
			return;
		}
		const text = payloadText(data);
		const twin = heldByText.get(text);
		if (twin !== undefined) {
			heldByText.delete(text);
			held.delete(twin);
		}
		remembered.add(text);
		if (remembered.size > mostRemembered) remembered.delete(firstOf(remembered) ?? '');
		deliver({at, subject, text});
	}

	function tell(pending: number): void {
		if (plan.told === undefined || Math.abs(now() - toldAt) < betweenTellingMs) return;
		toldAt = now();
		plan.told({stream: plan.stream, messages: count, of: count + pending, at: last});
	}

	function report(told: LinkReport): void {
		deliver({at: Math.max(last, now()), subject: linkSubject, text: JSON.stringify(told)});
	}

	function release(): void {
		isRead = true;
		for (const message of held) {
			const at = Math.max(last, message.at);
			if (isEvent(message) && remembered.has(message.text)) continue;
			deliver(continued({...message, at}));
		}
		held.clear();
		heldByText.clear();
	}

	/** The report that our link is up says that what came before was heard too. */
	function continued(message: Message): Message {
		if (count === 0 || message.subject !== linkSubject) return message;
		const report = fields(parsedJson(message.text));
		return report['state'] === 'up' ? {...message, text: JSON.stringify({...report, continues: true})} : message;
	}

	return {
		live(message) {
			if (!isRead) hold(message);
			else if (!(isEvent(message) && remembered.delete(message.text))) deliver(message);
			if (isRead && message.at > last + rememberMs) remembered.clear();
		},
		async read(reader) {
			await reader.readOn(takeStored);
			await pause(settleMs);
			await reader.readOn(takeStored);
			release();
			if (count === 0) report({state: 'note', text: nothingIn(plan)});
			if (dropped !== undefined && dropped.at > last) {
				report({state: 'note', text: `up to ${grouped(droppedCount)} events between the history and now were lost`});
			}
		},
	};
}
