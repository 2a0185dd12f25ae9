// `npm run media`: makes everything in this folder anew from the demo.
import {writeFileSync} from 'node:fs';
import {viewPictures} from './view-pictures.ts';

/** Name of the file → its text, the same each time. */
export async function mediaFiles(): Promise<ReadonlyMap<string, string>> {
	return new Map([...(await viewPictures())]);
}

if (import.meta.main) {
	for (const [name, text] of await mediaFiles()) writeFileSync(new URL(name, import.meta.url), text);
}
