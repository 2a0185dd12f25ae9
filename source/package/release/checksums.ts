// SHA256SUMS, as `sha256sum --check` reads it.
import {createHash} from 'node:crypto';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';

const checksumsName = 'SHA256SUMS';

/** Writes the checksums of all files in the folder, by name. */
export function writeChecksums(folder: string): void {
	const names = readdirSync(folder, {withFileTypes: true}).filter(each => each.isFile() && each.name !== checksumsName);
	const lines = names
		.map(({name}) => name)
		.sort()
		.map(
			name =>
				`${createHash('sha256')
					.update(readFileSync(path.join(folder, name)))
					.digest('hex')}  ${name}\n`,
		);
	writeFileSync(path.join(folder, checksumsName), lines.join(''));
}
