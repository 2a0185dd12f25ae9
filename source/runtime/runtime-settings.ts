// The runtime's settings and its interface to the terminal and the source.
import type {Replay} from '../core/travel.ts';
import type {CommandTools} from '../core/command-in-progress.ts';
import type {Thresholds} from '../insight/thresholds.ts';
import type {AccentColour, Screen} from '../screen/screen.ts';
import type {Source} from '../sources/source.ts';
import type {TableStart, Told, Ui} from '../ui/ui.ts';
import type {ContextChoice} from '../views/look.ts';
import type {RecorderSettings} from './recorder.ts';
import type {SnapshotTexts} from './write-snapshot.ts';

export type Terminal = {
	readonly size: () => {readonly columns: number; readonly rows: number};
	/** Bytes written to the terminal so far. */
	readonly bytesWritten: () => number;
	readonly redraw: () => void;
	readonly suspend: () => void;
	/** `by`: the way it was copied, and whether the terminal confirmed it. */
	readonly copy: (text: string) => Promise<{readonly by: string} | {readonly why: string}>;
	/** Changes the colours; resolves to what to say of them. */
	readonly nextTheme: () => Promise<string>;
	readonly quit: () => void;
};

/** The contexts that can be switched to. */
export type Contexts = {
	readonly list: () => readonly ContextChoice[];
	/** A source that has not begun. @throws CannotStart */
	readonly open: (name: string) => Source;
};

export type RuntimeSettings = {
	readonly source: Source;
	/** Other systems that are watched at the same time; the first screen is a list then. None when not given. */
	readonly others?: readonly Source[];
	readonly contexts: Contexts;
	/** Absent when commands are not allowed: then only requests that read are sent. */
	readonly commands?: CommandTools & {
		/** The text of a file. @throws an error that says why it cannot be read */
		readonly readFile: (path: string) => string;
	};
	/** By how many milliseconds the machine's clock is behind those of the sources; 0 when not given. */
	readonly setBackMs?: () => number;
	readonly view: string;
	/** How tables begin; as the program has them when not given. */
	readonly tables?: readonly TableStart[];
	/** Writes what was chosen of tables to the configuration file; `starts`: how those begin from now on. Never rejects. */
	readonly keepTables?: (ui: Ui) => Promise<{readonly told: Told; readonly starts: readonly TableStart[]}>;
	/** The colours of the first line, by the names of contexts. */
	readonly accents?: ReadonlyMap<string, AccentColour>;
	/** From when on something is a problem; as usual when not given. */
	readonly thresholds?: Thresholds;
	readonly utc: boolean;
	readonly terminal: Terminal;
	readonly recorder: RecorderSettings;
	/** What an incident snapshot says. */
	readonly snapshotTexts: SnapshotTexts;
	/** A recording is replayed; live when not given. */
	readonly replay?: Replay & {
		/** The moment it begins with, epoch milliseconds; the first complete picture when not given. */
		readonly from?: number | undefined;
	};
};

export type Runtime = {
	/** Connects and begins; rejects with a CannotStart when that is impossible. */
	readonly start: () => Promise<void>;
	/** Resolves when the first complete answer is in, or when waiting longer makes no sense. */
	readonly firstPicture: () => Promise<void>;
	readonly stop: () => Promise<void>;
	readonly keys: (names: readonly string[]) => void;
	/** A text was pasted, which is not typed. */
	readonly paste: (text: string) => void;
	readonly resized: () => void;
	/** The latest picture; the same object until there is a newer one. */
	readonly screen: () => Screen;
	readonly subscribe: (listener: () => void) => () => void;
};
