import type {NotableKind} from './happening.ts';
import {append, newest} from './journal.ts';
import type {Model} from './model.ts';
import type {Server} from './server.ts';

// The same thing within this time is one entry with a count.
const foldMs = 10_000;
// Of these each text is another thing.
const toldEach: ReadonlySet<NotableKind> = new Set(['claims', 'asked', 'answered']);

/** Notes something an administrator wants to know of. */
export function note(model: Model, kind: NotableKind, at: number, who: string, text: string, serverId = ''): void {
	for (let back = 0; back < 3; back++) {
		const last = newest(model.journals.notables, back);
		if (last === undefined) break;
		const isSame = last.kind === kind && last.who === who && last.serverId === serverId && at - last.at < foldMs;
		if (isSame && (!toldEach.has(kind) || last.text === text)) {
			last.count++;
			return;
		}
	}
	append(model.journals.notables, {kind, at, serverId, who, text, count: 1});
}

/** Notes something about one server. */
export function noteHappening(model: Model, kind: NotableKind, at: number, server: Server, text: string): void {
	note(model, kind, at, server.name, text, server.id);
}
