import fc from 'fast-check';
import {Kind, Parser} from 'nats';
import {expect, test} from 'vitest';
import {allowBlankSubjects} from '../../../source/connection/dial/blank-subjects.ts';

type Read = {subject: string; sid: number; text: string};

/** What the client's parser makes of a server's bytes, given in pieces. */
function read(pieces: readonly Uint8Array[]): Read[] {
	const messages: Read[] = [];
	const parser = new Parser({
		push(event) {
			if (typeof event === 'function' || event.kind !== Kind.MSG || !event.msg) return;
			const {subject, sid} = event.msg;
			messages.push({subject: Buffer.from(subject).toString(), sid, text: Buffer.from(event.data ?? []).toString()});
		},
	});
	for (const piece of pieces) parser.parse(piece);
	return messages;
}

allowBlankSubjects();

test('subjects with blanks, among others, in pieces of any size', () => {
	const name = fc
		.stringMatching(/^[a-z0-9é]{1,6}( {1,2}[a-z0-9é]{1,6}){0,3}$/)
		.map(account => `$SYS.ACCOUNT.${account}.CONNECT`);
	const message = fc.record({
		subject: name,
		sid: fc.integer({min: 1, max: 9999}),
		text: fc.stringMatching(/^[\sa-zé0-9]{0,40}$/),
	});
	fc.assert(
		fc.property(fc.array(message, {minLength: 1, maxLength: 6}), fc.integer({min: 1, max: 200}), (messages, size) => {
			const bytes = Buffer.concat(
				messages.map(({subject, sid, text}) =>
					Buffer.from(`MSG ${subject} ${sid}  ${Buffer.byteLength(text)}\r\n${text}\r\n`),
				),
			);
			const pieces = [];
			for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
			expect(read(pieces)).toEqual(messages);
		}),
	);
});

test('a subject with a reply', () => {
	expect(read([Buffer.from('MSG a.b 7 reply.to 2\r\nhi\r\n')])).toEqual([{subject: 'a.b', sid: 7, text: 'hi'}]);
});

test.each(['MSG x y z 1 2 hello', 'MSG a b', 'MSG a b c', 'MSG 1 2', 'MSG a -1  2', 'MSG a b 1  99999999999'])(
	'%s is still an error',
	line => {
		expect(() => read([Buffer.from(`${line}\r\n`)])).toThrow('processMsgArgs');
	},
);
