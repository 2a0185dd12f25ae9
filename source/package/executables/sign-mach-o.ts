// Signs an executable of macOS "ad hoc": digests of its pages and no certificate, as `codesign --sign -` and the linkers
// do. Without it macOS does not start a program on its own processors. Layout: Apple's cs_blobs.h.
import {createHash} from 'node:crypto';
import {codeSignatureCommand, headerSize, machSegmentNamed, machSegments, readMachO} from './mach-o.ts';

const pageBits = 12;
const pageSize = 2 ** pageBits;
const digestSize = 32;
const directorySize = 88;
const superBlobSize = 20;
const isAdHoc = 0x2;
const isMainBinary = 1n;
const sha256 = 2;

function align(value: number, to: number): number {
	return Math.ceil(value / to) * to;
}

/** Room for the signature: a load command that points behind all else, and the last segment reaching over it. */
function withRoom(bytes: Buffer, signatureSize: (codeSize: number) => number): {file: Buffer; codeSize: number} {
	const {commands} = readMachO(bytes);
	if (commands.some(({type}) => type === codeSignatureCommand)) throw new Error('the executable is signed already');
	const linkEdit = machSegmentNamed(bytes, '__LINKEDIT');
	if (linkEdit.offset + linkEdit.size !== bytes.length) throw new Error('__LINKEDIT is not the end of the executable');
	const commandsEnd = headerSize + bytes.readUInt32LE(0x14);
	const firstSection = Math.min(
		...machSegments(bytes).flatMap(({sections}) => sections.map(({offset}) => offset).filter(offset => offset > 0)),
	);
	if (commandsEnd + 16 > firstSection) throw new Error('there is no room for another load command');

	const codeSize = align(bytes.length, 16);
	const size = signatureSize(codeSize);
	const file = Buffer.alloc(codeSize + size);
	bytes.copy(file);
	file.writeUInt32LE(commands.length + 1, 0x10);
	file.writeUInt32LE(commandsEnd + 16 - headerSize, 0x14);
	file.writeUInt32LE(codeSignatureCommand, commandsEnd);
	file.writeUInt32LE(16, commandsEnd + 4);
	file.writeUInt32LE(codeSize, commandsEnd + 8);
	file.writeUInt32LE(size, commandsEnd + 12);
	const inFile = file.length - linkEdit.offset;
	file.writeBigUInt64LE(BigInt(align(inFile, 2 ** 14)), linkEdit.command + 0x20);
	file.writeBigUInt64LE(BigInt(inFile), linkEdit.command + 0x30);
	return {file, codeSize};
}

/** The executable with a signature, under this identifier. Throws an error when it is signed already or has no room. */
export function signMachO(bytes: Buffer, identifier: string): Buffer {
	const name = Buffer.from(`${identifier}\0`);
	const digestsAt = directorySize + name.length;
	const pagesOf = (codeSize: number): number => Math.ceil(codeSize / pageSize);
	const directoryLength = (codeSize: number): number => digestsAt + pagesOf(codeSize) * digestSize;
	const {file, codeSize} = withRoom(bytes, size => align(superBlobSize + directoryLength(size), 16));
	const text = machSegmentNamed(file, '__TEXT');

	const directory = Buffer.alloc(directoryLength(codeSize));
	directory.writeUInt32BE(0xfade0c02, 0);
	directory.writeUInt32BE(directory.length, 4);
	directory.writeUInt32BE(0x20400, 8);
	directory.writeUInt32BE(isAdHoc, 12);
	directory.writeUInt32BE(digestsAt, 16);
	directory.writeUInt32BE(directorySize, 20);
	directory.writeUInt32BE(pagesOf(codeSize), 28);
	directory.writeUInt32BE(codeSize, 32);
	directory.writeUInt8(digestSize, 36);
	directory.writeUInt8(sha256, 37);
	directory.writeUInt8(pageBits, 39);
	directory.writeBigUInt64BE(BigInt(text.offset), 64);
	directory.writeBigUInt64BE(BigInt(text.size), 72);
	directory.writeBigUInt64BE(isMainBinary, 80);
	name.copy(directory, directorySize);
	for (let page = 0; page < pagesOf(codeSize); page++) {
		const code = file.subarray(page * pageSize, Math.min((page + 1) * pageSize, codeSize));
		createHash('sha256')
			.update(code)
			.digest()
			.copy(directory, digestsAt + page * digestSize);
	}

	file.writeUInt32BE(0xfade0cc0, codeSize);
	file.writeUInt32BE(superBlobSize + directory.length, codeSize + 4);
	file.writeUInt32BE(1, codeSize + 8);
	file.writeUInt32BE(0, codeSize + 12);
	file.writeUInt32BE(superBlobSize, codeSize + 16);
	directory.copy(file, codeSize + superBlobSize);
	return file;
}
