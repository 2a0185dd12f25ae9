// A copy of the whole model at a moment: what is looked at while the picture stands still and the model goes on.
import type {Folded, KeptMessage, Notice} from './journal-entry.ts';
import type {Journal} from './journal.ts';
import type {Model} from './model.ts';

function sameEntries<Entry>(journal: Journal<Entry>): Journal<Entry> {
	return {...journal, slots: [...journal.slots]};
}

function copiedEntries<Entry extends Folded | Notice>(journal: Journal<Entry>): Journal<Entry> {
	return {...journal, slots: journal.slots.map(entry => ({...entry}))};
}

/** The model as it is now; nothing that happens to the model afterwards reaches it. */
export function keyframeOf(model: Model): Model {
	const {journals, ...rest} = model;
	const messages: Journal<KeptMessage> = sameEntries(journals.messages);
	return {
		...structuredClone(rest),
		journals: {
			// Messages never change and hold most of the memory; entries that count runs do change.
			messages,
			connections: copiedEntries(journals.connections),
			refusals: copiedEntries(journals.refusals),
			notices: copiedEntries(journals.notices),
		},
	};
}
