// A view is a screenful: one or more panes between header and footer.
import type {Line} from '../screen/screen.ts';
import {divider} from './frame/divider.ts';
import type {Look} from './look.ts';
import type {Pane, PaneDrawn} from './panes/pane.ts';

export type ViewDrawn = {
	readonly lines: readonly Line[];
	readonly panes: readonly PaneDrawn[];
};

export type View = {
	/** What it is called when it is typed: `--view connects`, `:connects`. */
	readonly id: string;
	/** The digit that opens it. */
	readonly key: string;
	/** In the tabs. */
	readonly title: string;
	/** In the tabs of a narrow screen. */
	readonly shortTitle: string;
	/** One sentence for the help. */
	readonly about: string;
	/** In the order of Tab; the first has the keys at first. */
	readonly panes: readonly Pane[];
	/** Exactly `height` lines; `focus` is the pane that has the keys. */
	readonly draw: (look: Look, width: number, height: number, focus: string) => ViewDrawn;
	/** True when one of its tabs deserves a mark: something is wrong there. */
	readonly isAlarming?: (look: Look) => boolean;
};

export function defineView(view: View): View {
	return view;
}

/** A view that is one pane. */
export function onePane(pane: Pane): Pick<View, 'panes' | 'draw'> {
	return {
		panes: [pane],
		draw(look, width, height) {
			const drawn = pane.draw(look, width, height, true);
			return {lines: drawn.lines, panes: [drawn]};
		},
	};
}

/**
 * Panes one below the other with a rule between. The upper ones get what they want up to their share; the last one
 * gets the rest.
 */
export function stacked(
	look: Look,
	width: number,
	height: number,
	focus: string,
	parts: readonly {readonly pane: Pane; readonly share: number; readonly least: number}[],
): ViewDrawn {
	const lines: Line[] = [];
	const panes: PaneDrawn[] = [];
	parts.forEach(({pane, share, least}, index) => {
		const left = height - lines.length;
		const isLast = index === parts.length - 1;
		const below = parts.slice(index + 1).reduce((sum, part) => sum + part.least + 1, 0);
		const most = Math.max(least, Math.floor(height * share));
		const wanted = isLast ? left : Math.min(Math.max(least, pane.preferredHeight(look, width)), most, left - below);
		if (wanted < 3) return;
		const drawn = pane.draw(look, width, wanted, pane.id === focus);
		panes.push(drawn);
		lines.push(...drawn.lines);
		if (!isLast) lines.push(divider(width));
	});
	while (lines.length < height) lines.push({spans: []});
	return {lines: lines.slice(0, height), panes};
}
