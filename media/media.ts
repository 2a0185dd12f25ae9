// `npm run media`: makes everything in this folder anew from the demo.
import {writeFileSync} from 'node:fs';
import {animationOf} from './animation.ts';
import {asciicastOf} from './asciicast.ts';
import {tour} from './tour.ts';
import {viewPictures} from './view-pictures.ts';

/** Name of the file → its text, the same each time. */
export async function mediaFiles(): Promise<ReadonlyMap<string, string>> {
	const events = tour();
	return new Map([
		...(await viewPictures()),
		['tour.cast', asciicastOf(events)],
		[
			'tour.svg',
			await animationOf(
				events,
				'nats-top-sys at the demo: problems, refused logins, a reconnect loop, and back in time',
			),
		],
	]);
}

if (import.meta.main) {
	for (const [name, text] of await mediaFiles()) writeFileSync(new URL(name, import.meta.url), text);
}
