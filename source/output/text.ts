// A view as plain text, without a screen.
import {plainAscii} from '../format/plain-ascii.ts';
import {problemsOf} from '../insight/catalogue.ts';
import type {Model} from '../model/model.ts';
import {textOf} from '../screen/screen.ts';
import {createUi} from '../ui/ui.ts';
import {screenOf} from '../views/screen-of.ts';

export type TextSettings = {
	readonly view: string;
	readonly columns: number;
	/** The number of lines; enough for every server when absent. */
	readonly rows: number | undefined;
	readonly label: string;
	readonly utc: boolean;
	readonly ascii: boolean;
	readonly now: number;
};

const frameLines = 24;

/** The view as plain text, without trailing blanks. */
export function textOnce(model: Model, settings: TextSettings): string {
	const {view, columns, label, utc, ascii, now} = settings;
	const rows = settings.rows ?? Math.max(50, model.servers.size + frameLines);
	const ui = createUi(view);
	const {screen} = screenOf(
		{
			model,
			link: model.link,
			ui,
			problems: problemsOf(model),
			label,
			utc,
			terminalBytesPerSecond: undefined,
			now,
			missedWhileFrozen: 0,
		},
		columns,
		rows,
	);
	// Without the last lines, which list keys.
	const lines = screen.lines.slice(0, -2).map(line => textOf(line).trimEnd());
	while (lines.at(-1) === '') lines.pop();
	const text = lines.join('\n');
	return ascii ? text.split('\n').map(plainAscii).join('\n') : text;
}
