import {describe, expect, test} from 'vitest';
import {createModel} from '../../source/model/model.ts';
import {answeredRequest, rememberRequest} from '../../source/model/sent-requests.ts';
import {ingest} from '../../source/core/ingest.ts';
import {noon} from '../events/made-server.ts';

const subject = '$SYS.REQ.SERVER.N1.CONNZ';

describe('the request that an answer belongs to', () => {
	test('is told by its inbox: the pages of a list have one subject', () => {
		const model = createModel();
		rememberRequest(model, 'a', {subject, body: '{"offset":0}'});
		rememberRequest(model, 'b', {subject, body: '{"offset":100}'});
		rememberRequest(model, 'c', {subject, body: ''});
		expect(['a', 'b', 'c', 'unknown'].map(token => answeredRequest(model, token, subject).body)).toEqual([
			'{"offset":0}',
			'{"offset":100}',
			'',
			'',
		]);
		expect(answeredRequest(model, 'a', '$SYS.REQ.SERVER.N2.CONNZ').body).toBe('');
	});

	test('is the last one of that subject where no inbox was recorded', () => {
		const model = createModel();
		rememberRequest(model, '', {subject, body: '{"offset":0}'});
		expect(answeredRequest(model, 'x', subject)).toEqual({subject, body: '{"offset":0}'});
		rememberRequest(model, '', {subject, body: ''});
		expect(answeredRequest(model, 'x', subject).body).toBe('');
	});

	test('is remembered from its message, without its token, and for a while', () => {
		const model = createModel();
		const token = `eyJ0eXAiOiJKV1QifQ.${'eyJqdGkiOiJ'.repeat(9)}.c2lnbmF0dXJl`;
		const push = '$SYS.REQ.ACCOUNT.A.CLAIMS.UPDATE';
		ingest(model, {at: noon, subject: push, text: token, reply: '_INBOX.p'});
		expect(JSON.stringify([...model.sentRequests])).not.toContain('eyJ');
		ingest(model, {at: noon, subject, text: '{"cid":1}', reply: '_INBOX.q'});
		expect(answeredRequest(model, 'q', subject).body).toBe('{"cid":1}');
		for (let index = 0; index < 2000; index++) rememberRequest(model, `r${index}`, {subject, body: '{}'});
		expect(model.sentRequests.size).toBe(512);
		rememberRequest(model, 'long', {subject, body: 'x'.repeat(1001)});
		expect(answeredRequest(model, 'long', subject).body).toBe('');
	});
});
