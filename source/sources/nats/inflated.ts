import {gunzipSync} from 'node:zlib';
import type {Msg} from 'nats';
import {largestPayload} from './payload-text.ts';

/** The request header that asks for a compressed answer, and the answer's that says that it is. Servers know it since 2.4. */
export const acceptEncoding = 'Accept-Encoding';
const contentEncoding = 'Content-Encoding';
export const encoding = 'gzip';

/**
 * The payload of an answer as it was before it was compressed; undefined when it would be larger than what is read. What
 * cannot be inflated stays as it is: nobody understands it, and it is counted as that.
 */
export function inflated({data, headers}: Msg): Uint8Array | undefined {
	if (headers === undefined || headers.get(contentEncoding) !== encoding) return data;
	try {
		return gunzipSync(data, {maxOutputLength: largestPayload});
	} catch (error) {
		return error instanceof RangeError ? undefined : data;
	}
}
