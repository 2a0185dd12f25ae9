// Reads the executables of Linux: 64 bits, little-endian.

export type Section = {
	readonly name: string;
	readonly type: number;
	/** True when a running process has it in memory. */
	readonly isLoaded: boolean;
	readonly address: number;
	readonly offset: number;
	/** In bytes; in the file as well, unless `type` is `noBits`. */
	readonly size: number;
	readonly link: number;
	readonly info: number;
	/** Where in the file its header is. */
	readonly header: number;
};

type Segment = {
	readonly type: number;
	readonly flags: number;
	readonly offset: number;
	readonly address: number;
	readonly sizeInFile: number;
	readonly header: number;
};

export type Elf = {
	readonly machine: number;
	readonly sections: readonly Section[];
	readonly segments: readonly Segment[];
};

export const sectionHeaderSize = 64;
export const noBits = 8;
/** Where in the file header the table of sections, their number and the number of the names' section stand. */
export const sectionTableField = 0x28;
export const sectionCountField = 0x3c;
export const sectionNamesField = 0x3e;

/** The text that ends with a zero byte. */
export function textAt(bytes: Buffer, offset: number): string {
	return bytes.toString('latin1', offset, bytes.indexOf(0, offset));
}

function number(bytes: Buffer, offset: number): number {
	return Number(bytes.readBigUInt64LE(offset));
}

function sectionsOf(bytes: Buffer): Section[] {
	const table = number(bytes, sectionTableField);
	const headers = Array.from(
		{length: bytes.readUInt16LE(sectionCountField)},
		(_, index) => table + index * sectionHeaderSize,
	);
	const namesHeader = headers[bytes.readUInt16LE(sectionNamesField)] ?? 0;
	const names = number(bytes, namesHeader + 0x18);
	return headers.map(header => ({
		name: textAt(bytes, names + bytes.readUInt32LE(header)),
		type: bytes.readUInt32LE(header + 4),
		isLoaded: (number(bytes, header + 8) & 2) !== 0,
		address: number(bytes, header + 0x10),
		offset: number(bytes, header + 0x18),
		size: number(bytes, header + 0x20),
		link: bytes.readUInt32LE(header + 0x28),
		info: bytes.readUInt32LE(header + 0x2c),
		header,
	}));
}

function segmentsOf(bytes: Buffer): Segment[] {
	const table = number(bytes, 0x20);
	return Array.from({length: bytes.readUInt16LE(0x38)}, (_, index) => {
		const header = table + index * bytes.readUInt16LE(0x36);
		return {
			type: bytes.readUInt32LE(header),
			flags: bytes.readUInt32LE(header + 4),
			offset: number(bytes, header + 8),
			address: number(bytes, header + 0x10),
			sizeInFile: number(bytes, header + 0x20),
			header,
		};
	});
}

/** Throws an error when it is no such executable. */
export function readElf(bytes: Buffer): Elf {
	if (bytes.length < 64 || bytes.readUInt32BE(0) !== 0x7f454c46 || bytes[4] !== 2 || bytes[5] !== 1) {
		throw new Error('this is not an executable of Linux with 64 bits');
	}
	return {machine: bytes.readUInt16LE(0x12), sections: sectionsOf(bytes), segments: segmentsOf(bytes)};
}

/** The section with this name. Throws an error when there is none. */
export function sectionNamed({sections}: Elf, name: string): Section {
	const section = sections.find(each => each.name === name);
	if (section === undefined) throw new Error(`the executable has no section ${name}`);
	return section;
}

export function contentOf(bytes: Buffer, {offset, size}: Section): Buffer {
	return bytes.subarray(offset, offset + size);
}

/** The libraries that the loader must find, each with the versions that it must have. */
export function neededLibraries(bytes: Buffer): ReadonlyMap<string, readonly string[]> {
	const elf = readElf(bytes);
	const strings = sectionNamed(elf, '.dynstr').offset;
	const libraries = new Map<string, string[]>();
	const dynamic = sectionNamed(elf, '.dynamic');
	for (let at = dynamic.offset; at < dynamic.offset + dynamic.size; at += 16) {
		if (number(bytes, at) === 1) libraries.set(textAt(bytes, strings + number(bytes, at + 8)), []);
	}
	const needs = sectionNamed(elf, '.gnu.version_r');
	let need = needs.offset;
	for (let left = needs.info; left > 0; left--) {
		const versions: string[] = [];
		let version = need + bytes.readUInt32LE(need + 8);
		for (let count = bytes.readUInt16LE(need + 2); count > 0; count--) {
			versions.push(textAt(bytes, strings + bytes.readUInt32LE(version + 8)));
			version += bytes.readUInt32LE(version + 12);
		}
		libraries.set(textAt(bytes, strings + bytes.readUInt32LE(need + 4)), versions);
		need += bytes.readUInt32LE(need + 12);
	}
	return libraries;
}

/** The newest of the versions that begin with this word, as in GLIBC_2.28; undefined when there is none. */
export function newestNeeded(libraries: ReadonlyMap<string, readonly string[]>, word: string): string | undefined {
	const versions = [...libraries.values()].flat().filter(version => version.startsWith(`${word}_`));
	return versions
		.map(version => version.slice(word.length + 1))
		.sort((a, b) => a.localeCompare(b, 'en', {numeric: true}))
		.at(-1);
}
