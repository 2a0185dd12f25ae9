// A seed that is typed letter by letter into a prompt in the wrong place does not stand on the screen until it is whole.
import {describe, expect, test} from 'vitest';
import {shownTyped} from '../../../source/format/tame.ts';
import {lines} from '../read-screen.ts';
import {demoStage} from '../stage.ts';

const seed = 'SUAGK5DWV6MZ2QJ7XH3OYTLN4RBCFPIE5KDWV6MZ2QJ7XH3OYTLN4RBCFP';

describe('a seed that is typed', () => {
	test.each(['/', ':', ':server '])('after %s shows its beginning at most', before => {
		const stage = demoStage(6, 120, 24).press(...before);
		for (const letter of seed) {
			stage.press(letter);
			expect(/SUAG[A-Z2-7]*/.exec(lines(stage)[23] ?? '')?.[0] ?? '').toSatisfy((seen: string) => seen.length < 14);
		}
		expect(stage.press('enter').text()).not.toContain(seed.slice(0, 14));
	});

	test.each([seed, seed.slice(0, 30), seed.slice(0, 14)])('is hidden: %s', text => {
		expect(shownTyped(`user:${text}`)).toBe('user:[hidden]');
	});

	test.each(['SUBSCRIBERS', 'SANDBOX2', 'SCANNER247', 'SALESANDMARKETING', 'orders', 'NATS-2.15'])(
		'does not hide the word %s',
		word => {
			expect(shownTyped(word)).toBe(word);
		},
	);
});
