// Accounts may have names with blanks, and then the server writes subjects with blanks into its message lines. The
// client's parser fails on such a line and stops reading, without closing the connection. Read from its end the line is
// still unambiguous, and that is what is added to the parser here.
import {Parser} from 'nats';

const blank = 0x20;
let added = false;

/** Teaches the client library to read subjects with blanks; once for the process. */
export function allowBlankSubjects(): void {
	if (added) return;
	added = true;
	const strict = Parser.prototype.processMsgArgs;
	Parser.prototype.processMsgArgs = function (this: Parser, line: Uint8Array): void {
		try {
			strict.call(this, line);
		} catch (error) {
			if (!readFromRight(this, line)) throw error;
		}
	};
}

/** Reads `<subject with blanks> <sid> <size>`; events carry neither a reply subject nor headers. */
function readFromRight(parser: Parser, line: Uint8Array): boolean {
	if (parser.hdr >= 0) return false;
	const beforeSize = line.lastIndexOf(blank);
	// Two blanks stand where the reply subject is missing.
	let sidEnd = beforeSize;
	while (sidEnd > 0 && line[sidEnd - 1] === blank) sidEnd -= 1;
	const beforeSid = line.lastIndexOf(blank, sidEnd - 1);
	if (beforeSid <= 0) return false;
	const sid = parser.protoParseInt(line.subarray(beforeSid + 1, sidEnd));
	const size = parser.protoParseInt(line.subarray(beforeSize + 1), 64 * 1024 * 1024);
	if (sid < 0 || size < 0) return false;
	// A copy: the line is a view of the socket's chunk or of the parser's own buffer.
	parser.ma = {subject: line.slice(0, beforeSid), sid, hdr: -1, size};
	return true;
}
