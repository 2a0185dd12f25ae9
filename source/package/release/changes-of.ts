/** What the text of CHANGELOG.md tells of a version. Throws an error that says so when it tells nothing. */
export function changesOf(version: string, text: string): string {
	const chapters = text.split(/^## /m).slice(1);
	const chapter = chapters.find(each => each.split('\n')[0]?.trim() === version);
	const changes = chapter?.split('\n').slice(1).join('\n').trim() ?? '';
	if (changes === '') throw new Error(`CHANGELOG.md tells nothing of ${version}`);
	return changes;
}
