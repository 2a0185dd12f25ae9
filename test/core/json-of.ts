import {entriesOf} from '../../source/model/journal.ts';
import {payloadOf} from '../../source/model/messages.ts';
import type {Model} from '../../source/model/model.ts';

/** Everything that plain data holds, a model for example, in its order. */
export function jsonOf(data: unknown): string {
	return JSON.stringify(data, (_, value: unknown) => {
		if (value instanceof Map) return {map: [...value]};
		if (value instanceof Set) return {set: [...value]};
		if (value instanceof Int32Array) return {numbers: [...value]};
		if (value instanceof Float64Array) return {numbers: [...value]};
		if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
		if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
		return value;
	});
}

/** All that is known, whatever of it is shared with keyframes, and wherever long payloads stand in memory. */
export function jsonOfModel(model: Model): string {
	const payloads = [...entriesOf(model.journals.messages)].map(([, message]) => ({
		...message,
		text: payloadOf(model, message),
	}));
	const {bytes: _, ...longTexts} = model.longTexts;
	const journals = {...model.journals, messages: payloads};
	return jsonOf({...model, journals, longTexts}).replaceAll(/"generation":\d+/g, '');
}
