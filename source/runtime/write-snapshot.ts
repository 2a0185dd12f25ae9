// Writes an incident snapshot: Markdown for people, JSON beside it for programs.
import type {Core} from '../core/core.ts';
import {writeNewFiles} from '../files/new-files.ts';
import {fileNameFor} from './file-name.ts';

/** The texts of a snapshot of what is looked at; `writtenAt` is when, epoch milliseconds. */
export type SnapshotTexts = (core: Core, writtenAt: number) => {readonly markdown: string; readonly json: string};

/** Resolves with a sentence about the result. */
export async function writeSnapshot(core: Core, texts: SnapshotTexts, now: number): Promise<string> {
	const {label, travelled, model} = core.look();
	const {markdown, json} = texts(core, now);
	const written = await writeNewFiles(fileNameFor(label, travelled?.at ?? model.now), [
		{ending: '.md', text: markdown},
		{ending: '.json', text: json},
	]);
	return 'why' in written ? `snapshot not written: ${written.why}` : `wrote ${written.base}.md, and .json beside it`;
}
