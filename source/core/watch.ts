// One system that is watched: where its messages come from, what is known of it, and what it was asked.
import {type Asking, askEverything, createAsking, firstAsks} from '../asking/asking.ts';
import type {Message} from '../wire/message.ts';
import {createModel, type Model} from '../model/model.ts';
import type {Source} from '../sources/source.ts';
import {ingest} from './ingest.ts';

export type Watch = {
	readonly source: Source;
	readonly model: Model;
	readonly asking: Asking;
};

/** What a message has changed, besides the numbers. */
export type Change = {readonly link: boolean; readonly complete: boolean};

/** Nothing is known yet, and nothing has begun. */
export function watchOf(source: Source): Watch {
	return {source, model: createModel(), asking: createAsking()};
}

/** Asks what the first picture needs, whatever was asked before. */
export function askFirst({source, asking}: Watch, now: number): void {
	askEverything(asking);
	for (const one of firstAsks(asking, now)) source.ask(one);
}

/** Takes a message in; when it brings the link up, everything is asked again, at the time that `now` gives then. */
export function hear(watch: Watch, message: Message, now: () => number): Change {
	const {model} = watch;
	const before = model.link.state;
	const wasComplete = model.completeAt !== undefined;
	ingest(model, message);
	// A source that has ended meanwhile asks nothing.
	if (before !== 'up' && model.link.state === 'up') setImmediate(() => askFirst(watch, now()));
	return {link: before !== model.link.state, complete: !wasComplete && model.completeAt !== undefined};
}
