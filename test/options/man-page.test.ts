// The page of the manual: as text, and read by the programs that show manuals, where they are installed.
import {spawnSync} from 'node:child_process';
import {describe, expect, test} from 'vitest';
import {manPage} from '../../source/options/man-page.ts';
import type {OptionGroup} from '../../source/options/option-record.ts';
import {optionGroups} from '../../source/options/option-records.ts';
import {parseOptions} from '../../source/options/options.ts';

/** Signs that the language of manuals takes for its own. */
const groups: readonly OptionGroup[] = [
	{
		title: 'A group',
		options: [
			{name: 'server', short: 's', value: 'URL', variable: 'NATS_URL', about: 'nats://host:4222; \\ is no path'},
			{name: 'once', value: '[VIEW]', about: '.dotted \'quoted\' "twice" `code` ~/.config ^C'},
		],
		note: "'TH is no command here",
	},
	{title: '', options: [{name: 'help', short: 'h', about: 'this text'}]},
];

const page = manPage(optionGroups, '1.2.3');

test('as text', async () => {
	await expect(manPage(groups, '1.2.3')).toMatchFileSnapshot('../frames/man-page.txt');
});

test('is printed by --man-page', () => {
	const facts = {version: '1.2.3'};
	expect(parseOptions(['--man-page'], {}, facts)).toEqual({kind: 'man page', text: page});
});

const programs = {
	groff: ['-man', '-Tascii', '-ww', '-P-cbou', '-rLL=100n', '-'],
	// It would warn that the page has no date, which would be another one with every build.
	mandoc: ['-Tascii', '-Werror', '-Owidth=100'],
	man: ['-l', '--warnings=w', '-Tascii', '-P', 'cat', '-'],
} as const;

/** Without line breaks, hyphens at their end, and the overstrikes of bold and underlined letters. */
function flat(text: string): string {
	return text
		.replaceAll(/.\u0008/g, '')
		.replaceAll(/\u001B\[[\d;]*m/g, '')
		.replaceAll(/\s+/g, '');
}

describe.each(Object.entries(programs))('%s', (program, words) => {
	const run = (input: string) =>
		spawnSync(program, [...words], {
			input,
			encoding: 'utf8',
			env: {PATH: process.env['PATH'], LC_ALL: 'C', MANWIDTH: '100'},
		});

	test('reads it without a complaint and shows every option, or is not installed', () => {
		const {error, stdout, stderr, status} = run(page);
		if (error !== undefined) {
			console.log(`${program} is not installed: it did not read the page of the manual`);
			expect(error).toMatchObject({code: 'ENOENT'});
			return;
		}
		expect({status, stderr}).toEqual({status: 0, stderr: ''});
		const shown = flat(stdout);
		const options = optionGroups.flatMap(one => one.options);
		expect(options.filter(({name}) => !shown.includes(`--${name}`))).toEqual([]);
		expect(options.filter(({about}) => !shown.includes(flat(about.slice(1))))).toEqual([]);
	});

	test('shows strange signs as they are, or is not installed', () => {
		const {error, stdout} = run(manPage(groups, '1.2.3'));
		if (error !== undefined) {
			console.log(`${program} is not installed: it showed no strange signs`);
			expect(error).toMatchObject({code: 'ENOENT'});
			return;
		}
		const shown = flat(stdout);
		for (const {options, note} of groups) {
			for (const {about} of options) expect(shown).toContain(flat(about.slice(1)));
			if (note !== undefined) expect(shown).toContain(flat(note));
		}
	});
});
