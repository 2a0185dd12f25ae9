import {usage} from './usage.ts';

/** A moment on the command line, epoch milliseconds. @throws CannotStart */
export function momentOf(flag: string, text: string): number {
	// Without this, JavaScript takes "2" for a year.
	const at = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
	if (!Number.isNaN(at)) return at;
	throw usage(
		flag,
		`${JSON.stringify(text.slice(0, 40))} is no time`,
		'write it as in the recording: 2026-11-27T12:03:44Z',
	);
}
