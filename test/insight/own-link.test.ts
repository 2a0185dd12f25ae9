// What is wrong with our own view of the system.
import {describe, expect, test} from 'vitest';
import {ingest} from '../../source/core/ingest.ts';
import {linkMessage, linkUp, noon} from '../events/made-server.ts';
import {passTo, replay, sentencesOf, troubleOf} from '../helpers/replay.ts';

describe('our own link', () => {
	const down = linkMessage(noon + 1000, {state: 'down', reason: 'connection refused'});

	test('is told of when it is down, for how long and why', () => {
		const model = replay([linkUp(noon), down]);
		passTo(model, noon + 42_000);
		expect(sentencesOf(troubleOf(model))).toEqual(['bad link-down: our link down for 41 s: connection refused']);
		ingest(model, linkUp(noon + 43_000));
		expect(troubleOf(model)).toEqual([]);
	});

	test('is told of when it may not do something', () => {
		const refused = (subject: string) => linkMessage(noon, {state: 'refused', operation: 'subscribe', subject});
		const model = replay([linkUp(noon), refused('$SYS.ACCOUNT.*.CONNECT')]);
		expect(sentencesOf(troubleOf(model))).toEqual([
			'warn refused-subjects: our user may not subscribe $SYS.ACCOUNT.*.CONNECT',
		]);
		ingest(model, refused('$SYS.SERVER.*.STATSZ'));
		model.link.user = 'watcher';
		expect(sentencesOf(troubleOf(model))).toEqual([
			'warn refused-subjects: user watcher may not subscribe $SYS.ACCOUNT.*.CONNECT and 1 more',
		]);
	});
});
