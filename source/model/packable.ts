// A model as data that is small and quickly written: what there are thousands of stands in columns, and of the raw
// messages, which the recording holds too, only what cannot be told from it. Nothing that happens to the model
// afterwards reaches it.
import {readClient, writeClient} from './client-columns.ts';
import {type Columns, readColumns, readEach, writeColumns, writeEach} from './columns.ts';
import {type KeptMessage, readFolded, writeFolded} from './journal-entry.ts';
import {entriesOf, readJournal, writeJournal} from './journal.ts';
import {keyframeOf} from './keyframe.ts';
import {readLiveConnection, writeLiveConnection} from './live-connection.ts';
import {keepLongTextAgain, type LongText} from './long-texts.ts';
import {isLong, type RawMessage} from './messages.ts';
import {createModel, type Model} from './model.ts';

export type PackableModel = {
	/** All but what follows. */
	readonly rest: Model;
	/** Clients, journals of connections and refused logins, open connections of each server in the order of the servers. */
	readonly columns: Columns;
	readonly messages: {
		readonly added: number;
		/** How many of them are still there. */
		readonly length: number;
		/** Numbers of those that nobody understood. */
		readonly notUnderstood: readonly number[];
		/** Where the long texts of those stand that have one, and the `end` of all. */
		readonly longTexts: readonly LongText[];
		readonly end: number;
	};
};

function packableMessages({journals: {messages}, longTexts: {end}}: Model): PackableModel['messages'] {
	const notUnderstood: number[] = [];
	const longTexts: LongText[] = [];
	for (const [number, {understood, text}] of entriesOf(messages)) {
		if (!understood) notUnderstood.push(number);
		if (typeof text !== 'string') longTexts.push(text);
	}
	return {added: messages.added, length: messages.slots.length, notUnderstood, longTexts, end};
}

export function packableModel(model: Model): PackableModel {
	const writer = writeColumns();
	writeEach(writer, model.clients.values(), model.clients.size, writeClient);
	writeJournal(writer, model.journals.connections, writeFolded);
	writeJournal(writer, model.journals.refusals, writeFolded);
	for (const {connections} of model.servers.values()) {
		writeEach(writer, connections.values(), connections.size, writeLiveConnection);
	}
	const {clients, journals, longTexts} = createModel();
	const rest = keyframeOf({
		...model,
		clients,
		// The clients are written, not shared: the model need not copy them before it changes them.
		sharing: {generation: model.sharing.generation},
		journals: {...journals, notices: model.journals.notices},
		longTexts,
	});
	for (const server of rest.servers.values()) server.connections.clear();
	return {rest, columns: writer.done(), messages: packableMessages(model)};
}

/** The kept messages again, oldest first, with their long texts where these were. */
function keptAgain(
	{rest: {longTexts}, messages: {added, length, notUnderstood, longTexts: places, end}}: PackableModel,
	rawMessages: readonly RawMessage[],
): readonly KeptMessage[] {
	longTexts.end = end;
	const unclear = new Set(notUnderstood);
	let long = 0;
	return rawMessages.map((raw, index) => {
		const place = isLong(raw) ? places[long++] : undefined;
		if (place !== undefined) keepLongTextAgain(longTexts, raw.text, place);
		const understood = raw.understood && !unclear.has(added - length + index);
		return place === undefined && understood ? raw : {...raw, text: place ?? raw.text, understood};
	});
}

/** The model again; `packable.rest` becomes part of it. `rawMessages` are those that it had, from the recording. */
export function unpackedModel(packable: PackableModel, rawMessages: readonly RawMessage[]): Model {
	const {rest, columns} = packable;
	const reader = readColumns(columns);
	for (const client of readEach(reader, readClient)) rest.clients.set(client.key, client);
	const connections = readJournal(reader, readFolded);
	const refusals = readJournal(reader, readFolded);
	for (const server of rest.servers.values()) {
		for (const connection of readEach(reader, readLiveConnection)) server.connections.set(connection.cid, connection);
	}
	const {notices, messages} = rest.journals;
	const {added, length} = packable.messages;
	const kept = keptAgain(packable, rawMessages);
	// The oldest stands in the slot of its number; before it stand the newest, once the journal has gone round.
	const newestFrom = length - ((added - length) % messages.capacity);
	messages.slots.push(...kept.slice(newestFrom), ...kept.slice(0, newestFrom));
	messages.added = added;
	return {...rest, journals: {connections, refusals, notices, messages}};
}
