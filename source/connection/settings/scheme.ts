// A value in a context may refer to another place: `env://NAME`, `file://PATH`. Whether it does is decided as the `nats`
// program decides it, by Go's URL parser: what that parser refuses is taken literally.

const schemes = ['file', 'env', 'data', 'op', 'nsc'] as const;

export type Scheme = (typeof schemes)[number];

const brokenEscape = /%(?![0-9a-f]{2})/i;
// Of ASCII, what may stand in the host of a URL; the port is checked apart.
const host = /^(?:[\w.~!$&'()*+,;=:[\]<>"-]|[^\0-\x7f]|%25|%[89a-f][0-9a-f])*$/i;

/** The scheme in front of a value; undefined when the value is meant as it stands. */
export function schemeOf(value: string): Scheme | undefined {
	const [begin = '', name = ''] = /^([a-z][a-z0-9+.-]*):/i.exec(value) ?? [];
	const scheme = schemes.find(each => each === name.toLowerCase());
	return scheme !== undefined && isUrl(value.slice(begin.length)) ? scheme : undefined;
}

/** Whether the value only says where to find a secret, and may be shown. */
export function namesPlace(value: string): boolean {
	const scheme = schemeOf(value);
	return scheme === 'file' || scheme === 'env' || scheme === 'op';
}

/** The value without the scheme and two slashes in front of it. */
export function withoutScheme(value: string, scheme: Scheme): string {
	const begin = `${scheme}://`;
	return value.slice(0, begin.length).toLowerCase() === begin ? value.slice(begin.length) : value;
}

/** Whether Go would take what follows the scheme's colon. */
function isUrl(rest: string): boolean {
	const hash = rest.indexOf('#');
	const [whole, fragment] = hash < 0 ? [rest, ''] : [rest.slice(0, hash), rest.slice(hash + 1)];
	if (/[\0-\x1f\x7f]/.test(whole) || brokenEscape.test(fragment)) return false;
	if (!whole.startsWith('/')) return true;
	const [beforeQuery = ''] = whole.split('?', 1);
	const [, authority = '', path = beforeQuery] = /^\/\/([^/]*)(.*)$/.exec(beforeQuery) ?? [];
	if (brokenEscape.test(path)) return false;
	const at = authority.lastIndexOf('@');
	const place = authority.slice(at + 1);
	const userInfo = at < 0 ? '' : authority.slice(0, at);
	if (brokenEscape.test(userInfo) || !/^[\w.~!$&'()*+,;=:%@-]*$/.test(userInfo)) return false;
	const colon = place.lastIndexOf(':');
	return host.test(place) && (place.startsWith('[') || colon < 0 || /^\d*$/.test(place.slice(colon + 1)));
}
