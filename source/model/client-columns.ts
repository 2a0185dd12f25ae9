// How clients are written as columns, and read: all fields are named in the order in which they were written.
import type {ChangingClient, Client} from './client.ts';
import {type ColumnsReader, type ColumnsWriter, readEach, writeEach} from './columns.ts';
import {readRun, writeRun} from './run.ts';
import {readTally, writeTally} from './tally.ts';

type Place = NonNullable<Client['lastCame']>;
type Move = NonNullable<Client['moved']>;

function writePlace(writer: ColumnsWriter, place: Place | undefined): void {
	if (!writer.has(place)) return;
	writer.number(place.at);
	writer.text(place.serverId);
}

function readPlace(reader: ColumnsReader): Place | undefined {
	return reader.has() ? {at: reader.number(), serverId: reader.text()} : undefined;
}

function writeMove(writer: ColumnsWriter, move: Move | undefined): void {
	if (!writer.has(move)) return;
	writer.number(move.at);
	writer.text(move.from);
	writer.text(move.to);
	writer.maybe(move.afterMs);
}

function readMove(reader: ColumnsReader): Move | undefined {
	if (!reader.has()) return undefined;
	return {at: reader.number(), from: reader.text(), to: reader.text(), afterMs: reader.maybe()};
}

function writeNumber({number}: ColumnsWriter, value: number): void {
	number(value);
}

function writeText({text}: ColumnsWriter, value: string): void {
	text(value);
}

export function writeClient(writer: ColumnsWriter, client: Client): void {
	const {number, maybe, text} = writer;
	text(client.key);
	number(client.number);
	number(client.generation);
	text(client.account);
	text(client.accountId);
	text(client.user);
	text(client.name);
	text(client.host);
	text(client.language);
	text(client.version);
	text(client.kind);
	number(client.firstSeenAt);
	number(client.lastSeenAt);
	number(client.live);
	writeTally(writer, client.connects);
	writeTally(writer, client.disconnects);
	writeEach(writer, client.livesMs, client.livesMs.length, writeNumber);
	number(client.lives);
	text(client.lastReason);
	maybe(client.loginUntil);
	writeEach(writer, client.servers, client.servers.size, writeText);
	writeRun(writer, client.shortLives);
	number(client.returns);
	number(client.away);
	writeRun(writer, client.slowEnds);
	writePlace(writer, client.lastCame);
	writePlace(writer, client.lastLeft);
	writeMove(writer, client.moved);
}

export function readClient(reader: ColumnsReader): ChangingClient {
	const {number, maybe, text} = reader;
	return {
		key: text(),
		number: number(),
		generation: number(),
		account: text(),
		accountId: text(),
		user: text(),
		name: text(),
		host: text(),
		language: text(),
		version: text(),
		kind: text(),
		firstSeenAt: number(),
		lastSeenAt: number(),
		live: number(),
		connects: readTally(reader),
		disconnects: readTally(reader),
		livesMs: readEach(reader, number),
		lives: number(),
		lastReason: text(),
		loginUntil: maybe(),
		servers: new Set(readEach(reader, text)),
		shortLives: readRun(reader),
		returns: number(),
		away: number(),
		slowEnds: readRun(reader),
		lastCame: readPlace(reader),
		lastLeft: readPlace(reader),
		moved: readMove(reader),
	};
}
