import {expect, test} from 'vitest';
import {homePath} from '../../source/files/home-path.ts';

test.each([
	['~/a.ndjson', '/home/eve/a.ndjson'],
	['~', '/home/eve'],
	['~/', '/home/eve/'],
	['~eve/a', '~eve/a'],
	['a/~/b', 'a/~/b'],
	['./~', './~'],
	['', ''],
	['$HOME/a', '$HOME/a'],
])('%s is %s', (path, expected) => {
	expect(homePath(path, '/home/eve')).toBe(expected);
});
