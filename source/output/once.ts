// One look without a screen: asks, waits for the first complete answer, and gives what is known then.
import {createAsking, dueAsks, firstAsks} from '../asking.ts';
import {problemsOf} from '../insight/catalogue.ts';
import {createModel, type Model} from '../model/model.ts';
import {stallMs} from '../model/round.ts';
import {tick} from '../model/tick.ts';
import {accountStatsSubject} from '../requests/account-stats.ts';
import type {Source} from '../sources/source.ts';
import {takeIn} from '../take-in.ts';
import {createUi} from '../ui.ts';
import {screenOf} from '../views/screen-of.ts';
import {textOf} from '../screen.ts';
import {plainAscii} from '../format/plain-ascii.ts';

/** Nobody waits longer than this for servers that do not answer. */
const longestWaitMs = 5000;
const lookEveryMs = 20;

/** What is known after the first complete answer. @throws CannotStart when there is no connection */
export async function knownOnce(source: Source, now: () => number): Promise<Model> {
	const model = createModel();
	const asking = createAsking();
	let lastMessageAt = now();
	await source.start(message => {
		lastMessageAt = now();
		takeIn(model, message);
	});
	const began = now();
	for (const ask of firstAsks(asking, began)) source.ask(ask);
	const wants = [{subject: accountStatsSubject, body: '', everyMs: longestWaitMs}];
	for (const ask of dueAsks(asking, model, wants, began)) source.ask(ask);
	await new Promise<void>(resolve => {
		const timer = setInterval(() => {
			tick(model, now());
			// Answers about accounts have no count to wait for: a while without any message ends it.
			const quiet = model.completeAt !== undefined && now() - lastMessageAt >= stallMs / 2;
			const late = model.completeAt !== undefined && now() - model.completeAt >= stallMs * 3;
			if (!quiet && !late && now() - began < longestWaitMs) return;
			clearInterval(timer);
			resolve();
		}, lookEveryMs);
	});
	return model;
}

export type TextSettings = {
	readonly view: string;
	readonly columns: number;
	/** Lines there is room for; enough for every server when not given. */
	readonly rows: number | undefined;
	readonly label: string;
	readonly utc: boolean;
	readonly ascii: boolean;
	readonly now: number;
};

const frameLines = 24;

/** The view as plain text, without trailing blanks. */
export function textOnce(model: Model, settings: TextSettings): string {
	const {view, columns, label, utc, ascii, now} = settings;
	const rows = settings.rows ?? Math.max(50, model.servers.size + frameLines);
	const ui = createUi(view);
	const {screen} = screenOf(
		{
			model,
			ui,
			problems: problemsOf(model),
			label,
			utc,
			terminalBytesPerSecond: undefined,
			now,
			missedWhileFrozen: 0,
		},
		columns,
		rows,
	);
	// The last lines tell keys, which nobody can press here.
	const lines = screen.lines.slice(0, -2).map(line => textOf(line).trimEnd());
	while (lines.at(-1) === '') lines.pop();
	const text = lines.join('\n');
	return ascii ? text.split('\n').map(plainAscii).join('\n') : text;
}
