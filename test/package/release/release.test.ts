import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {root} from '../../../source/package/bundle-state.ts';
import {changesOf} from '../../../source/package/release/changes-of.ts';
import about from '../../../package.json' with {type: 'json'};

function release(...words: readonly string[]): {status: number | null; said: string; complained: string} {
	const script = path.join(root, 'source/package/release/release.ts');
	const {status, stdout, stderr} = spawnSync(process.execPath, [script, ...words], {encoding: 'utf8'});
	return {status, said: stdout, complained: stderr};
}

describe('a release', () => {
	test('publishes nothing by itself', () => {
		const {status, said, complained} = release();
		expect({status, said}).toEqual({status: 2, said: ''});
		expect(complained).toContain('nothing is published from here');
	});

	test('does single steps, and names them where one is unknown', () => {
		const {status, said} = release('--dry-run', 'changes');
		expect(status).toBe(0);
		expect(said).toMatch(new RegExp(`^✓ changes .*: \\d+ lines about ${about.version}\\n$`));
		expect(release('--dry-run', 'bake')).toMatchObject({
			status: 2,
			complained:
				'there is no step "bake"; there are tree, changes, audit, test, node-versions, run, build, executables, pack\n',
		});
	});

	test('needs a version that the changes tell of', () => {
		const text = '# Changes\n\n## 1.1.0\n\n## 1.0.0\n\nThe first.\n\n### Stable\n\n* all\n';
		expect(changesOf('1.0.0', text)).toBe('The first.\n\n### Stable\n\n* all');
		for (const version of ['1.1.0', '1.0', '2.0.0']) {
			expect(() => changesOf(version, text)).toThrow(`CHANGELOG.md tells nothing of ${version}`);
		}
		expect(changesOf(about.version, readFileSync(path.join(root, 'CHANGELOG.md'), 'utf8'))).toContain('### Stable');
	});
});
