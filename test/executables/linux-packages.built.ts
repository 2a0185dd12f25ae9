// The .deb is installed and removed again in a folder that stands for a machine; the .rpm is read.
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {gunzipSync} from 'node:zlib';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {buildExecutable, executableProgram} from '../../source/package/executables/build-executable.ts';
import {platformsNamed} from '../../source/package/executables/platforms.ts';
import {requireSize} from '../../source/package/release/archive.ts';
import {commonFiles} from '../../source/package/release/common-files.ts';
import {writeLinuxPackages} from '../../source/package/system-packages/linux-packages.ts';
import {readRpm} from './rpm-header.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'packages-'));
const machine = path.join(folder, 'machine');
const version = '1.2.3';
const common = commonFiles();
let executable = '';
let deb = '';
let rpm = '';

beforeAll(async () => {
	const [platform] = platformsNamed(['linux-x64']);
	if (platform === undefined) throw new Error('there is no such platform');
	executable = buildExecutable(platform, await executableProgram(), path.join(folder, 'built'));
	const about = {platform, version, description: 'what it is for', executable};
	const where = {folder: path.join(folder, 'packed'), work: folder, seconds: 1_795_813_724};
	[deb = '', rpm = ''] = writeLinuxPackages(about, common, where);
}, 600_000);
afterAll(() => rmSync(folder, {recursive: true}));

