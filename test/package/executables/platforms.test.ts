import {readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {root} from '../../../source/package/bundle-state.ts';
import {integrityOf, requireIntegrity} from '../../../source/package/executables/node-binary.ts';
import {nodeVersion, platforms, platformsNamed} from '../../../source/package/executables/platforms.ts';

describe('the platforms of the executables', () => {
	test('have the Node that the lock file has', () => {
		const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
		expect(lock.packages['node_modules/node'].version).toBe(nodeVersion);
	});

	test('can all be checked, and are told apart', () => {
		for (const {integrity} of platforms) expect(integrity).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/);
		expect(new Set(platforms.map(({integrity}) => integrity)).size).toBe(platforms.length);
		expect(new Set(platforms.map(({nodePackage}) => nodePackage)).size).toBe(platforms.length);
	});

	test('are chosen by name; an unknown name is told', () => {
		expect(platformsNamed([])).toBe(platforms);
		expect(platformsNamed(['macos-x64', 'linux-x64']).map(({name}) => name)).toEqual(['linux-x64', 'macos-x64']);
		expect(() => platformsNamed(['linux-x64', 'solaris'])).toThrow(
			'there is no platform "solaris"; there are linux-x64, linux-arm64, macos-arm64, macos-x64, windows-x64',
		);
	});
});

test('an archive of Node that is another one than expected is not used', () => {
	const bytes = Buffer.from('the archive');
	expect(() => requireIntegrity('/cache/node.tgz', bytes, integrityOf(bytes))).not.toThrow();
	expect(() => requireIntegrity('/cache/node.tgz', Buffer.from('another'), integrityOf(bytes))).toThrow(
		/^node\.tgz has integrity sha512-\S+, and sha512-\S+ was expected; it is not used$/,
	);
});
