/**
 * Whether the terminal shows more than ASCII, told from the environment: the first of LC_ALL, LC_CTYPE and LANG that is
 * set has to name UTF-8. With none of them set (containers, `ssh` without SendEnv) any terminal but the consoles of the
 * kernel, whose fonts lack bars and dots, is taken to.
 */
export function supportsUnicode(env: Readonly<Record<string, string | undefined>>): boolean {
	if (/^(?:linux|dumb|cons25|vt\d+)$/.test(env['TERM'] ?? '')) {
		return false;
	}

	const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'];
	return locale === undefined || locale === '' || /utf-?8/i.test(locale);
}
