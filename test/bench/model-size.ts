// What a server, a client, a connection and an event cost in memory, and how long the picture of a large system takes
// to be frozen. Beside `limits` in model/model.ts these figures say how large the model can become.
import {ingest} from '../../source/core/ingest.ts';
import {keyframeOf} from '../../source/model/keyframe.ts';
import {createModel, limits} from '../../source/model/model.ts';
import type {Message} from '../../source/wire/message.ts';
import {LargeSystem} from '../helpers/large-system.ts';
import type {Measurement} from './measurement.ts';
import {cpuMicroseconds, median} from './sampling.ts';

const servers = 2000;
const connections = 20_000;

function usedBytes(): number {
	for (let times = 0; times < 2; times++) globalThis.gc?.({type: 'major', execution: 'sync'});
	const {heapUsed, external} = process.memoryUsage();
	return heapUsed + external;
}

export const modelSize: Measurement = async quick => {
	const system = new LargeSystem(servers);
	const model = createModel();
	const grownBy = (messages: Iterable<Message>): number => {
		const before = usedBytes();
		for (const message of messages) {
			ingest(model, message);
			// Raw messages have a bound of their own.
			model.journals.messages.slots.length = 0;
		}
		return usedBytes() - before;
	};
	const serverBytes = grownBy(system.heartbeats()) / servers;
	const clientBytes = grownBy(system.connects(0, limits.clients)) / limits.clients;
	const connectionBytes = grownBy(system.connects(limits.clients, connections)) / (connections - limits.clients);
	const refusedBytes = grownBy(system.refusals(0, limits.refused)) / limits.refused;
	const freezes: number[] = [];
	for (let times = 0; times < (quick ? 5 : 15); times++) {
		globalThis.gc?.({type: 'major', execution: 'sync'});
		freezes.push(cpuMicroseconds(() => keyframeOf(model)) / 1000);
	}
	const before = usedBytes();
	const keyframe = keyframeOf(model);
	const keyframeBytes = usedBytes() - before;
	if (keyframe.connections !== connections || keyframe.servers.size !== servers) throw new Error('not all was kept');
	return [
		{
			name: 'a server',
			value: serverBytes,
			unit: 'B',
			bound: {atMost: 5000},
			note: 'with its statistics, routes and histories',
		},
		{name: 'a client with a connection and its event', value: clientBytes, unit: 'B', bound: {atMost: 2500}},
		{
			name: 'one more connection',
			value: connectionBytes,
			unit: 'B',
			bound: {atMost: 400},
			note: 'of yet another client, which takes the place of one before it',
		},
		{name: 'a refused login and its event', value: refusedBytes, unit: 'B', bound: {atMost: 2500}},
		{name: 'a keyframe', value: keyframeBytes / 2 ** 20, unit: 'MiB', bound: {atMost: 14}},
		{name: 'freezing', value: median(freezes), unit: 'ms', bound: {atMost: 100}, note: 'CPU'},
	];
};
