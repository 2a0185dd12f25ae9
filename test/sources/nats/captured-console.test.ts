import {afterEach, expect, test} from 'vitest';
import {captureConsole} from '../../../source/sources/nats/captured-console.ts';

const before = {...console};
const releases: (() => void)[] = [];

function capture(): string[] {
	const heard: string[] = [];
	releases.push(captureConsole(text => heard.push(text)));
	return heard;
}

afterEach(() => {
	for (const release of releases.splice(0)) release();
	for (const method of ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const) {
		expect(console[method]).toBe(before[method]);
	}
});

test('everything written goes to the listener', () => {
	const heard = capture();
	console.log('one', 2);
	console.error(new TypeError('not shown'));
	console.warn({secret: true}, null, undefined);
	console.info('%s', 'as it is');
	console.debug('five');
	console.trace('six');
	expect(heard).toEqual(['one 2', 'TypeError', 'an object null undefined', '%s as it is', 'five', 'six']);
});

test('two listeners hear the same until each has gone', () => {
	const one = capture();
	const other = capture();
	console.log('both');
	releases[0]?.();
	console.log('one left');
	releases[0]?.();
	console.log('still one');
	expect(one).toEqual(['both']);
	expect(other).toEqual(['both', 'one left', 'still one']);
});

test('a wrapper that others put around it keeps working and is left alone', () => {
	const heard = capture();
	const written: unknown[][] = [];
	const captured = console.log;
	const wrapper = (...values: unknown[]) => {
		written.push(values);
		captured(...values);
	};
	console.log = wrapper;
	try {
		console.log('wrapped');
		for (const release of releases.splice(0)) release();
		expect(console.log).toBe(wrapper);
	} finally {
		console.log = before.log;
	}
	expect(heard).toEqual(['wrapped']);
	expect(written).toEqual([['wrapped']]);
});
