// Packs plain data with all its maps, arrays and what stands in several places in it: keyframes of a system.
import {setImmediate as turn} from 'node:timers/promises';
import {Deserializer, Serializer} from 'node:v8';
import {createPacker, unpackBytes} from './compression.ts';

export type DataPacking<Data> = {
	/** Resolves with the packed data, which must not change meanwhile. */
	readonly pack: (data: Data) => Promise<Uint8Array>;
	readonly unpack: (packed: Uint8Array) => Data;
};

/** So long it is written before others have their turn. */
const sliceMs = 4;
/** So deep plain objects are taken apart; elements of collections are written whole. */
const deepest = 5;

/** The parts of which data consists, none of which takes long to write. */
function* partsOf(value: unknown, depth: number): Generator<object> {
	if (typeof value !== 'object' || value === null) return;
	if (depth === 0) {
		yield value;
	} else if (value instanceof Map || Array.isArray(value)) {
		for (const element of value.values()) yield* partsOf(element, 0);
	} else if (Object.getPrototypeOf(value) === Object.prototype) {
		for (const field of Object.values(value)) yield* partsOf(field, depth - 1);
	} else {
		yield value;
	}
}

/** How many parts there are, each of them, and the whole, for which they are written already. */
async function written(data: unknown): Promise<Uint8Array> {
	const serializer = new Serializer();
	serializer.writeHeader();
	const parts = [...partsOf(data, deepest)];
	serializer.writeUint32(parts.length);
	let since = performance.now();
	for (const part of parts) {
		serializer.writeValue(part);
		if (performance.now() - since < sliceMs) continue;
		await turn();
		since = performance.now();
	}
	serializer.writeValue(data);
	return serializer.releaseBuffer();
}

function read<Data>(bytes: Uint8Array): Data {
	const deserializer = new Deserializer(bytes);
	deserializer.readHeader();
	for (let parts = deserializer.readUint32(); parts > 0; parts--) deserializer.readValue();
	return deserializer.readValue();
}

/** Written a slice at a time and packed on another thread; unpacked at once. */
export function createDataPacking<Data>(): DataPacking<Data> {
	const pack = createPacker();
	return {
		pack: async data => pack(await written(data)),
		unpack: packed => read(unpackBytes(packed)),
	};
}
