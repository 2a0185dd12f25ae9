import {tame} from '../format/tame.ts';
import {bytes, count} from '../format/number.ts';
import {clock} from '../format/time.ts';
import {widthOf} from '../format/width.ts';
import type {KeptMessage} from '../model/journal-entry.ts';
import {forgottenOf} from '../model/journal.ts';
import {hasPayload, payloadOf} from '../model/messages.ts';
import type {Model} from '../model/model.ts';
import type {Style} from '../screen/screen.ts';
import {defineView, onePane} from './define-view.ts';
import {gistOf, shortSubject} from './columns/message-gist.ts';
import {journalRows} from './panes/journal-rows.ts';
import {definePane} from './panes/pane.ts';

const gists = new WeakMap<KeptMessage, string>();

// Cells are made more than once per picture, and parsing JSON is slow.
function gistOfMessage(model: Model, message: KeptMessage): string {
	if (message.isTooLarge) return 'too large to be read';
	if (!hasPayload(model, message)) return '';
	const known = gists.get(message);
	if (known !== undefined) return known;
	const gist = gistOf(payloadOf(model, message) ?? '');
	gists.set(message, gist);
	return gist;
}

type Entry = readonly [number: number, message: KeptMessage];

function styleOf({subject, understood}: KeptMessage): Style | undefined {
	if (!understood) return 'warn';
	if (subject.startsWith('$SYS.REQ.') || subject.startsWith('(')) return 'accent';
	return subject.endsWith('.CLIENT.AUTH.ERR') ? 'bad' : undefined;
}

function undecodable({misunderstood, tooLarge}: Model): string {
	if (misunderstood === 0) return '';
	const large = tooLarge > 0 ? ` (${count(tooLarge)} too large)` : '';
	return `${count(misunderstood)} undecodable${large}`;
}

const pane = definePane<Entry>({
	id: 'messages',
	title: 'SYSTEM MESSAGES',
	stream: true,
	rows: look => journalRows(look.model.journals.messages),
	idOf: ([number]) => String(number),
	columns: look => [
		{
			id: 'time',
			title: 'TIME',
			width: 12,
			rank: 0,
			value: ([, {at}]) => at,
			cell: ([, {at}]) => ({text: clock(at, look.utc, true), style: 'dim'}),
		},
		{
			id: 'subject',
			title: 'SUBJECT',
			width: 34,
			grow: 2,
			most: 110,
			rank: 0,
			value: ([, {subject}]) => subject,
			cell: ([, message], room) => {
				const style = styleOf(message);
				const whole = tame(message.subject);
				const text = widthOf(whole) > room ? shortSubject(message.subject) : whole;
				return style === undefined ? {text} : {text, style};
			},
		},
		{
			id: 'size',
			title: 'SIZE',
			width: 6,
			align: 'right',
			rank: 1,
			value: ([, {size}]) => size,
			cell: ([, {size}]) => ({text: bytes(size)}),
		},
		{
			id: 'body',
			title: 'CONTENT',
			width: 20,
			grow: 3,
			rank: 2,
			value: ([, message]) => payloadOf(look.model, message),
			cell: ([, message]) => ({text: gistOfMessage(look.model, message), style: 'dim'}),
		},
	],
	isWrong: ([, {understood}]) => !understood,
	target: ([number]) => ({kind: 'message', number}),
	message: ([number]) => number,
	empty: () => 'no message has arrived yet',
	noneWrong: rows => `none of the ${count(rows)} kept messages is undecodable`,
	note(look) {
		const {model} = look;
		const forgotten = forgottenOf(model.journals.messages);
		const parts = [
			model.duplicates > 0 ? `${count(model.duplicates)} duplicates ignored` : '',
			undecodable(model),
			forgotten > 0 ? `${count(forgotten)} older ones dropped` : '',
		];
		return parts.filter(part => part !== '').join(' · ');
	},
});

export const messagesView = defineView({
	id: 'messages',
	key: '0',
	title: 'Messages',
	shortTitle: 'Msgs',
	about: 'every system message as it arrived, like nats subscribe; secrets are hidden',
	...onePane(pane),
});
