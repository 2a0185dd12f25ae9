// Node for Linux needs libatomic, which is on hardly any machine without a compiler, for a single function: to compare and
// exchange eight bytes, which V8 does all the time. The function is put into the executable, in the unused bytes behind its
// code, and the library is no longer asked for. Any other size would end the program; in this version of Node all calls are
// for eight bytes. When the executable does not look as expected, the build fails.
import {type Elf, readElf, sectionNamed, textAt} from './elf.ts';

const library = 'libatomic.so.1';
const wanted = '__atomic_compare_exchange';

type Processor = {readonly relative: number; readonly jumpSlot: number; readonly code: string};

/** bool (size, object, expected, desired): a full barrier whatever order is asked for. In the comments, the assembler's text. */
const processors: ReadonlyMap<number, Processor> = new Map([
	[
		0x3e,
		{
			relative: 8,
			jumpSlot: 7,
			// cmp $8,%rdi; jne 2f; mov (%rdx),%rax; mov (%rcx),%rcx; lock cmpxchg %rcx,(%rsi); je 1f;
			// mov %rax,(%rdx); xor %eax,%eax; ret; 1: mov $1,%eax; ret; 2: ud2
			code: '4883ff087519488b02488b09f0480fb10e740648890231c0c3b801000000c30f0b',
		},
	],
	[
		0xb7,
		{
			relative: 1027,
			jumpSlot: 1026,
			// cmp x0,#8; b.ne 3f; ldr x4,[x2]; ldr x5,[x3]; 1: ldaxr x6,[x1]; cmp x6,x4; b.ne 2f; stlxr w7,x5,[x1];
			// cbnz w7,1b; mov w0,#1; ret; 2: clrex; str x6,[x2]; mov w0,#0; ret; 3: brk #0
			code: '1f2000f1c1010054440040f9650040f926fc5fc8df0004eba100005425fc07c887ffff3520008052c0035fd65f3f03d5460000f900008052c0035fd6000020d4',
		},
	],
]);

const loadable = 1;
const executableFlag = 1;
const tags = {needed: 1, versionNeedCount: 0x6fffffff} as const;

/** Puts the code behind the code that is there; gives its address. */
function placeCode(bytes: Buffer, {segments}: Elf, code: Buffer): number {
	const segment = segments.find(({type, flags}) => type === loadable && (flags & executableFlag) !== 0);
	if (segment === undefined) throw new Error('the executable has no code');
	const start = Math.ceil((segment.offset + segment.sizeInFile) / 16) * 16;
	const next = segments.filter(({type, offset}) => type === loadable && offset > segment.offset);
	const room = Math.min(...next.map(({offset}) => offset)) - start;
	if (room < code.length || bytes.subarray(start, start + code.length).some(byte => byte !== 0)) {
		throw new Error('there is no room behind the code');
	}
	code.copy(bytes, start);
	const size = BigInt(start + code.length - segment.offset);
	bytes.writeBigUInt64LE(size, segment.header + 0x20);
	bytes.writeBigUInt64LE(size, segment.header + 0x28);
	return segment.address + start - segment.offset;
}

/** Lets the one place that is filled with the function's address get this one: "the base plus a number". */
function redirect(bytes: Buffer, elf: Elf, {relative, jumpSlot}: Processor, address: number): void {
	const symbols = sectionNamed(elf, '.dynsym').offset;
	const strings = sectionNamed(elf, '.dynstr').offset;
	let redirected = 0;
	for (const table of [sectionNamed(elf, '.rela.dyn'), sectionNamed(elf, '.rela.plt')]) {
		for (let at = table.offset; at < table.offset + table.size; at += 24) {
			const symbol = bytes.readUInt32LE(at + 12);
			if (textAt(bytes, strings + bytes.readUInt32LE(symbols + symbol * 24)) !== wanted) continue;
			if (bytes.readUInt32LE(at + 8) !== jumpSlot) throw new Error(`${wanted} is used in an unknown way`);
			bytes.writeUInt32LE(relative, at + 8);
			bytes.writeUInt32LE(0, at + 12);
			bytes.writeBigInt64LE(BigInt(address), at + 16);
			redirected++;
		}
	}
	if (redirected !== 1) throw new Error(`${wanted} is used in ${redirected} places`);
}

/**
 * Takes the library's versions out of the list of those that are needed, which is chained by distances. Throws an error
 * when it is not there, or is needed for another version too.
 */
function forgetVersions(bytes: Buffer, elf: Elf): void {
	const strings = sectionNamed(elf, '.dynstr').offset;
	const needs = sectionNamed(elf, '.gnu.version_r');
	const distance = (entry: number): number => bytes.readUInt32LE(entry + 12);
	let before: number | undefined;
	let entry = needs.offset;
	while (textAt(bytes, strings + bytes.readUInt32LE(entry + 4)) !== library) {
		if (distance(entry) === 0) throw new Error(`no version of ${library} is needed`);
		before = entry;
		entry += distance(entry);
	}
	if (bytes.readUInt16LE(entry + 2) !== 1) throw new Error(`more than one version of ${library} is needed`);
	if (before === undefined) {
		// The list begins where the section does.
		const size = distance(entry);
		bytes.copyWithin(entry, entry + size, entry + needs.size);
		bytes.fill(0, entry + needs.size - size, entry + needs.size);
	} else {
		bytes.writeUInt32LE(distance(entry) === 0 ? 0 : distance(before) + distance(entry), before + 12);
	}
	bytes.writeUInt32LE(needs.info - 1, needs.header + 0x2c);
}

function forgetLibrary(bytes: Buffer, elf: Elf): void {
	const strings = sectionNamed(elf, '.dynstr').offset;
	const {offset, size} = sectionNamed(elf, '.dynamic');
	const end = offset + size;
	for (let at = offset; at < end; at += 16) {
		const [tag, value] = [bytes.readBigUInt64LE(at), Number(bytes.readBigUInt64LE(at + 8))];
		if (tag === BigInt(tags.versionNeedCount)) bytes.writeBigUInt64LE(BigInt(value - 1), at + 8);
		if (tag !== BigInt(tags.needed) || textAt(bytes, strings + value) !== library) continue;
		bytes.copyWithin(at, at + 16, end);
		bytes.fill(0, end - 16, end);
		at -= 16;
	}
}

/** An executable of Linux that does the same without the library. */
export function withoutLibatomic(executable: Buffer): Buffer {
	const bytes = Buffer.from(executable);
	const elf = readElf(bytes);
	const processor = processors.get(elf.machine);
	if (processor === undefined) throw new Error('there is no such function for this processor');
	const code = Buffer.from(processor.code, 'hex');
	redirect(bytes, elf, processor, placeCode(bytes, elf, code));
	forgetVersions(bytes, elf);
	forgetLibrary(bytes, elf);
	return bytes;
}
