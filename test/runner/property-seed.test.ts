import fc from 'fast-check';
import {expect, test} from 'vitest';

test('properties draw the same values in every run', () => {
	expect(fc.readConfigureGlobal().seed).toBe(Number(process.env['PROPERTY_SEED']));
	const drawn: number[][] = [[], []];
	for (const values of drawn) {
		fc.assert(
			fc.property(fc.integer(), value => {
				values.push(value);
			}),
		);
	}
	expect(drawn[0]).toEqual(drawn[1]);
	expect(new Set(drawn[0]).size).toBeGreaterThan(20);
});
