// One look without a screen: asks, waits for the first complete answer, and gives what is known then.
import {createAsking, dueAsks, firstAsks} from '../asking/asking.ts';
import {createModel, type Model} from '../model/model.ts';
import {stallMs} from '../model/ping-round.ts';
import {tick} from '../model/tick.ts';
import {accountStatsSubject} from '../requests/account-stats.ts';
import type {Source} from '../sources/source.ts';
import {ingest} from '../core/ingest.ts';

/** Nobody waits longer than this for servers that do not answer. */
const longestWaitMs = 5000;
const lookEveryMs = 20;

/**
 * What is known after the first complete answer. With `accounts`, all servers are asked for their counts of those, too;
 * without, accounts are counted from what comes by itself.
 * @throws CannotStart when there is no connection
 */
export async function collectOnce(source: Source, now: () => number, {accounts}: {accounts: boolean}): Promise<Model> {
	const model = createModel();
	const asking = createAsking();
	let lastMessageAt = now();
	await source.start(message => {
		lastMessageAt = now();
		ingest(model, message);
	});
	const began = now();
	for (const ask of firstAsks(asking, began)) source.ask(ask);
	const wants = accounts ? [{subject: accountStatsSubject, body: '', everyMs: longestWaitMs}] : [];
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
