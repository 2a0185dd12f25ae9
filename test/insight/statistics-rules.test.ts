import {expect, test} from 'vitest';
import {rules} from '../../source/insight/catalogue.ts';
import {hidesFrom} from '../../source/insight/statistics-rules.ts';
import {watchedSubjects} from '../../source/sources/source.ts';

const authErrors = '$SYS.SERVER.*.CLIENT.AUTH.ERR';

test('a refused subject of figures hides every conclusion', () => {
	for (const subject of ['$SYS.SERVER.*.STATSZ', '$SYS.REQ.SERVER.PING', '$SYS.SERVER.*.SHUTDOWN', '_INBOX.>']) {
		expect(rules.filter(({id}) => !hidesFrom(id, subject)).map(({id}) => id)).toEqual([]);
	}
});

test('events of clients hide what is concluded from clients, and nothing else', () => {
	const hidden = rules.filter(({id}) => hidesFrom(id, authErrors)).map(({id}) => id);
	expect(hidden).toEqual(expect.arrayContaining(['auth-errors', 'reconnect-loop', 'at-limit', 'slow-consumers']));
	expect(hidden).not.toContain('silent-server');
	expect(watchedSubjects.filter(subject => !hidesFrom('silent-server', subject))).toContain(authErrors);
});
