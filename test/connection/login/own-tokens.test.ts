import {expect, test} from 'vitest';
import {hideTokens} from '../../../source/connection/login/own-tokens.ts';

test.each([
	['a token', ['tok'], '{"user":"tok","host":"tok.example"}', '{"user":"[hidden]","host":"tok.example"}'],
	['each of several', ['one', 'two'], '["two","one"]', '["[hidden]","[hidden]"]'],
	['one with characters of HTML, as Go writes it', ['a<b>&"'], String.raw`"a\u003cb\u003e\u0026\""`, '"[hidden]"'],
	['the same, as others write it', ['a<b>&"'], String.raw`"a<b>&\""`, '"[hidden]"'],
	['none', [''], '{"user":""}', '{"user":""}'],
])('%s', (_what, tokens, said, shown) => {
	expect(hideTokens(tokens)(said)).toBe(shown);
});
