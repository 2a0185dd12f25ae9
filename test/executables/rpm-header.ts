// Reads what stands in front of the files of an .rpm, without rpm. The layout is that of "Maximum RPM", appendix A.

export type RpmHeader = {
	readonly texts: (tag: number) => readonly string[];
	readonly numbers: (tag: number) => readonly number[];
	/** What comes behind it. */
	readonly end: number;
};

const leadSize = 96;
const entrySize = 16;

function headerAt(bytes: Buffer, start: number): RpmHeader {
	if (bytes.readUInt32BE(start) !== 0x8eade801) throw new Error('there is no header of an .rpm');
	const count = bytes.readUInt32BE(start + 8);
	const store = start + 16 + count * entrySize;
	const found = (tag: number): {type: number; at: number; length: number} | undefined => {
		for (let index = 0; index < count; index++) {
			const entry = start + 16 + index * entrySize;
			if (bytes.readUInt32BE(entry) !== tag) continue;
			return {
				type: bytes.readUInt32BE(entry + 4),
				at: store + bytes.readUInt32BE(entry + 8),
				length: bytes.readUInt32BE(entry + 12),
			};
		}
		return undefined;
	};
	return {
		end: store + bytes.readUInt32BE(start + 12),
		texts(tag) {
			const entry = found(tag);
			let at = entry?.at ?? 0;
			return Array.from({length: entry?.length ?? 0}, () => {
				const end = bytes.indexOf(0, at);
				const text = bytes.toString('utf8', at, end);
				at = end + 1;
				return text;
			});
		},
		numbers(tag) {
			const entry = found(tag);
			const isShort = entry?.type === 3;
			return Array.from({length: entry?.length ?? 0}, (_, index) =>
				isShort ? bytes.readUInt16BE((entry?.at ?? 0) + index * 2) : bytes.readUInt32BE((entry?.at ?? 0) + index * 4),
			);
		},
	};
}

/** The header that describes the package; the one of its signature lies before it. */
export function readRpm(bytes: Buffer): RpmHeader {
	if (bytes.readUInt32BE(0) !== 0xedabeedb) throw new Error('this is no .rpm');
	const signature = headerAt(bytes, leadSize);
	return headerAt(bytes, Math.ceil(signature.end / 8) * 8);
}
