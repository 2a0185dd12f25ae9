// The stream that events from before are read from.
import {usage} from './usage.ts';

/** @throws CannotStart when there can be no stream of this name */
export function streamName(name: string): string {
	if (/^[^\s.*>/\\]{1,255}$/.test(name)) return name;
	throw usage('--history', `${JSON.stringify(name.slice(0, 40))} is no name of a stream`, 'name a JetStream stream');
}

type Given = {
	readonly history?: string | undefined;
	readonly replay?: string | undefined;
	readonly demo?: string | undefined;
};

/** A recording and the demo have no stream. @throws CannotStart */
export function refuseHistory({history, replay, demo}: Given): void {
	if (history === undefined) return;
	if (replay !== undefined) throw usage('--history', 'a recording is replayed', 'drop --history or --replay');
	if (demo !== undefined) throw usage('--history', 'a demo has none', 'drop --history or --demo');
}
