// The licences of the libraries inside the bundle. Their authors ask for the text to travel with every copy, so a
// library without one, or under a licence that is not on the list here, stops the build.
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';

const agreedLicences = ['Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'Unlicense'];

/** Texts for packages published without theirs, named for the package. */
const ownTexts = path.join(import.meta.dirname, 'licences');

const licenceName = /^(licen[cs]es?|copying|notice|third-party)/i;

export type BundledPackage = {
	readonly name: string;
	readonly version: string;
	readonly licence: string;
	/** The full text of the licence, with the notices that belong to it. */
	readonly text: string;
};

function licenceTextsIn(folder: string): string[] {
	return readdirSync(folder, {withFileTypes: true})
		.filter(entry => entry.isFile() && licenceName.test(entry.name))
		.map(entry => readFileSync(path.join(folder, entry.name), 'utf8').trim())
		.sort();
}

/** The folder of the package a file belongs to; undefined for a file of ours. */
function packageFolderOf(file: string): string | undefined {
	return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
}

function textField(fields: object, name: string): string {
	const value: unknown = Object.entries(fields).find(([key]) => key === name)?.[1];
	return typeof value === 'string' ? value : '';
}

function read(project: string, folder: string, files: readonly string[]): BundledPackage {
	const about: unknown = JSON.parse(readFileSync(path.join(project, folder, 'package.json'), 'utf8'));
	const fields = typeof about === 'object' && about !== null ? about : {};
	const name = textField(fields, 'name');
	const licence = textField(fields, 'license');
	if (!agreedLicences.includes(licence)) {
		throw new Error(`${name} is under "${licence}", which is not an agreed licence`);
	}

	// A package that bundles others has their licences beside the bundled file.
	const folders = new Set([folder, ...files.map(file => path.dirname(file))]);
	const texts = [...folders].flatMap(each => licenceTextsIn(path.join(project, each)));
	const ownText = path.join(ownTexts, `${name.replace('/', '+')}.txt`);
	if (texts.length === 0 && existsSync(ownText)) texts.push(readFileSync(ownText, 'utf8').trim());
	if (texts.length === 0) {
		throw new Error(`${name} has no licence text; put it into source/package/licences/${path.basename(ownText)}`);
	}
	return {name, version: textField(fields, 'version'), licence, text: texts.join('\n\n')};
}

/**
 * The packages the given files belong to, each once, by name.
 * `files` are paths relative to the folder `project`, with forward slashes; throws when a package may not be redistributed.
 */
export function packagesOf(project: string, files: readonly string[]): BundledPackage[] {
	const packages = new Map<string, BundledPackage>();
	const folders = Map.groupBy(files, packageFolderOf);
	for (const [folder, inside] of folders) {
		if (folder === undefined) continue;
		const found = read(project, folder, inside);
		packages.set(`${found.name} ${found.version}`, found);
	}
	return [...packages.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, found]) => found);
}

/** The text of the file that travels with the bundle. */
export function noticesOf(packages: readonly BundledPackage[]): string {
	const rule = '-'.repeat(80);
	const parts = packages.map(
		({name, version, licence, text}) => `${rule}\n${name} ${version} (${licence})\n${rule}\n\n${text}\n`,
	);
	return `This program contains the following libraries under the licences given here.\n\n${parts.join('\n')}`;
}
