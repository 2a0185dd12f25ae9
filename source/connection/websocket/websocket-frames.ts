// The frames of RFC 6455, as far as a client of NATS needs them: no extensions, and what messages the bytes come in
// does not matter.

/** What a frame is for. */
export const opcodes = {continued: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10} as const;

export type Frame = {readonly opcode: number; readonly payload: Buffer};

/** More than any server sends in one piece. */
const largestBytes = 256 * 1024 * 1024;

/** A frame as a client sends it: masked with these four bytes. */
export function clientFrame(opcode: number, payload: Uint8Array, mask: Uint8Array): Buffer {
	const {length} = payload;
	const extended = length < 126 ? 0 : length < 65_536 ? 2 : 8;
	const frame = Buffer.allocUnsafe(2 + extended + 4 + length);
	frame[0] = 0x80 | opcode;
	frame[1] = 0x80 | (extended === 0 ? length : extended === 2 ? 126 : 127);
	if (extended === 2) frame.writeUInt16BE(length, 2);
	if (extended === 8) frame.writeBigUInt64BE(BigInt(length), 2);
	const begin = 2 + extended + 4;
	frame.set(mask.subarray(0, 4), begin - 4);
	for (let index = 0; index < length; index += 1) {
		frame[begin + index] = (payload[index] ?? 0) ^ (mask[index & 3] ?? 0);
	}
	return frame;
}

/**
 * Takes a server's bytes in pieces of any size and gives the frames that are complete; payloads are views of them.
 * The result throws when they are no frames of a server, after which it must not be called again.
 */
export function createFrameReader(take: (frame: Frame) => void): (piece: Buffer) => void {
	let pieces: Buffer[] = [];
	let bytes = 0;
	/** Bytes that are needed before anything can be read. */
	let wanted = 2;
	return piece => {
		pieces.push(piece);
		bytes += piece.length;
		if (bytes < wanted) return;
		let rest = pieces.length === 1 ? piece : Buffer.concat(pieces, bytes);
		for (;;) {
			const head = headOf(rest);
			wanted = head.bytes + head.length;
			if (rest.length < wanted) break;
			take({opcode: head.opcode, payload: rest.subarray(head.bytes, wanted)});
			rest = rest.subarray(wanted);
		}
		pieces = rest.length === 0 ? [] : [rest];
		bytes = rest.length;
	};
}

/** How long the head is and the payload behind it, as far as the bytes tell. */
function headOf(bytes: Buffer): {opcode: number; bytes: number; length: number} {
	const [first, second] = bytes;
	if (first === undefined || second === undefined) return {opcode: 0, bytes: 2, length: 0};
	if ((first & 0x70) !== 0 || (second & 0x80) !== 0) throw new Error('the server sent what is no websocket frame');
	const opcode = first & 0x0f;
	const short = second & 0x7f;
	const extended = short < 126 ? 0 : short === 126 ? 2 : 8;
	if (bytes.length < 2 + extended) return {opcode, bytes: 2 + extended, length: 0};
	const length = extended === 0 ? short : extended === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
	if (length > largestBytes) throw new Error('the server sent a websocket frame that is too large');
	return {opcode, bytes: 2 + extended, length};
}
