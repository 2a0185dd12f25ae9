import {EventEmitter} from 'node:events';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {readKeys} from '../../source/keys/read-keys.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function reading() {
	const source = new EventEmitter();
	const heard: unknown[] = [];
	const stop = readKeys(source, {keys: names => heard.push(names), paste: text => heard.push({text})});
	return {source, heard, stop, read: (text: string) => source.emit('data', Buffer.from(text))};
}

test('keys of one read come together, in order with what was pasted', () => {
	const {heard, read} = reading();
	read('jj\u001b[200~one\u001b[201~\r\u001b[A');
	expect(heard).toEqual([['j', 'j'], {text: 'one'}, ['enter', 'up']]);
});

test('Escape waits a moment for the rest of a key, a key for a slow link, a paste for a second', () => {
	const {heard, read} = reading();
	read('\u001b');
	vi.advanceTimersByTime(19);
	read('[A');
	read('\u001b');
	vi.advanceTimersByTime(20);
	expect(heard).toEqual([['up'], ['escape']]);
	heard.length = 0;

	read('\u001b[5');
	vi.advanceTimersByTime(199);
	read('~');
	expect(heard).toEqual([['page-up']]);
	heard.length = 0;

	read('\u001b[200~on');
	vi.advanceTimersByTime(999);
	read('e');
	vi.advanceTimersByTime(999);
	expect(heard).toEqual([]);
	vi.advanceTimersByTime(1);
	read('q');
	expect(heard).toEqual([{text: 'one'}, ['q']]);
});

test('an answer in pieces is waited for, and no key; the beginning of one only while it is expected', () => {
	const source = new EventEmitter();
	const heard: unknown[] = [];
	let isExpected = true;
	const listener = {keys: (names: readonly string[]) => heard.push(...names), paste: () => heard.push('paste')};
	readKeys(source, listener, {report: sequence => heard.push({sequence}), isExpected: () => isExpected});
	const read = (text: string) => source.emit('data', Buffer.from(text));
	const answer = '\u001b]11;rgb:1111/2222/3333\u001b\\';
	for (const character of answer) {
		read(character);
		vi.advanceTimersByTime(999);
	}
	expect(heard).toEqual([{sequence: answer}]);
	heard.length = 0;

	isExpected = false;
	read('\u001b');
	vi.advanceTimersByTime(20);
	read('x\u001b]11;rgb:1');
	vi.advanceTimersByTime(999);
	read('/2/3\u0007j');
	expect(heard).toEqual(['escape', 'x', {sequence: '\u001b]11;rgb:1/2/3\u0007'}, 'j']);
});

test('nothing is heard any more when it is stopped, and no timer is left', () => {
	const {source, heard, read, stop} = reading();
	read('\u001b');
	stop();
	vi.runAllTimers();
	expect(heard).toEqual([]);
	expect(source.listenerCount('data')).toBe(0);
	expect(vi.getTimerCount()).toBe(0);
});
