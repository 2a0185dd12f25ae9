// A small executable of macOS, made here; its signature is read as macOS reads it, by the layout of cs_blobs.h.
import {createHash} from 'node:crypto';
import {describe, expect, test} from 'vitest';
import {machSegmentNamed, machSegments, readMachO} from '../../../source/package/executables/mach-o.ts';
import {signMachO} from '../../../source/package/executables/sign-mach-o.ts';

const segmentSize = 72;

/** One segment of code with a section at 4096, and one for the linker at 8192 to the end. */
function executable(length: number): Buffer {
	const bytes = Buffer.alloc(length, 7);
	bytes.fill(0, 0, 4096);
	bytes.writeUInt32LE(0xfeedfacf, 0);
	bytes.writeUInt32LE(0x100000c, 4);
	bytes.writeUInt32LE(2, 0x10);
	bytes.writeUInt32LE(2 * segmentSize + 80, 0x14);
	const segment = (at: number, name: string, offset: number, size: number, sections: number): void => {
		bytes.writeUInt32LE(0x19, at);
		bytes.writeUInt32LE(segmentSize + sections * 80, at + 4);
		bytes.write(name, at + 8);
		bytes.writeBigUInt64LE(BigInt(offset), at + 0x28);
		bytes.writeBigUInt64LE(BigInt(size), at + 0x30);
		bytes.writeUInt32LE(sections, at + 0x40);
	};
	segment(32, '__TEXT', 0, 8192, 1);
	bytes.write('__text', 32 + segmentSize);
	bytes.writeBigUInt64LE(4096n, 32 + segmentSize + 0x28);
	bytes.writeUInt32LE(4096, 32 + segmentSize + 0x30);
	segment(32 + segmentSize + 80, '__LINKEDIT', 8192, length - 8192, 0);
	return bytes;
}

describe('an executable of macOS', () => {
	const bytes = executable(10_001);
	const signed = signMachO(bytes, 'a.program');
	const command = readMachO(signed).commands.at(-1);
	const start = signed.readUInt32LE((command?.offset ?? 0) + 8);
	const directory = signed.subarray(start + signed.readUInt32BE(start + 16));

	test('has its signature behind all else, inside the last segment', () => {
		expect(command?.type).toBe(0x1d);
		expect(start % 16).toBe(0);
		expect(start + signed.readUInt32LE((command?.offset ?? 0) + 12)).toBe(signed.length);
		const {offset, size} = machSegmentNamed(signed, '__LINKEDIT');
		expect(offset + size).toBe(signed.length);
		expect(machSegments(signed).map(({name}) => name)).toEqual(['__TEXT', '__LINKEDIT']);
		expect(signed.subarray(4096, bytes.length).equals(bytes.subarray(4096))).toBe(true);
	});

	test('is signed ad hoc, under its name, with a digest of each page', () => {
		expect(signed.readUInt32BE(start)).toBe(0xfade0cc0);
		expect(directory.readUInt32BE(0)).toBe(0xfade0c02);
		expect(directory.readUInt32BE(12)).toBe(2);
		const name = directory.readUInt32BE(20);
		expect(directory.toString('latin1', name, directory.indexOf(0, name))).toBe('a.program');
		expect(directory.readUInt32BE(32)).toBe(start);
		const digests = directory.readUInt32BE(16);
		const pages = Array.from({length: directory.readUInt32BE(28)}, (_, page) =>
			directory.subarray(digests + page * 32, digests + page * 32 + 32).toString('hex'),
		);
		const expected = [0, 4096, 8192].map(from =>
			createHash('sha256')
				.update(signed.subarray(from, Math.min(from + 4096, start)))
				.digest('hex'),
		);
		expect(pages).toEqual(expected);
	});

	test('is not signed twice, and not where there is no room', () => {
		expect(() => signMachO(signed, 'a.program')).toThrow('the executable is signed already');
		const full = executable(10_001);
		full.writeUInt32LE(32 + 2 * segmentSize + 80 + 15, 32 + segmentSize + 0x30);
		expect(() => signMachO(full, 'a.program')).toThrow('there is no room for another load command');
		expect(() => signMachO(Buffer.concat([bytes, Buffer.alloc(8)]), 'a.program')).toThrow('__LINKEDIT is not the end');
	});

	test('what is none is refused', () => {
		expect(() => readMachO(Buffer.from('#!/bin/sh\n'.repeat(9)))).toThrow('this is not an executable of macOS');
	});
});
