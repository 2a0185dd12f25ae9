// Writes an incident snapshot: Markdown for people, JSON beside it for programs.
import type {Core} from '../core/core.ts';
import {writeNewFiles} from '../files/new-files.ts';
import {tame} from '../format/tame.ts';
import type {Told} from '../ui/ui.ts';
import {fileNameFor} from './file-name.ts';

/** The texts of a snapshot of what is looked at; `writtenAt` is when, epoch milliseconds. */
export type SnapshotTexts = (core: Core, writtenAt: number) => {readonly markdown: string; readonly json: string};

/** `path`: one that was typed, with or without an ending. Resolves with a sentence about the result. */
export async function writeSnapshot(core: Core, texts: SnapshotTexts, now: number, path = ''): Promise<Told> {
	const {label, travelled, model} = core.look();
	const {markdown, json} = texts(core, now);
	const base = path.replace(/\.(?:md|json)$/, '') || fileNameFor(label, travelled?.at ?? model.now);
	const written = await writeNewFiles(base, [
		{ending: '.md', text: markdown},
		{ending: '.json', text: json},
	]);
	if ('why' in written) return {text: `snapshot not written: ${written.why}`};
	const shown = `${tame(written.base)}.md`;
	return {text: `wrote ${shown} and its .json: this moment`, path: shown};
}
