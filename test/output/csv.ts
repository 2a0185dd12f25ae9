/** The cells of CSV by RFC 4180, line by line. Throws when it is none. */
export function cellsOfCsv(text: string): string[][] {
	const lines: string[][] = [];
	const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
	let line: string[] = [];
	while (cell.lastIndex < text.length) {
		const at = cell.lastIndex;
		const match = cell.exec(text);
		if (match === null) throw new Error(`this is no CSV: ${JSON.stringify(text.slice(at, at + 80))}`);
		const [, quoted, plain = '', end] = match;
		line.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
		if (end === ',') continue;
		lines.push(line);
		line = [];
	}
	if (line.length > 0) throw new Error('the last line of this CSV has no end');
	return lines;
}
