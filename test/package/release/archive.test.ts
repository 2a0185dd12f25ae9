import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import {platforms} from '../../../source/package/executables/platforms.ts';
import {requireSize, writeArchive} from '../../../source/package/release/archive.ts';
import {writeChecksums} from '../../../source/package/release/checksums.ts';
import {commitTimeSeconds} from '../../../source/package/release/commit-time.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'archive-'));
afterAll(() => rmSync(folder, {recursive: true}));

const common = {
	licence: 'may be used',
	notices: 'others made this',
	changes: 'it began',
	manPage: '.TH X 1',
	completions: {bash: 'complete x', zsh: '#compdef x', fish: 'complete -c x'},
};
const seconds = 1_795_813_724;

function archiveOf(platform: (typeof platforms)[number], into: string): string {
	const executable = path.join(folder, platform.format === 'pe' ? 'nats-top-sys.exe' : 'nats-top-sys');
	writeFileSync(executable, 'runs'.repeat(50_000));
	return writeArchive({platform, version: '1.2.3', executable}, common, {
		folder: path.join(folder, into),
		work: path.join(folder, `${into}-work`),
		seconds,
	});
}

describe('the archive of a platform', () => {
	test.for(platforms)('for $name is the same each time, and has everything in one folder', platform => {
		const file = archiveOf(platform, 'first');
		const name = `nats-top-sys-1.2.3-${platform.name}`;
		const program = platform.format === 'pe' ? 'nats-top-sys.exe' : 'nats-top-sys';
		expect(readFileSync(archiveOf(platform, 'second')).equals(readFileSync(file))).toBe(true);
		expect(path.basename(file)).toBe(`${name}.${platform.format === 'pe' ? 'zip' : 'tar.xz'}`);
		if (platform.format === 'pe') return;
		const unpacked = mkdtempSync(path.join(folder, 'unpacked-'));
		execFileSync('tar', ['-xJf', file, '-C', unpacked]);
		const listed = execFileSync('find', [name, '-type', 'f', '-printf', '%m %T@ %P\n'], {
			cwd: unpacked,
			encoding: 'utf8',
		});
		expect(
			listed
				.trim()
				.split('\n')
				.sort((a, b) => (a.slice(4) < b.slice(4) ? -1 : 1)),
		).toEqual(
			[
				'644 CHANGELOG.md',
				'644 LICENSE',
				'644 THIRD-PARTY-LICENSES.txt',
				'644 completions/_nats-top-sys',
				'644 completions/nats-top-sys.bash',
				'644 completions/nats-top-sys.fish',
				`755 ${program}`,
				'644 nats-top-sys.1',
			].map(line => line.replace(' ', ` ${seconds}.0000000000 `)),
		);
		expect(readFileSync(path.join(unpacked, name, 'LICENSE'), 'utf8')).toBe('may be used');
	});

	test('may not be larger than a slow line takes', () => {
		expect(() => requireSize('/x/file.zip', 40_000_000)).not.toThrow();
		expect(() => requireSize('/x/file.zip', 40_000_001)).toThrow('file.zip has 40000001 bytes; 40000000 are allowed');
	});
});

test('checksums are those that sha256sum checks', () => {
	const released = mkdtempSync(path.join(folder, 'released-'));
	writeFileSync(path.join(released, 'b.txt'), 'b');
	writeFileSync(path.join(released, 'a.txt'), 'a');
	writeChecksums(released);
	writeChecksums(released);
	const told = execFileSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], {cwd: released, encoding: 'utf8'});
	expect(told).toBe('a.txt: OK\nb.txt: OK\n');
});

test('the time of files is that of the commit, or the one that is given', () => {
	expect(commitTimeSeconds({SOURCE_DATE_EPOCH: '1234'})).toBe(1234);
	expect(commitTimeSeconds({})).toBeGreaterThan(1_700_000_000);
	expect(() => commitTimeSeconds({SOURCE_DATE_EPOCH: 'today'})).toThrow('"today" is no time in seconds');
});
