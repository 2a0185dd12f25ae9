import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {bindings} from '../source/ui/bindings.ts';
import {views} from '../source/views/catalogue.ts';
import {readmeFile, withParts} from './setup/readme.ts';

const readme = readFileSync(readmeFile, 'utf8');

describe('the README', () => {
	test('says what the program is now; `npm run readme` writes it', () => {
		expect(readme).toBe(withParts(readme));
	});

	test('has every key in its table', () => {
		const table = /<!-- keys -->\n([\s\S]*)<!-- \/keys -->/.exec(withParts(readme))?.[1] ?? '';
		expect(table.trim().split('\n')).toHaveLength(bindings.length + 2);
		for (const {help} of bindings) expect(table).toContain(`| ${help} |`);
	});

	test('names every view by the number of its tab', () => {
		for (const {title} of views) expect(readme.toLowerCase()).toContain(title.toLowerCase());
	});

	test('must have the markers', () => {
		expect(() => withParts('# nothing')).toThrow('README.md has no <!-- keys --> … <!-- /keys -->');
	});
});
