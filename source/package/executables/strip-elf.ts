// Takes out of an executable of Linux what only a debugger reads: a fifth of Node's. It must be done before anything is
// embedded. `strip` does the same for one kind of processor only.
import {
	noBits,
	readElf,
	type Section,
	sectionCountField,
	sectionHeaderSize,
	sectionNamesField,
	sectionTableField,
} from './elf.ts';

const isForDebuggers = ({name}: Section): boolean => /^\.(?:debug_.*|symtab|strtab|gnu\.build\.attributes)$/.test(name);

/** Throws an error when something that runs lies behind what would be cut off. */
export function stripElf(bytes: Buffer): Buffer {
	const {sections, segments} = readElf(bytes);
	const kept = sections.filter(section => !isForDebuggers(section));
	const names = kept.at(-1);
	if (names === undefined || names.name !== '.shstrtab') throw new Error('the names of sections are not the last one');
	const before = kept.slice(0, -1);
	const end = Math.max(
		...before.filter(({type}) => type !== noBits).map(({offset, size}) => offset + size),
		...segments.map(({offset, sizeInFile}) => offset + sizeInFile),
	);
	const cut = sections.filter(isForDebuggers);
	if (cut.some(({offset, isLoaded}) => isLoaded || offset < end)) {
		throw new Error('what is for debuggers is not behind what runs');
	}
	const table = Math.ceil((end + names.size) / 8) * 8;
	const stripped = Buffer.alloc(table + kept.length * sectionHeaderSize);
	bytes.copy(stripped, 0, 0, end);
	bytes.copy(stripped, end, names.offset, names.offset + names.size);
	const indexOf = (section: Section | undefined): number => Math.max(0, section ? kept.indexOf(section) : 0);
	for (const [index, section] of kept.entries()) {
		const header = table + index * sectionHeaderSize;
		bytes.copy(stripped, header, section.header, section.header + sectionHeaderSize);
		stripped.writeUInt32LE(indexOf(sections[section.link]), header + 0x28);
		if (section === names) stripped.writeBigUInt64LE(BigInt(end), header + 0x18);
	}
	stripped.writeBigUInt64LE(BigInt(table), sectionTableField);
	stripped.writeUInt16LE(kept.length, sectionCountField);
	stripped.writeUInt16LE(kept.length - 1, sectionNamesField);
	return stripped;
}
