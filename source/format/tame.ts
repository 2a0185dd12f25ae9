// Client names, users, reasons and account names are chosen by strangers: an unauthenticated peer can send escape
// sequences, bidi overrides and kilobytes of anything. They become harmless here, once, before they enter the model.

/** Longest text taken from a stranger, in UTF-16 units; more than any screen shows of one value. */
export const tamedLength = 200;
/** Longer texts are not read to their end: characters may be many for one place on the screen. */
const longestRead = tamedLength * 4;

const atSign = 0x40;

// Nearly every text is short and plain: a loop checks that in half the time of a regular expression. An address with a
// password in it has an `@`.
function isPlain(text: string): boolean {
	for (let index = 0; index < text.length; index++) {
		const unit = text.charCodeAt(index);
		if (unit < 0x20 || unit > 0x7e || unit === atSign) return false;
	}
	return true;
}

// Controls, bidi and other format characters, line separators, lone surrogates; invisible characters (zero width,
// fillers, selectors, tags), unusual blanks, and noncharacters.
const disturbingRun =
	/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u202f\u205f\u2800]+/gu;
// At the start of a text they would combine with what is before it, even a blank, and change its width.
const joining = /^[\p{M}\p{Emoji_Modifier}]+/u;
const stackedMarks = /(\p{M}{2})\p{M}+/gu;
// A JSON Web Token or an nkey seed: a secret in the wrong place.
const secret = /eyJ[\w-]{8,}(?:\.[\w-]*){0,2}|(?<![A-Z2-7])S[UAONCX][A-Z2-7]{50,}/g;
/** User and password, or a token, in an address: `nats://user:password@host`. */
const secretInAddress = /:\/\/[^\s/@"]+(?=@)/g;
const beginningOfSeed = /(?<![A-Z2-7])S[UAONCX][A-Z2-7]{0,49}$/;
// A seed that is not typed to its end: names of so many capitals are rare, and rarer with digits among them.
const typedSeed = /(?<![A-Z2-7])S[UAONCX](?:(?=[A-Z]*[2-7])[A-Z2-7]{12,}|[A-Z2-7]{20,})$/;
// Any token or seed is longer.
const harmlessLength = 48;
/** Shorter than any address with a secret in it. */
const shortestAddress = 7;

/** What replaces a secret. */
export const hidden = '[hidden]';

/**
 * The text with tokens, seeds and the secrets of addresses replaced by `[hidden]`; of a text that was cut also what may
 * be the beginning of a seed.
 */
export function withoutSecrets(text: string, isCut = false): string {
	let safe = text.replace(secret, hidden);
	if (safe.includes('@')) safe = safe.replace(secretInAddress, `://${hidden}`);
	return isCut ? safe.replace(beginningOfSeed, hidden) : safe;
}

/** What somebody types, without secrets, also without one that is not typed to its end. */
export function shownTyped(text: string): string {
	return withoutSecrets(text).replace(typedSeed, hidden);
}

/** Whether the text contains a token, a seed or an address with a secret. */
export function holdsSecret(text: string): boolean {
	if (text.length < shortestAddress) return false;
	if (text.length >= harmlessLength && text.search(secret) >= 0) return true;
	return text.includes('@') && text.search(secretInAddress) >= 0;
}

/** The text without control, escape, bidi and invisible characters: each run of them becomes one `�`. */
export function withoutControls(text: string): string {
	return isPlain(text) ? text : text.replace(disturbingRun, '\ufffd');
}

/**
 * Makes a stranger's text safe to draw: no control, escape, bidi or invisible characters (each run becomes one `�`),
 * no combining character at the start, at most two combining marks in a row, no tokens or seeds, at most `tamedLength` long.
 */
export function tame(text: string): string {
	if (text.length < harmlessLength && isPlain(text)) return text;
	let safe = withoutSecrets(text.slice(0, longestRead), text.length > longestRead);
	if (!isPlain(safe)) {
		safe = safe.replace(disturbingRun, '\ufffd').replace(joining, '\ufffd').replace(stackedMarks, '$1');
	}
	if (safe.length > tamedLength) {
		const cut = safe.slice(0, tamedLength - 1);
		// Never half of a surrogate pair.
		safe = `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
	}
	return safe;
}
