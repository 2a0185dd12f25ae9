const key = /\b([NACUOX][A-Z2-7]{4})[A-Z2-7]{51}\b/g;

/** Shortens public keys of servers, accounts and users (56 characters): `NCJDI…`. */
export function shortKeys(text: string): string {
	return text.length < 56 ? text : text.replace(key, '$1…');
}
