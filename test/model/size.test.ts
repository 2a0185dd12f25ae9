// What one thing costs at most, whatever happens to it: the size of its structure, not what an engine makes of it.
import {deserialize, serialize} from 'node:v8';
import {expect, test} from 'vitest';
import {ingest} from '../../source/core/ingest.ts';
import {createModel, limits, type Model} from '../../source/model/model.ts';
import type {Server} from '../../source/model/server.ts';
import type {Message} from '../../source/wire/message.ts';
import {MadeServer, noon} from '../events/made-server.ts';
import {LargeSystem} from '../helpers/large-system.ts';

function ingested(model: Model, messages: Iterable<Message>): Model {
	for (const message of messages) ingest(model, message);
	return model;
}

/**
 * Bytes of its structure; connections are counted by themselves. Read once before, as whole numbers take more where the
 * engine, by what it met in other tests, has made a list of fractions of them.
 */
function bytesOf(value: unknown): number {
	return serialize(deserialize(serialize(value))).byteLength;
}

function alone({connections: _, ...server}: Server): unknown {
	return server;
}

/** A server to which all happens that makes it larger: everything comes twice, is refused, comes and goes. */
function* busy(server: MadeServer): Generator<Message> {
	for (let index = 0; index < 6000; index++) {
		const at = noon + index * 20;
		const messages = [
			server.connect(at, index * 3, {name: `c${index % 50}`}),
			server.authError(at, index * 3 + 1, {user: `u${index % 50}`}),
			server.disconnect(at, index * 3, {name: `c${index % 50}`}),
			...(index % 100 === 0 ? [server.heartbeat(at, {slow_consumers: index})] : []),
		];
		yield* messages;
		yield* messages;
	}
}

test('a server', () => {
	const system = new LargeSystem(20);
	const model = ingested(createModel(), system.heartbeats());
	const quiet = [...model.servers.values()].map(server => bytesOf(alone(server)));
	expect(Math.max(...quiet)).toBeLessThanOrEqual(3000);
	const [first] = system.servers;
	if (first === undefined) throw new Error('there is no server');
	ingested(model, busy(first));
	expect(model.duplicates).toBeGreaterThan(10_000);
	const [busiest] = [...model.servers.values()].map(server => bytesOf(alone(server)));
	expect(busiest).toBeLessThanOrEqual(5900);
});

test('a client, a refused login and an account', () => {
	const model = ingested(createModel(), busy(new MadeServer('n1')));
	const largest = (things: Iterable<unknown>): number => Math.max(...[...things].map(bytesOf));
	expect(largest(model.clients.values())).toBeLessThanOrEqual(1100);
	expect(largest(model.refused.values())).toBeLessThanOrEqual(700);
	expect(largest(model.accounts.values())).toBeLessThanOrEqual(1000);
});

test('an event', () => {
	const {connections, refusals} = ingested(createModel(), busy(new MadeServer('n1'))).journals;
	expect(Math.max(...[...connections.slots, ...refusals.slots].map(bytesOf))).toBeLessThanOrEqual(900);
});

test('all that is counted for the whole system', () => {
	const {tallies} = ingested(createModel(), busy(new MadeServer('n1')));
	expect(bytesOf(tallies)).toBeLessThanOrEqual(60_000);
	expect(limits.longTextsBytes + limits.messages * limits.longTextLength).toBeLessThanOrEqual(5_200_000);
});
