import type {NoticeKind} from './journal-entry.ts';
import {append, newest} from './journal.ts';
import type {Model} from './model.ts';
import type {Server} from './server.ts';

// The same thing within this time is one entry with a count.
const foldMs = 10_000;
// Of these each text is another thing.
const toldEach: ReadonlySet<NoticeKind> = new Set(['claims', 'asked', 'answered', 'marker', 'note']);

/** Notes something an administrator wants to know of. */
export function note(model: Model, kind: NoticeKind, at: number, who: string, text: string, serverId = ''): void {
	for (let back = 0; back < 3; back++) {
		const last = newest(model.journals.notices, back);
		if (last === undefined) break;
		const isSame = last.kind === kind && last.who === who && last.serverId === serverId && at - last.at < foldMs;
		if (isSame && (!toldEach.has(kind) || last.text === text)) {
			last.count++;
			return;
		}
	}
	append(model.journals.notices, {kind, at, serverId, who, text, count: 1});
}

/** Notes something about one server. */
export function noteServer(model: Model, kind: NoticeKind, at: number, server: Server, text: string): void {
	note(model, kind, at, server.name, text, server.id);
}
