// Leafnodes that are lost again and again, and others that only look like that.
import {describe, expect, test} from 'vitest';
import type {Message} from '../../source/wire/message.ts';
import {type Fields, MadeServer, noon, timeText} from '../events/made-server.ts';
import {replay, sentencesOf, troubleOf} from '../helpers/replay.ts';

const hub = new MadeServer('hub');

type LeafLife = {readonly from: number; readonly to: number; readonly more?: Fields; readonly reason?: string};

/** The messages of leafnode connections that begin and end so many seconds after noon. */
function lives(...all: readonly LeafLife[]): readonly Message[] {
	return all
		.flatMap(({from, to, more = {}, reason = 'Client Closed'}, index) => {
			const leaf = {kind: 'Leafnode', name: 'nats-0', start: timeText(noon + from * 1000), ...more};
			return [hub.connect(noon + from * 1000, index, leaf), hub.disconnect(noon + to * 1000, index, leaf, reason)];
		})
		.toSorted((one, other) => one.at - other.at);
}

function told(messages: readonly Message[]): readonly string[] {
	return sentencesOf(troubleOf(replay(messages)).filter(({rule}) => rule === 'flapping-leafnode'));
}

describe('a leafnode', () => {
	test.each([
		['is lost once', lives({from: 0, to: 5}), 0],
		['is lost twice, one life after the other', lives({from: 0, to: 5}, {from: 6, to: 20}), 2],
		['is lost again at once, though the messages come out of step', lives({from: 0, to: 5}, {from: 4.5, to: 20}), 2],
		['lives long each time', lives({from: 0, to: 31}, {from: 32, to: 63}), 0],
		['is kicked', lives({from: 0, to: 5, reason: 'Kicked'}, {from: 6, to: 9, reason: 'Kicked'}), 2],
		['ends with its server', lives(...[0, 6].map(from => ({from, to: from + 5, reason: 'Server Shutdown'}))), 0],
		['is one of two of its name, which live at the same time', lives({from: 0, to: 5}, {from: 0, to: 9}), 0],
		['is one of two, and lost again', lives({from: 0, to: 5}, {from: 0, to: 9}, {from: 6, to: 12}), 2],
		['is one of two on other hosts', lives({from: 0, to: 5}, {from: 6, to: 9, more: {host: '127.0.0.2'}}), 0],
		[
			'is one of two on other hosts, and lost again',
			lives({from: 0, to: 5}, {from: 2, to: 9, more: {host: '127.0.0.2'}}, {from: 6, to: 12}),
			3,
		],
		[
			'is lost with another version after an upgrade',
			lives({from: 0, to: 5}, {from: 6, to: 9, more: {ver: '2.15.2'}}),
			2,
		],
	])('that %s', (_, messages, times) => {
		const sentences = told(messages);
		const expected = times === 0 ? [] : [`warn flapping-leafnode: nats-0 leafnode of APP lost ${times} times on hub`];
		expect(sentences.map(text => text.replace(/, lives.*/, ''))).toEqual(expected);
	});
});
