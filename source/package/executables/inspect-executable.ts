// Looks into a finished executable without running it: whether it is one for its platform, whether the program is inside,
// and whether it tells where it was built.
import {contentOf, readElf, sectionNamed} from './elf.ts';
import {codeSignatureCommand, machSegmentNamed, readMachO} from './mach-o.ts';
import {peMachine, peResource} from './pe.ts';
import type {Platform} from './platforms.ts';

/** Node looks for this in itself: with a 1 behind it there is something embedded. */
const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2:';
/** What is embedded begins with it. */
const blobMagic = 0x143da20;

type Found = {readonly machine: number; readonly blob: Buffer};

function insideElf(bytes: Buffer): Found {
	const elf = readElf(bytes);
	const note = contentOf(bytes, sectionNamed(elf, '.note.node.sea'));
	// The name of a note comes before its content.
	const name = 12 + Math.ceil(note.readUInt32LE(0) / 4) * 4;
	return {machine: elf.machine, blob: note.subarray(name)};
}

function insideMachO(bytes: Buffer): Found {
	const {machine, commands} = readMachO(bytes);
	if (!commands.some(({type}) => type === codeSignatureCommand)) throw new Error('the executable is not signed');
	const {offset, size} = machSegmentNamed(bytes, 'NODE_SEA');
	return {machine, blob: bytes.subarray(offset, offset + size)};
}

function inside(bytes: Buffer, format: Platform['format']): Found {
	switch (format) {
		case 'elf':
			return insideElf(bytes);
		case 'mach-o':
			return insideMachO(bytes);
		case 'pe':
			return {machine: peMachine(bytes), blob: peResource(bytes, 'NODE_SEA_BLOB')};
	}
}

/**
 * Throws an error that says what is wrong. `program` is the text that must be inside, and `builder` are words that must
 * not be: folders and names of the machine that built it.
 */
export function inspectExecutable(
	bytes: Buffer,
	{format, machine, name}: Platform,
	program: string,
	builder: readonly string[],
): void {
	const found = inside(bytes, format);
	if (found.machine !== machine) throw new Error(`the executable for ${name} is for another processor`);
	if (found.blob.readUInt32LE(0) !== blobMagic) throw new Error(`the executable for ${name} embeds something else`);
	if (!found.blob.includes(program)) throw new Error(`the executable for ${name} has another program inside`);
	if (!bytes.includes(`${fuse}1`)) throw new Error(`the executable for ${name} would start as Node`);
	const told = builder.find(word => bytes.includes(word));
	if (told !== undefined) throw new Error(`the executable for ${name} tells where it was built: ${told}`);
}