function said(command: string, ...words: readonly string[]): string {
	return execFileSync(command, [...words], {encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit']});
}

/** Everything on the machine but dpkg's own books. */
function filesOfMachine(): string[] {
	const all = readdirSync(machine, {recursive: true, encoding: 'utf8'});
	return all.filter(file => !file.startsWith('var')).sort();
}

function dpkg(...words: readonly string[]): string {
	return said('dpkg', `--root=${machine}`, '--force-not-root', '--log=/dev/null', ...words);
}

const paths = [
	'usr/bin/nats-top-sys',
	'usr/share/bash-completion/completions/nats-top-sys',
	'usr/share/doc/nats-top-sys/changelog.gz',
	'usr/share/doc/nats-top-sys/copyright',
	'usr/share/fish/vendor_completions.d/nats-top-sys.fish',
	'usr/share/man/man1/nats-top-sys.1.gz',
	'usr/share/zsh/vendor-completions/_nats-top-sys',
];

describe('the .deb', () => {
	beforeAll(() => {
		mkdirSync(path.join(machine, 'var/lib/dpkg/info'), {recursive: true});
		mkdirSync(path.join(machine, 'var/lib/dpkg/updates'));
		// The libraries that this machine has are there as well, so that dependencies are judged in earnest.
		const installed = readFileSync('/var/lib/dpkg/status', 'utf8').split('\n\n');
		const libraries = installed.filter(each => /^Package: lib(?:c6|stdc\+\+6|gcc-s1)\n/.test(each));
		writeFileSync(path.join(machine, 'var/lib/dpkg/status'), `${libraries.join('\n\n')}\n`);
		dpkg('-i', deb);
	}, 300_000);

	test('is not too large, and depends on what its executable needs', () => {
		requireSize(deb, statSync(deb).size);
		expect(said('dpkg-deb', '-f', deb, 'Depends')).toMatch(/^libc6 \(>= 2\.28\), /);
		expect(said('dpkg-deb', '-f', deb, 'Version')).toBe(`${version}-1\n`);
	});

	test('installs the program, and what belongs to it', () => {
		const files = filesOfMachine().filter(file => statSync(path.join(machine, file)).isFile());
		expect(files).toEqual(paths);
		expect(said(path.join(machine, 'usr/bin/nats-top-sys'), '--demo', '--once')).toContain('6/6 servers');
		const copyright = readFileSync(path.join(machine, 'usr/share/doc/nats-top-sys/copyright'), 'utf8');
		for (const words of ['Apache License', 'Meta Platforms', 'Node.js is licensed', 'OpenSSL']) {
			expect(copyright).toContain(words);
		}
		const changes = gunzipSync(readFileSync(path.join(machine, 'usr/share/doc/nats-top-sys/changelog.gz')));
		expect(changes.toString()).toBe(common.changes);
	});

	test('brings its page of the manual', () => {
		const pages = path.join(machine, 'usr/share/man');
		const page = execFileSync('man', ['-M', pages, 'nats-top-sys'], {
			encoding: 'utf8',
			env: {PATH: process.env['PATH'], MANPAGER: 'cat', MANWIDTH: '80', LC_ALL: 'C.UTF-8'},
		});
		expect(page).toMatch(/^NATS-TOP-SYS\(1\)/);
		expect(page).toContain('--expect-servers');
	});

	test('completes its options in bash', () => {
		const script = `
			source ${machine}/usr/share/bash-completion/completions/nats-top-sys
			COMP_WORDS=(nats-top-sys --vers); COMP_CWORD=1; COMP_LINE='nats-top-sys --vers'; COMP_POINT=\${#COMP_LINE}
			$(complete -p nats-top-sys | sed 's/.*-F \\([^ ]*\\) .*/\\1/') nats-top-sys --vers nats-top-sys
			printf '%s\\n' "\${COMPREPLY[@]}"`;
		expect(said('bash', '--norc', '-c', script).trim()).toBe('--version');
	});

	test('leaves nothing when it is removed', () => {
		dpkg('-r', 'nats-top-sys');
		expect(filesOfMachine()).toEqual([]);
		const info = readdirSync(path.join(machine, 'var/lib/dpkg/info'));
		expect(info.filter(file => file.startsWith('nats-top-sys'))).toEqual([]);
	});
});

describe('the .rpm', () => {
	test('says what it is, and needs what its executable needs', () => {
		const bytes = readFileSync(rpm);
		requireSize(rpm, bytes.length);
		const {texts} = readRpm(bytes);
		const fields = {name: texts(1000), version: texts(1001), release: texts(1002), architecture: texts(1022)};
		expect(fields).toEqual({name: ['nats-top-sys'], version: [version], release: ['1'], architecture: ['x86_64']});
		expect(texts(1014)).toEqual(['Apache-2.0']);
		expect(texts(1049)).toEqual(expect.arrayContaining(['libc.so.6(GLIBC_2.28)(64bit)', 'libstdc++.so.6()(64bit)']));
	});

	test('has the same files, where Red Hat has them, with their digests', () => {
		const {texts, numbers} = readRpm(readFileSync(rpm));
		const folders = texts(1118);
		const names = texts(1117).map((name, index) => `${folders[numbers(1116)[index] ?? 0]}${name}`);
		const digests = new Map(names.map((name, index) => [name, texts(1035)[index]]));
		const expected = [
			'/usr/bin/nats-top-sys',
			'/usr/share/bash-completion/completions/nats-top-sys',
			'/usr/share/doc/nats-top-sys/CHANGELOG.md',
			'/usr/share/fish/vendor_completions.d/nats-top-sys.fish',
			'/usr/share/licenses/nats-top-sys/LICENSE',
			'/usr/share/licenses/nats-top-sys/THIRD-PARTY-LICENSES.txt',
			'/usr/share/man/man1/nats-top-sys.1.gz',
			'/usr/share/zsh/site-functions/_nats-top-sys',
		];
		expect(names.filter(name => digests.get(name) !== '').sort()).toEqual(expected);
		const digestOf = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');
		expect(digests.get('/usr/bin/nats-top-sys')).toBe(digestOf(readFileSync(executable)));
		expect(digests.get('/usr/share/licenses/nats-top-sys/LICENSE')).toBe(digestOf(common.licence));
	});

	test('carries what its digest says, and is packed so that it can be unpacked', () => {
		const bytes = readFileSync(rpm);
		const header = readRpm(bytes);
		const payload = bytes.subarray(header.end);
		expect(header.texts(5092)).toEqual([createHash('sha256').update(payload).digest('hex')]);
		const file = path.join(folder, 'payload.xz');
		writeFileSync(file, payload);
		expect(said('sh', '-c', 'xz -dc "$0" | head -c 6', file)).toBe('070701');
	});
});
