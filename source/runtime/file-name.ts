import {timeText} from '../recording/recording-line.ts';

/** A name for a new file, without its ending: of where the messages came from, and a time. */
export function fileNameFor(label: string, at: number): string {
	// Of a recording that is replayed the label is the name of its file.
	const source = label
		.replace(/^nats-top-sys-/, '')
		.replace(/\.ndjson(?:\.gz|\.zst)?$/, '')
		.replaceAll(/[^A-Za-z0-9.-]+/g, '-')
		.replaceAll(/^[-.]+|-+$/g, '')
		.slice(0, 40);
	const time = timeText(at).slice(0, 19).replaceAll(':', '');
	return `nats-top-sys-${source === '' ? 'system' : source}-${time}Z`;
}
