// Reads the executables of macOS: 64 bits, for one kind of processor.

type LoadCommand = {readonly type: number; readonly offset: number; readonly size: number};

export type MachO = {
	/** The kind of processor. */
	readonly machine: number;
	readonly commands: readonly LoadCommand[];
};

export type MachSegment = {
	readonly name: string;
	readonly offset: number;
	readonly size: number;
	readonly sections: readonly {readonly name: string; readonly offset: number; readonly size: number}[];
	/** Where in the file its load command is. */
	readonly command: number;
};

export const headerSize = 32;
export const codeSignatureCommand = 0x1d;
const segmentCommand = 0x19;

function name(bytes: Buffer, offset: number): string {
	return bytes.toString('latin1', offset, offset + 16).replace(/\0.*/s, '');
}

/** Throws an error when it is no such executable. */
export function readMachO(bytes: Buffer): MachO {
	if (bytes.length < headerSize || bytes.readUInt32LE(0) !== 0xfeedfacf) {
		throw new Error('this is not an executable of macOS with 64 bits');
	}
	const commands: LoadCommand[] = [];
	let offset = headerSize;
	for (let left = bytes.readUInt32LE(0x10); left > 0; left--) {
		const size = bytes.readUInt32LE(offset + 4);
		commands.push({type: bytes.readUInt32LE(offset), offset, size});
		offset += size;
	}
	return {machine: bytes.readUInt32LE(4), commands};
}

export function machSegments(bytes: Buffer): MachSegment[] {
	const segments = readMachO(bytes).commands.filter(({type}) => type === segmentCommand);
	return segments.map(({offset}) => ({
		name: name(bytes, offset + 8),
		offset: Number(bytes.readBigUInt64LE(offset + 0x28)),
		size: Number(bytes.readBigUInt64LE(offset + 0x30)),
		sections: Array.from({length: bytes.readUInt32LE(offset + 0x40)}, (_, index) => {
			const section = offset + 0x48 + index * 80;
			return {
				name: name(bytes, section),
				offset: bytes.readUInt32LE(section + 0x30),
				size: Number(bytes.readBigUInt64LE(section + 0x28)),
			};
		}),
		command: offset,
	}));
}

/** The segment with this name. Throws an error when there is none. */
export function machSegmentNamed(bytes: Buffer, wanted: string): MachSegment {
	const segment = machSegments(bytes).find(each => each.name === wanted);
	if (segment === undefined) throw new Error(`the executable has no segment ${wanted}`);
	return segment;
}
