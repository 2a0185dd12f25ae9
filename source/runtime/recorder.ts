// Records what is watched: the last messages in memory, to be written after something was seen, and all of them to a
// file when that was asked for from the start.
import type {Core} from '../core/core.ts';
import type {Recorder} from '../core/ingest.ts';
import type {Past} from '../core/past.ts';
import {fileTrouble} from '../files/file-trouble.ts';
import {createRecording, type RecordingWriter} from '../files/recording-writer.ts';
import {bytesInWords, grouped} from '../format/number.ts';
import {tame} from '../format/tame.ts';
import {duration} from '../format/time.ts';
import type {Link} from '../model/link.ts';
import type {Model} from '../model/model.ts';
import {serversInOrder} from '../model/servers.ts';
import {headerLineOf, type RecordedServer} from '../recording/recording-header.ts';
import {type Kept, lineOf} from '../recording/recording-line.ts';
import type {TapeSpan} from '../recording/tape.ts';
import {type LinkReport, linkSubject} from '../wire/message.ts';
import type {Told} from '../ui/ui.ts';
import {fileNameFor} from './file-name.ts';
import {createFlightRecorder, type FlightRecorder} from './flight-recorder.ts';

export type RecorderSettings = {
	/** What the last messages may take in memory, in bytes; 0 when none are to be kept. */
	readonly flightRecorderBytes: number;
	/** All messages are written here too. */
	readonly file?: RecordingWriter;
	/** Version of this program. */
	readonly program: string;
};

export type SystemRecorder = {
	readonly record: Recorder;
	/** The last messages and the moments along them; undefined when none are kept. */
	readonly past: Past | undefined;
	/**
	 * To be called every second: gives the file what has gathered. Tells once when nothing more can be written, and each
	 * time that more had to be left out.
	 */
	readonly second: () => string | undefined;
	/** Writes the last messages to a new file; resolves with a sentence about the result. */
	readonly write: (core: Core, now: number, path?: string) => Promise<Told>;
};

const nothingKept: Partial<FlightRecorder> = {};

function recordedServers(model: Model): readonly RecordedServer[] {
	return serversInOrder(model).map(({name, id, cluster, version}) => ({name, id, cluster, version}));
}

/** What the source said when it was connected. */
function linkUp({address, serverId, serverName, cid = 0, inSystemAccount, loginUntil}: Link, at: number): Kept {
	const report: LinkReport = {
		state: 'up',
		address,
		serverId,
		serverName,
		cid,
		...(inSystemAccount !== undefined && {systemAccount: inSystemAccount}),
		...(loginUntil !== undefined && {loginUntil}),
	};
	return {at, subject: linkSubject, text: JSON.stringify(report), isJson: true};
}

/** What is on the tape, and whether it is all that was heard. */
function keptInWords({messages, from, to, dropped}: TapeSpan): string {
	const span = duration(to - from);
	if (dropped === 0) return `${grouped(messages)} messages of ${span}`;
	return `${grouped(messages)} messages of the last ${span} (${grouped(dropped)} older ones were dropped)`;
}

/** The recorder of one system. */
export function createSystemRecorder({flightRecorderBytes, file, program}: RecorderSettings): SystemRecorder {
	const {tape, past} = flightRecorderBytes > 0 ? createFlightRecorder(flightRecorderBytes) : nothingKept;
	let isFailureTold = false;
	let leftOutTold = 0;

	return {
		past,
		record(kept) {
			tape?.keep(kept);
			file?.add(lineOf(kept));
		},
		second() {
			if (file === undefined || isFailureTold) return undefined;
			void file.flush();
			const failure = file.failure();
			const leftOut = file.leftOut();
			isFailureTold = failure !== undefined;
			if (failure !== undefined) return `recording ended: ${failure}`;
			if (leftOut === leftOutTold) return undefined;
			leftOutTold = leftOut;
			return `recording: ${grouped(leftOut)} messages left out so far: the disk is too slow`;
		},
		async write({label, model}, now, path = `${fileNameFor(label, now)}.ndjson.gz`) {
			const span = tape?.span();
			if (tape === undefined || span === undefined) {
				return {text: tape === undefined ? 'nothing to write: the flight recorder is off' : 'nothing to write yet'};
			}
			const header = headerLineOf({at: now, program, label, servers: recordedServers(model)});
			let writer: RecordingWriter;
			try {
				writer = await createRecording(path, header);
			} catch (error) {
				return {text: `not written: ${tame(path)}: ${fileTrouble(error)}`, path: tame(path)};
			}
			// Where the beginning was dropped, whoever reads it must be told that we were connected.
			if (span.dropped > 0) writer.add(lineOf(linkUp(model.link, span.from)));
			for (const text of tape.texts()) await writer.addText(text);
			const size = await writer.end();
			const failure = writer.failure();
			const shown = tame(writer.path);
			if (failure !== undefined) return {text: `written in part: ${shown}: ${failure}`, path: shown};
			return {text: `wrote ${shown}: ${keptInWords(span)}, ${bytesInWords(size)}`, path: shown};
		},
	};
}
