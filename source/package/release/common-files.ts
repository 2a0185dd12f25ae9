// What lies beside the executable in every package: licences, changes, the page of the manual, completions.
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {launcherFile, manPageFile, noticesFile, root} from '../bundle-state.ts';
import {nodeLicence} from '../executables/node-binary.ts';
import {nodeVersion} from '../executables/platforms.ts';

export const programName = 'nats-top-sys';

export type CommonFiles = {
	readonly licence: string;
	/** Of everything inside: the libraries, Node, and what Node consists of. */
	readonly notices: string;
	readonly changes: string;
	readonly manPage: string;
	/** By the shell they are for. */
	readonly completions: Readonly<Record<'bash' | 'zsh' | 'fish', string>>;
};

function completionFor(shell: string): string {
	return execFileSync(process.execPath, [launcherFile, '--completion', shell], {encoding: 'utf8'});
}

/** The project must be bundled. */
export function commonFiles(): CommonFiles {
	const text = (file: string): string => readFileSync(file, 'utf8');
	const rule = '='.repeat(80);
	return {
		licence: text(path.join(root, 'LICENSE')),
		notices: `${text(noticesFile)}\n${rule}\nThe executable contains Node.js ${nodeVersion}, whose licence follows.\n${rule}\n\n${nodeLicence()}`,
		changes: text(path.join(root, 'CHANGELOG.md')),
		manPage: text(manPageFile),
		completions: {bash: completionFor('bash'), zsh: completionFor('zsh'), fish: completionFor('fish')},
	};
}
