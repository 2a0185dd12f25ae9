// A message as it came: pretty JSON, with secrets hidden and strangers' text tamed.
import {bytesInWords} from '../../format/number.ts';
import {tame} from '../../format/tame.ts';
import {clock, dateAndClock} from '../../format/time.ts';
import {entryOf} from '../../model/journal.ts';
import type {KeptMessage} from '../../model/journal-entry.ts';
import {payloadOf} from '../../model/messages.ts';
import type {Model} from '../../model/model.ts';
import type {Span} from '../../screen/screen.ts';
import type {Look} from '../look.ts';
import {blank, fact, type Page, type PageLine} from './page.ts';

const mostLines = 5000;

function pretty(text: string): string {
	try {
		return JSON.stringify(JSON.parse(text), undefined, 2);
	} catch {
		return text;
	}
}

const jsonLine = /^(\s*)("(?:[^"\\]|\\.)*")(: ?)(.*)$/;

function coloured(text: string): readonly Span[] {
	const match = jsonLine.exec(text);
	if (match === null) return [{text: ` ${text}`}];
	const [, indent = '', name = '', colon = '', value = ''] = match;
	return [{text: ` ${indent}`}, {text: name, style: 'accent'}, {text: colon}, {text: value}];
}

function bodyLines(text: string): readonly PageLine[] {
	return pretty(text)
		.split('\n')
		.slice(0, mostLines)
		.map(line => {
			const indent = /^ */.exec(line)?.[0] ?? '';
			// Taming shortens long lines; the indentation stays.
			return {spans: coloured(indent + tame(line.slice(indent.length)))};
		});
}

function remark(text: string): PageLine {
	return {spans: [{text: ` ${text}`, style: 'dim'}]};
}

function payloadLines(model: Model, message: KeptMessage): readonly PageLine[] {
	if (message.isTooLarge) return [remark('the payload was too large to be read')];
	const payload = payloadOf(model, message);
	if (payload === undefined) return [remark('the payload was dropped to save memory')];
	if (payload === '') return [remark('(empty)')];
	return message.isCut ? [...bodyLines(payload), remark('… the rest is not kept')] : bodyLines(payload);
}

export function messagePage(look: Look, number: number): Page | undefined {
	const message = entryOf(look.model.journals.messages, number);
	if (message === undefined) return undefined;
	const subject = tame(message.subject);
	return {
		title: `Message ${subject}`,
		message: number,
		lines: [
			fact('subject', subject),
			fact('arrived', `${dateAndClock(message.at, look.utc).slice(0, 11)}${clock(message.at, look.utc, true)}`),
			fact('size', bytesInWords(message.size)),
			...(message.understood
				? []
				: [fact('decoded', `no${message.isTooLarge ? ', too large' : ''}: counted, otherwise ignored`, 'warn')]),
			blank,
			...payloadLines(look.model, message),
		],
	};
}
