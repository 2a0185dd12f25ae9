// How recordings are made small: by Node's own zlib. Zstandard came with Node 22.15; where it is missing, gzip does.
import {
	constants,
	createGunzip,
	createGzip,
	createZstdCompress,
	createZstdDecompress,
	gunzipSync,
	gzip,
	type ZstdOptions,
	zstdCompress,
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

/** A stream that compresses; `flush` of it makes all that was written so far readable. */
export function compressor(compression: 'gzip' | 'zstd') {
	return compression === 'gzip' ? createGzip(gzipLevel) : createZstdCompress(zstdLevel());
}

/** A stream that ends with one compressed frame: a zstd file may hold several, behind each other. */
export function decompressor(compression: 'gzip' | 'zstd') {
	return compression === 'gzip' ? createGunzip() : createZstdDecompress();
}

function packed(data: Uint8Array): Promise<Buffer> {
	return new Promise((resolve, reject) => {
		const done = (error: Error | null, result: Buffer): void => {
			if (error === null) resolve(result);
			else reject(error);
		};
		if (hasZstd()) zstdCompress(data, zstdLevel(), done);
		else gzip(data, gzipLevel, done);
	});
}

function unpacked(data: Uint8Array): Buffer {
	return hasZstd() ? zstdDecompressSync(data) : gunzipSync(data);
}

/** Packs in a thread of its own, unpacks at once. */
export function createPacking(): Packing {
	return {pack: packed, unpack: unpacked};
}
