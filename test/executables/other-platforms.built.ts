// The executables that cannot be run here are built and looked into: whether each is one for its platform, signed where it
// must be, with the program inside and nothing of this machine.
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {root} from '../../source/package/bundle-state.ts';
import {buildExecutable, executableProgram} from '../../source/package/executables/build-executable.ts';
import {neededLibraries, newestNeeded} from '../../source/package/executables/elf.ts';
import {inspectExecutable} from '../../source/package/executables/inspect-executable.ts';
import {platforms} from '../../source/package/executables/platforms.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'executables-'));
afterAll(() => rmSync(folder, {recursive: true}));

let program = '';
beforeAll(async () => {
	program = await executableProgram();
});

const others = platforms.filter(
	({runsOn}) => runsOn.platform !== process.platform || runsOn.processor !== process.arch,
);

describe.for(others)('for $name', platform => {
	test('it is what it should be, and anything else is refused', () => {
		const bytes = readFileSync(buildExecutable(platform, program, path.join(folder, platform.name)));
		expect(() => inspectExecutable(bytes, platform, program, [root])).not.toThrow();
		for (const [wrong, because] of [
			[() => inspectExecutable(bytes, {...platform, machine: 1}, program, []), 'another processor'],
			[() => inspectExecutable(bytes, platform, `${program}//`, []), 'another program'],
			[() => inspectExecutable(bytes, platform, program, ['NODE_SEA_FUSE_']), 'tells where it was built'],
		] as const) {
			expect(wrong).toThrow(because);
		}
		for (const {format} of platforms.filter(each => each.format !== platform.format)) {
			expect(() => inspectExecutable(bytes, {...platform, format}, program, [])).toThrow(
				'this is not an executable of',
			);
		}
		if (platform.format !== 'elf') return;
		const libraries = neededLibraries(bytes);
		expect(newestNeeded(libraries, 'GLIBC')).toBe('2.28');
		expect([...libraries.keys()]).not.toContain('libatomic.so.1');
	}, 300_000);
});
