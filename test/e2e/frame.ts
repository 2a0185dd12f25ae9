// The frame around every view: finds what is out of place on a screen.

// Narrow screens show the numbers of tabs without their words.
const tabs = /^ {1,2}1\b.* 2\b.* 3\b.* 4\b.* 5\b.* 0\b/;

/** While the past is looked at, it stands in the place of a rule. */
const timeBar = /^ \d\d:\d\d:\d\d [─▲◆┃]+ \d\d:\d\d:\d\d$/;

/** Says what is out of place, or undefined. `rows` are the rows of the screen without trailing blanks. */
export function faultInFrame(rows: readonly string[], columns: number): string | undefined {
	const rule = '─'.repeat(columns);
	const isHigh = rows.length >= 30;
	const [identity = '', verdict = ''] = rows;
	const tabsRow = isHigh ? 3 : 2;
	if (!identity.startsWith(' nats-top-sys  ')) return 'the name of the program';
	if (!/ \d+\/\d+ servers.* \d\d:\d\d:\d\d(?: UTC)?(?: ⏸)?$/.test(identity)) return 'servers and clock';
	if (!/^ (?:●|▲|○|LINK DOWN)/.test(verdict)) return 'the verdict';
	if (!tabs.test(rows[tabsRow] ?? '')) return 'the tabs';
	const belowTabs = rows[tabsRow + 1] ?? '';
	if (belowTabs !== rule && !timeBar.test(belowTabs)) return 'the rule below the tabs';
	if (isHigh && rows.at(-2) !== rule) return 'the rule above the keys';
	if (!/^ ?\S/.test(rows.at(-1) ?? '')) return 'the keys';
	if (titleOf(rows) === '') return 'the title of the view';
	const stray = rows.findIndex((row, index) => index !== 0 && row.startsWith(' nats-top-sys  '));
	return stray < 0 ? undefined : `a second header in row ${stray}`;
}

/** The title of the view or page, with what stands beside it, without the way that led to it. */
export function titleOf(rows: readonly string[]): string {
	const line = (rows[rows.length >= 30 ? 5 : 4] ?? '').trim();
	return line.slice(line.lastIndexOf(' › ') + 1).replace(/^› /, '');
}

/** What stands below a title in a row of a table; the column begins, or when it is aligned to the right ends, with it. */
export function below(title: string, header: string, row: string, align: 'left' | 'right' = 'left', nth = 1): string {
	let at = -1;
	for (let count = 0; count < nth; count++) at = header.indexOf(title, at + 1);
	if (at < 0) throw new Error(`there is no ${title} in ${header}`);
	// The column that is sorted by has an arrow at its title's end.
	const end = at + title.length + (/^[↑↓]/.test(header.slice(at + title.length)) ? 1 : 0);
	if (align === 'right') return /\S+$/.exec(row.slice(0, end))?.[0] ?? '';
	// Columns are as wide as what they hold: between two there may be one blank.
	const next = header.slice(end).search(/\S/);
	const cell = row.slice(at, next < 0 ? undefined : end + next);
	return /^.*?(?= {2}|$)/.exec(cell)?.[0].trimEnd() ?? '';
}

/** The row that has the text, and the header of the table above it: the nearest row that begins with a title. */
export function rowWith(
	rows: readonly string[],
	text: string | RegExp,
	title: string,
): {header: string; row: string} | undefined {
	const index = rows.findIndex(row => (typeof text === 'string' ? row.includes(text) : text.test(row)));
	const header = rows.slice(0, Math.max(0, index)).findLast(row => row.startsWith(` ${title}`));
	const row = rows[index];
	return header === undefined || row === undefined ? undefined : {header, row};
}
