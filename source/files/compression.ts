// How recordings are made small: by Node's own zlib. Zstandard came with Node 22.15; where it is missing, gzip does.
import {isAscii} from 'node:buffer';
import {
	constants,
	createGunzip,
	createGzip,
	createZstdCompress,
	createZstdDecompress,
	gunzipSync,
	gzipSync,
	type ZstdOptions,
	zstdCompressSync,
	zstdDecompressSync,
} from 'node:zlib';
import type {Packing} from '../recording/tape.ts';

export type Compression = 'none' | 'gzip' | 'zstd';

/** Whether this Node can read and write Zstandard. A function, as to look would load zlib. */
export function hasZstd(): boolean {
	return typeof createZstdCompress === 'function';
}

/** What the end of a file's name says of how it is compressed. */
export function compressionOf(path: string): Compression {
	if (path.endsWith('.gz')) return 'gzip';
	return path.endsWith('.zst') ? 'zstd' : 'none';
}

/** The fastest level: what is kept may never slow what is watched. */
const fastest = 1;
/** Of what comes out at a time: each piece is a way to a thread and back. */
const chunkSize = 2 ** 16;
const gzipLevel = {level: fastest, chunkSize};

function zstdLevel(): ZstdOptions {
	return {params: {[constants.ZSTD_c_compressionLevel]: fastest}, chunkSize};
}

/** Of what is packed and unpacked at once: most of it comes out in one piece. */
const wholeChunkSize = 2 ** 20;

/** What it looks back at stays in the nearest caches of the processor: a third less time than usual, and no more bytes. */
function packLevel(): ZstdOptions {
	const {ZSTD_c_compressionLevel, ZSTD_c_windowLog, ZSTD_c_hashLog} = constants;
	return {params: {[ZSTD_c_compressionLevel]: fastest, [ZSTD_c_windowLog]: 17, [ZSTD_c_hashLog]: 12}, chunkSize};
}

/** A stream that compresses; `flush` of it makes all that was written so far readable. */
export function compressor(compression: 'gzip' | 'zstd') {
	return compression === 'gzip' ? createGzip(gzipLevel) : createZstdCompress(zstdLevel());
}

/** A stream that ends with one compressed frame: a zstd file may hold several, behind each other. */
export function decompressor(compression: 'gzip' | 'zstd') {
	return compression === 'gzip' ? createGunzip() : createZstdDecompress();
}

/** At once, in the same thread. */
function packBytes(data: Uint8Array): Uint8Array {
	return hasZstd() ? zstdCompressSync(data, packLevel()) : gzipSync(data, gzipLevel);
}

/**
 * Packs one after the other on a thread of Node's pool, always with the memory of the first time: to ask the system for it
 * again each time takes longer than packing. Each result can be unpacked by itself; the data must not change meanwhile.
 */
export function createPacker(): (data: Uint8Array) => Promise<Uint8Array> {
	let stream: ReturnType<typeof createZstdCompress> | undefined;
	let pieces: Uint8Array[] = [];

	function open(): NonNullable<typeof stream> {
		const opened = createZstdCompress({...packLevel(), chunkSize});
		opened.on('data', (piece: Uint8Array) => pieces.push(piece));
		return opened;
	}

	return data => {
		if (!hasZstd()) return Promise.resolve(packBytes(data));
		stream ??= open();
		stream.write(data);
		return new Promise(resolve => {
			stream?.flush(constants.ZSTD_e_end, () => {
				const packed = Buffer.concat(pieces);
				pieces = [];
				resolve(packed);
			});
		});
	};
}

/** What was packed here. `length`: of what comes out, in bytes, where that is known. */
export function unpackBytes(packed: Uint8Array, length = wholeChunkSize): Buffer {
	const options = {chunkSize: Math.max(length, chunkSize)};
	return hasZstd() ? zstdDecompressSync(packed, options) : gunzipSync(packed, options);
}

/** Text of one-byte characters only is read several times as fast when that is known. */
function textOf(bytes: Buffer): string {
	return bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
}

export function createTextPacking(): Packing {
	return {pack: createPacker(), packNow: packBytes, unpack: unpackBytes, textOf};
}
