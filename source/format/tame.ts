// Client names, users, reasons and account names are chosen by strangers: an unauthenticated peer can send escape
// sequences, bidi overrides and kilobytes of anything. They become harmless here, once, before they enter the model.

/** Longest text taken from a stranger, in UTF-16 units; more than any screen shows of one value. */
export const tamedLength = 200;

const plain = /^[\x20-\x7e]*$/;

// Controls (C0, DEL, C1), soft hyphen, fillers, zero width and bidi controls, line separators, annotation marks,
// byte order mark, tags, lone surrogates.
const disturbing =
	// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
	/[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb]|[\u{e0000}-\u{e0fff}]|\p{Cs}/gu;
const disturbingRun = new RegExp(`(?:${disturbing.source})+`, 'gu');
const stackedMarks = /(\p{M}{2})\p{M}+/gu;
// A JSON Web Token, or an nkey seed: somebody's secret in a place where it does not belong.
const secret = /eyJ[\w-]{8,}(?:\.[\w-]*){0,2}|\bS[UAONC][A-Z2-7]{50,}/g;

/** What stands where a secret was. */
export const hidden = '[hidden]';

/** The text with tokens and seeds replaced by `[hidden]`. */
export function withoutSecrets(text: string): string {
	return text.replace(secret, hidden);
}

/**
 * Makes a stranger's text safe to draw: no control, escape, bidi or invisible characters (each run becomes one `�`),
 * at most two combining marks in a row, no tokens or seeds, at most `tamedLength` long.
 */
export function tame(text: string): string {
	if (text.length < 48 && plain.test(text)) return text;
	let safe = text.length > tamedLength * 4 ? text.slice(0, tamedLength * 4) : text;
	safe = withoutSecrets(safe);
	if (!plain.test(safe)) safe = safe.replace(disturbingRun, '\ufffd').replace(stackedMarks, '$1');
	if (safe.length > tamedLength) {
		const cut = safe.slice(0, tamedLength - 1);
		// Never half of a surrogate pair.
		safe = `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
	}
	return safe;
}
