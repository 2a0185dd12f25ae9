// A view as lines of text, for a printer instead of a screen: as many lines as it takes, no keys, nothing under a cursor.
import {asHeard} from '../model/model.ts';
import {type Line, line, textOf} from '../screen/screen.ts';
import {divider} from './frame/divider.ts';
import {headLines} from './frame/frame.ts';
import {clipped, wrapped} from './frame/lines.ts';
import type {Look} from './look.ts';
import {viewOf} from './view-of.ts';

/** Below this, what stands above the table goes on in the next lines. */
const wrapsBelow = 60;
/** With so many lines, all of the frame and the shortest panes have room. */
const leastRows = 50;

/** A head that is made for a wide screen, in as many narrow lines as it takes. */
function narrowHead(look: Look, columns: number): readonly Line[] {
	return headLines(look, wrapsBelow * 2, leastRows).flatMap(head =>
		wrapped(
			line(
				textOf(head)
					.trimEnd()
					.replaceAll(/(?<=\S) +/g, ' '),
			),
			columns,
		),
	);
}

/** The view that the person is in, in lines of at most `columns` cells. */
export function viewAsText(given: Look, columns: number): readonly Line[] {
	const look = {...given, model: asHeard(given.model)};
	const view = viewOf(look.ui);
	const head = columns < wrapsBelow ? narrowHead(look, columns) : headLines(look, columns, leastRows);
	// A stream shows its newest rows, everything else all it has: a pane gets at least half of the height when it wants it.
	const wanted = view.panes.reduce((sum, pane) => sum + (pane.isStream ? 0 : pane.preferredHeight(look, columns)), 0);
	const {lines} = view.draw(look, columns, Math.max(leastRows, 2 * wanted), '');
	return [...head, divider(columns), ...lines].map(painted => clipped(painted, columns));
}
