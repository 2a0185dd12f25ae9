// Reads the executables of Windows: 64 bits.

type PeSection = {readonly address: number; readonly offset: number; readonly size: number};

/** A directory among the resources: the entries by number or by name, each pointing at a directory or at data. */
type Entry = {readonly name: string | number; readonly target: number; readonly isDirectory: boolean};

const rawData = 10;

function headerOf(bytes: Buffer): number {
	const header = bytes.length > 0x40 && bytes.readUInt16LE(0) === 0x5a4d ? bytes.readUInt32LE(0x3c) : 0;
	if (header === 0 || bytes.readUInt32BE(header) !== 0x50450000 || bytes.readUInt16LE(header + 24) !== 0x20b) {
		throw new Error('this is not an executable of Windows with 64 bits');
	}
	return header;
}

/** The kind of processor. Throws an error when it is no such executable. */
export function peMachine(bytes: Buffer): number {
	return bytes.readUInt16LE(headerOf(bytes) + 4);
}

function sectionsOf(bytes: Buffer): PeSection[] {
	const header = headerOf(bytes);
	const table = header + 24 + bytes.readUInt16LE(header + 20);
	return Array.from({length: bytes.readUInt16LE(header + 6)}, (_, index) => {
		const at = table + index * 40;
		return {
			address: bytes.readUInt32LE(at + 12),
			size: bytes.readUInt32LE(at + 16),
			offset: bytes.readUInt32LE(at + 20),
		};
	});
}

function offsetOf(bytes: Buffer, address: number): number {
	const section = sectionsOf(bytes).find(each => address >= each.address && address < each.address + each.size);
	if (section === undefined) throw new Error('an address of the executable is in none of its sections');
	return address - section.address + section.offset;
}

/** The bytes of the raw resource with this name. Throws an error when there is none. */
export function peResource(bytes: Buffer, wanted: string): Buffer {
	const resources = offsetOf(bytes, bytes.readUInt32LE(headerOf(bytes) + 24 + 112 + 2 * 8));
	const entriesAt = (directory: number): Entry[] => {
		const at = resources + directory;
		const count = bytes.readUInt16LE(at + 12) + bytes.readUInt16LE(at + 14);
		return Array.from({length: count}, (_, index) => {
			const [id, target] = [bytes.readUInt32LE(at + 16 + index * 8), bytes.readUInt32LE(at + 20 + index * 8)];
			const text = resources + (id & 0x7fffffff);
			return {
				name: id < 0x80000000 ? id : bytes.toString('utf16le', text + 2, text + 2 + 2 * bytes.readUInt16LE(text)),
				target: target & 0x7fffffff,
				isDirectory: target >= 0x80000000,
			};
		});
	};
	const kinds = entriesAt(0).find(({name}) => name === rawData);
	const named = kinds && entriesAt(kinds.target).find(({name}) => name === wanted);
	const [found] = named === undefined ? [] : named.isDirectory ? entriesAt(named.target) : [named];
	if (found === undefined) throw new Error(`the executable has no resource ${wanted}`);
	const data = resources + found.target;
	const start = offsetOf(bytes, bytes.readUInt32LE(data));
	return bytes.subarray(start, start + bytes.readUInt32LE(data + 4));
}
