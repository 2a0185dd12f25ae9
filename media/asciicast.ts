// The tour as an asciicast, version 2: https://docs.asciinema.org/manual/asciicast/v2/
import {palette, paper, plain} from './palette.ts';
import {beginsAt} from './simulation.ts';
import {columns, rows, type TourEvent} from './tour.ts';

/** A header and one event a line; what is pressed is in it as input, and as a marker with what it is for. */
export function asciicastOf(events: readonly TourEvent[]): string {
	const header = {
		version: 2,
		width: columns,
		height: rows,
		timestamp: beginsAt / 1000,
		title: 'nats-top-sys --demo',
		env: {TERM: 'xterm-256color'},
		theme: {fg: plain, bg: paper, palette: palette.join(':')},
	};
	const lines = events.flatMap(event => {
		const seconds = event.atMs / 1000;
		if (event.kind !== 'pressed') return [[seconds, 'o', event.bytes]];
		return [
			[seconds, 'i', event.bytes],
			[seconds, 'm', `${event.label}: ${event.text}`],
		];
	});
	return [header, ...lines].map(line => `${JSON.stringify(line)}\n`).join('');
}
