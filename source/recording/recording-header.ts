// The first line of a recording: what the file is, and what was known when it was begun.
import {parsedJson} from '../format/parsed-json.ts';
import {fields, fieldsOrNothing, list, text} from '../wire/fields.ts';
import {timeText} from './recording-line.ts';

/** The version of the format that this program writes; it reads this one and all before it. */
const recordingVersion = 1;
const format = 'nats-top-sys recording';

export type RecordedServer = {
	readonly name: string;
	readonly id: string;
	readonly cluster: string;
	readonly version: string;
};

export type RecordingHeader = {
	/** When the recording was begun or written, epoch milliseconds. */
	readonly at: number;
	/** Version of the program that wrote it. */
	readonly program: string;
	/** Where the messages came from: a context's name, an address, "demo". */
	readonly label: string;
	/** Those known when it was begun; none when it was begun before anything was heard. */
	readonly servers: readonly RecordedServer[];
};

/** The header as a line, without its line break. */
export function headerLineOf({at, program, label, servers}: RecordingHeader): string {
	return JSON.stringify({format, version: recordingVersion, at: timeText(at), program, label, servers});
}

export type HeaderRead =
	| {readonly kind: 'header'; readonly header: RecordingHeader}
	/** A recording of another version of the format, which this program cannot read. */
	| {readonly kind: 'other version'; readonly version: string}
	/** No header: a line of something else. */
	| {readonly kind: 'none'};

/** Reads the first line of a file. */
export function headerIn(line: string): HeaderRead {
	const read = fieldsOrNothing(parsedJson(line));
	if (read?.['format'] !== format) return {kind: 'none'};
	const {version, at, program, label, servers} = read;
	if (typeof version !== 'number' || version < 1 || version > recordingVersion) {
		return {kind: 'other version', version: text(String(version))};
	}
	const time = typeof at === 'string' ? Date.parse(at) : Number.NaN;
	const header: RecordingHeader = {
		at: Number.isFinite(time) ? time : 0,
		program: text(program),
		label: text(label),
		servers: list(servers)
			.map(fields)
			.map(({name, id, cluster, version: runs}) => ({
				name: text(name),
				id: text(id),
				cluster: text(cluster),
				version: text(runs),
			})),
	};
	return {kind: 'header', header};
}
