export const notAnInboxPrefix = 'it is not a subject to begin others with';
export const inboxPrefixForm = 'write words with dots between them, as _INBOX.me';

/** The prefix that a text gives, without dots at its end; undefined when answers cannot come to such a subject. */
export function inboxPrefixIn(text: string): string | undefined {
	const prefix = text.replace(/\.+$/, '');
	return /^[^\s.*>]+(?:\.[^\s.*>]+)*$/.test(prefix) ? prefix : undefined;
}
