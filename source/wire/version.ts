// Versions as servers write them: `2.15.2`, `v2.9.0`, `2.14.0-RC.1`.

const numbers = /^v?(\d+)\.(\d+)/;

/** Whether a server is of this release line or a newer one; false when its version cannot be read. */
export function isAtLeast(version: string, major: number, minor: number): boolean {
	const match = numbers.exec(version);
	if (match === null) return false;
	const its = Number(match[1]);
	return its > major || (its === major && Number(match[2]) >= minor);
}
