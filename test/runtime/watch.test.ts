// What is heard from long ago is no sign that this program stood still.
import {expect, test} from 'vitest';
import {createCore} from '../../source/core/core.ts';
import {createWatch, type Watch} from '../../source/runtime/watch.ts';
import {textOf} from '../../source/screen/screen.ts';
import {linkMessage, MadeServer, noon} from '../events/made-server.ts';
import {recordingNothing} from '../helpers/recording-nothing.ts';

const later = noon + 3_600_000;

function watchOf({isRecorded = false, now}: {readonly isRecorded?: boolean; readonly now: () => number}): Watch {
	const core = createCore({view: 'overview', utc: true, label: 'made'});
	core.draw(120, 30);
	return createWatch({
		source: {
			label: 'made',
			isRecorded,
			start: () => Promise.resolve(),
			ask: () => {},
			now,
			stop: () => Promise.resolve(),
		},
		core,
		recorder: recordingNothing(),
		setBackMs: () => 0,
		perform: () => {},
	});
}

function hearQuietServer(watch: Watch, told: (at: number) => void): void {
	const server = new MadeServer('n1');
	for (let at = noon; at <= noon + 60_000; at += 10_000) {
		told(at);
		watch.hear(server.heartbeat(at, {sent: {msgs: at - noon, bytes: 0}}));
	}
}

test('messages of a history may be far apart', () => {
	const watch = watchOf({now: () => later});
	hearQuietServer(watch, () => {});
	expect(watch.core.model.blindSpans).toEqual([]);
});

test('and those of a recording, whose clock stands at its last message', () => {
	let now = noon;
	const watch = watchOf({isRecorded: true, now: () => now});
	hearQuietServer(watch, at => {
		now = at;
	});
	expect(watch.core.model.blindSpans).toEqual([]);
});

test('live ones are not, as the clock is looked at every second', () => {
	let now = noon;
	const watch = watchOf({now: () => now});
	hearQuietServer(watch, at => {
		now = at;
	});
	expect(watch.core.model.blindSpans.length).toBe(6);
});

test('until we are connected it is said where events come from, and going on live is no gap', () => {
	const watch = watchOf({now: () => later});
	const server = new MadeServer('n1');
	for (let at = noon; at <= noon + 60_000; at += 10_000) watch.hear(server.heartbeat(at));
	const verdict = (): string => textOf(watch.core.draw(120, 30).screen.lines[1] ?? {spans: []}).trim();
	expect(verdict()).toBe('○ from the history: heard 1 by their own messages');
	const up = {state: 'up', address: '127.0.0.1:4222', serverId: server.id, serverName: 'n1', cid: 7};
	watch.hear(linkMessage(noon + 65_000, {...up, continues: true}));
	// It has answered others meanwhile.
	server.sequence += 5;
	watch.hear(server.heartbeat(noon + 66_000));
	expect(watch.core.model.missed.link).toBe(undefined);
	expect(verdict()).toBe('○ asking the servers…');
});
