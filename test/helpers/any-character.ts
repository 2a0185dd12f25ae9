import fc from 'fast-check';

const halvesFrom = 0xd800;
const halves = 0x800;

function numberOf(character: unknown): number {
	const point = typeof character === 'string' ? (character.codePointAt(0) ?? 0) : 0;
	const isOne = typeof character === 'string' && character === String.fromCodePoint(point);
	if (!isOne || (point >= halvesFrom && point < halvesFrom + halves)) throw new Error('this is not one character');
	return point < halvesFrom ? point : point - halves;
}

/**
 * Any character of Unicode, also those without a meaning. Strings of it are the same as those of the unit `binary`, for
 * which fast-check makes a table of all 1,112,064 characters, in seconds.
 */
export const anyCharacter: fc.Arbitrary<string> = fc
	.nat(0x10_ffff - halves)
	.map(number => String.fromCodePoint(number < halvesFrom ? number : number + halves), numberOf);
