// What a server answers to "direct get": a message of a stream, that there is no more, or why there is none.
import type {Msg} from 'nats';
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

export type StoredMessage = StreamMessage & {
	/** Where it stands in the stream. */
	readonly sequence: number;
};

export type DirectAnswer =
	| {readonly kind: 'message'; readonly message: StoredMessage}
	/** All that was asked for has come; `pending` are those behind it. */
	| {readonly kind: 'end'; readonly pending: number}
	| {readonly kind: 'refused'; readonly because: string; readonly nobodyAnswers: boolean};

/** What one answer says. The headers are those of the server's `getDirectRequest`. */
export function directAnswer({data, headers}: Msg): DirectAnswer {
	const pending = Number(headers?.get('Nats-Num-Pending')) || 0;
	const sequence = Number(headers?.get('Nats-Sequence'));
	const storedAt = Date.parse(headers?.get('Nats-Time-Stamp') ?? '');
	const subject = headers?.get('Nats-Subject') ?? '';
	if (sequence > 0 && !Number.isNaN(storedAt) && subject !== '') {
		return {kind: 'message', message: {sequence, storedAt, subject, pending, data}};
	}
	const code = headers?.code ?? 0;
	if (code === 204 || code === 404) return {kind: 'end', pending: code === 204 ? pending : 0};
	if (code === 503) return {kind: 'refused', because: 'nobody answers', nobodyAnswers: true};
	const {description} = fields(fields(parsedJson(payloadText(data)))['error']);
	return {
		kind: 'refused',
		because: typeof description === 'string' ? tame(description) : '',
		nobodyAnswers: false,
	};
}
