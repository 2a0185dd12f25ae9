// The .deb and the .rpm of one platform: the executable, the page of the manual, completions, licences, changes.
import {mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {gzipSync} from 'node:zlib';
import type {Platform} from '../executables/platforms.ts';
import {type CommonFiles, programName} from '../release/common-files.ts';
import {debianDependencies, rpmDependencies} from './dependencies.ts';
import {writePackage} from './nfpm.ts';

export type PackageOf = {
	readonly platform: Platform;
	readonly version: string;
	readonly description: string;
	readonly executable: string;
};

type Content = {readonly to: string; readonly content: string | Buffer; readonly only?: 'deb' | 'rpm'};

const architectures = {
	x64: {deb: 'amd64', rpm: 'x86_64'},
	arm64: {deb: 'arm64', rpm: 'aarch64'},
} as const;

function contentsOf({licence, notices, changes, manPage, completions}: CommonFiles): Content[] {
	const documents = `/usr/share/doc/${programName}`;
	const zsh = `_${programName}`;
	return [
		{to: `/usr/share/man/man1/${programName}.1.gz`, content: gzipSync(manPage, {level: 9})},
		{to: `/usr/share/bash-completion/completions/${programName}`, content: completions.bash},
		{to: `/usr/share/zsh/vendor-completions/${zsh}`, content: completions.zsh, only: 'deb'},
		{to: `/usr/share/zsh/site-functions/${zsh}`, content: completions.zsh, only: 'rpm'},
		{to: `/usr/share/fish/vendor_completions.d/${programName}.fish`, content: completions.fish},
		{to: `${documents}/changelog.gz`, content: gzipSync(changes, {level: 9}), only: 'deb'},
		{to: `${documents}/CHANGELOG.md`, content: changes, only: 'rpm'},
		{to: `${documents}/copyright`, content: `${licence}\n${notices}`, only: 'deb'},
		{to: `/usr/share/licenses/${programName}/LICENSE`, content: licence, only: 'rpm'},
		{to: `/usr/share/licenses/${programName}/THIRD-PARTY-LICENSES.txt`, content: notices, only: 'rpm'},
	];
}

/** Writes both packages into `folder` and gives their files. `work` is for files in between. */
export function writeLinuxPackages(
	{platform, version, description, executable}: PackageOf,
	common: CommonFiles,
	{folder, work, seconds}: {folder: string; work: string; seconds: number},
): readonly string[] {
	const {processor} = platform.runsOn;
	if (processor !== 'x64' && processor !== 'arm64') throw new Error(`no packages for ${processor}`);
	const staging = path.join(work, `packages-${platform.name}`);
	rmSync(staging, {recursive: true, force: true});
	mkdirSync(staging, {recursive: true});
	mkdirSync(folder, {recursive: true});
	const mtime = new Date(seconds * 1000).toISOString();
	const files = contentsOf(common).map(({to, content, only}, index) => {
		const src = path.join(staging, String(index));
		writeFileSync(src, content);
		return {src, dst: to, file_info: {mode: 0o644, mtime}, ...(only === undefined ? {} : {packager: only})};
	});
	// A folder that no package owns stays when its files go; dpkg does not let that happen.
	const folders = ['doc', 'licenses'].map(parent => ({
		dst: `/usr/share/${parent}/${programName}`,
		type: 'dir',
		file_info: {mode: 0o755, mtime},
		packager: 'rpm',
	}));
	const bytes = readFileSync(executable);
	const settings = {
		name: programName,
		arch: architectures[processor].deb,
		platform: 'linux',
		version,
		release: '1',
		section: 'admin',
		priority: 'optional',
		maintainer: `The authors of ${programName} <${programName}@localhost>`,
		description,
		license: 'Apache-2.0',
		mtime,
		contents: [
			{src: executable, dst: `/usr/bin/${programName}`, file_info: {mode: 0o755, mtime}},
			...files,
			...folders,
		],
		overrides: {deb: {depends: debianDependencies(bytes)}, rpm: {depends: rpmDependencies(bytes)}},
		// Every version that these packages can be installed with unpacks it.
		deb: {compression: 'xz'},
		rpm: {compression: 'xz', buildhost: 'localhost', group: 'Applications/System', summary: description},
	};
	const names = architectures[processor];
	const deb = path.join(folder, `${programName}_${version}_${names.deb}.deb`);
	const rpm = path.join(folder, `${programName}-${version}-1.${names.rpm}.rpm`);
	writePackage('deb', settings, deb, staging);
	writePackage('rpm', settings, rpm, staging);
	rmSync(staging, {recursive: true});
	return [deb, rpm];
}
