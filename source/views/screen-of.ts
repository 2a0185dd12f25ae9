// The whole screen, from what is known and where the person is: pure reading, fitted to the size.
import {emptyLine, type Line, line, type Screen, textOf} from '../screen.ts';
import {type Layer, type Shown, type ShownPane, topLayer, type Ui} from '../ui.ts';
import {views} from './catalogue.ts';
import type {View, ViewDrawn, Wanted} from './define-view.ts';
import {frameOf} from './frame.ts';
import {problemsPane, sortPane} from './layer-panes.ts';
import type {Look} from './look.ts';
import type {PaneDrawn} from './pane.ts';
import {helpPage} from './pages/help-page.ts';
import type {Page} from './pages/page.ts';
import {pageOf} from './pages/page-of.ts';

/** The smallest screen that anything can be read on. */
export const leastColumns = 60;
export const leastRows = 15;

export type Drawn = {
	readonly screen: Screen;
	readonly shown: Shown;
	/** Every pane that was drawn, for the ui to settle on. */
	readonly panes: readonly ShownPane[];
	/** What must be asked while this is visible. */
	readonly wants: readonly Wanted[];
};

function viewOf(ui: Ui): View {
	const found = views.find(({id}) => id === ui.view) ?? views[0];
	if (found === undefined) throw new Error('there are no views');
	return found;
}

const shownViews = views.map(({id, title}) => ({id, title}));

function shownOfPanes(view: View, panes: readonly PaneDrawn[], focus: string): Shown {
	const focused = panes.find(({shown}) => shown.id === focus) ?? panes[0];
	return {
		views: shownViews,
		panes: view.panes.map(({id}) => id),
		pane: focused?.shown,
		page: undefined,
		message: focused?.message,
		copy: focused?.copy ?? '',
	};
}

type Body = {
	readonly lines: readonly Line[];
	readonly shown: Shown;
	readonly panes: readonly ShownPane[];
	readonly wants: readonly Wanted[];
};

function viewBody(look: Look, view: View, width: number, height: number): Body & {readonly drawn: ViewDrawn} {
	const focus = look.ui.focus[view.id] ?? view.panes[0]?.id ?? '';
	const drawn = view.draw(look, width, height, focus);
	return {
		drawn,
		lines: drawn.lines,
		shown: shownOfPanes(view, drawn.panes, focus),
		panes: drawn.panes.map(({shown}) => shown),
		wants: view.wants?.(look) ?? [],
	};
}

function highlighted(painted: Line, search: string): Line {
	const needle = search.toLowerCase();
	return {
		...painted,
		spans: painted.spans.flatMap(part => {
			const at = part.text.toLowerCase().indexOf(needle);
			if (at < 0) return [part];
			const end = at + search.length;
			return [
				{...part, text: part.text.slice(0, at)},
				{text: part.text.slice(at, end), style: 'match' as const},
				{...part, text: part.text.slice(end)},
			];
		}),
	};
}

function pageBody(view: View, page: Page, layer: Layer & {kind: 'page' | 'help'}, height: number): Body {
	const bodyHeight = height - 1;
	const top = Math.min(layer.top, Math.max(0, page.lines.length - bodyHeight));
	const {search} = layer;
	const needle = search.toLowerCase();
	const matches =
		needle === ''
			? []
			: page.lines.flatMap((painted, index) => (textOf(painted).toLowerCase().includes(needle) ? [index] : []));
	const visible = page.lines
		.slice(top, top + bodyHeight)
		.map(painted => (needle === '' ? painted : highlighted(painted, search)));
	while (visible.length < bodyHeight) visible.push(emptyLine);
	const place =
		page.lines.length > bodyHeight ? `${top + 1}–${Math.min(page.lines.length, top + bodyHeight)} of ${page.lines.length}` : '';
	const found = needle === '' ? '' : `"${search}" in ${matches.length} lines`;
	const about = [found, place].filter(part => part !== '').join(' · ');
	return {
		lines: [
			{
				spans: [
					{text: ` ${page.title} `, style: 'title'},
					{text: about === '' ? '' : ` ${about}`, style: 'dim'},
				],
			},
			...visible,
		],
		shown: {
			views: shownViews,
			panes: view.panes.map(({id}) => id),
			pane: undefined,
			page: {lines: page.lines.length, height: bodyHeight, matches},
			message: page.message,
			copy: page.copy ?? page.lines.map(painted => textOf(painted).trimEnd()).join('\n'),
		},
		panes: [],
		wants: page.wants ?? [],
	};
}

function bodyOf(look: Look, view: View, width: number, height: number): Body {
	const layer = topLayer(look.ui);
	if (layer === undefined) return viewBody(look, view, width, height);
	switch (layer.kind) {
		case 'page':
			return pageBody(view, pageOf(look, layer.target, width), layer, height);
		case 'help': {
			const below = bodyOf({...look, ui: {...look.ui, layers: look.ui.layers.slice(0, -1)}}, view, width, height);
			return pageBody(view, helpPage(look, views, below.shown, width), layer, height);
		}
		case 'problems': {
			const drawn = problemsPane.draw(look, width, height, true);
			return {lines: drawn.lines, shown: shownOfPanes(view, [drawn], 'problems'), panes: [drawn.shown], wants: []};
		}
		case 'sort': {
			const below = viewBody(look, view, width, height);
			const pane = view.panes.find(({id}) => id === layer.pane) ?? view.panes[0];
			const sorts = below.panes.find(({id}) => id === layer.pane)?.sorts ?? [];
			if (pane === undefined) return below;
			const drawn = sortPane(pane, sorts).draw(look, width, height, true);
			return {lines: drawn.lines, shown: shownOfPanes(view, [drawn], 'sort'), panes: [drawn.shown], wants: []};
		}
	}
}

function tooSmall(columns: number, rows: number): Screen {
	const said = line(`too small: ${columns}×${rows}, needs ${leastColumns}×${leastRows}`.slice(0, columns), 'warn');
	return {columns, rows, faded: false, lines: [said, ...Array.from({length: rows - 1}, () => emptyLine)]};
}

/** Draws everything for a screen of this size. */
export function screenOf(look: Look, columns: number, rows: number): Drawn {
	const view = viewOf(look.ui);
	if (columns < leastColumns || rows < leastRows) {
		return {
			screen: tooSmall(columns, rows),
			shown: shownOfPanes(view, [], ''),
			panes: [],
			wants: view.wants?.(look) ?? [],
		};
	}
	const frame = frameOf(look, views, columns, rows);
	const belowCount = frame.below(shownOfPanes(view, [], '')).length;
	const height = rows - frame.above.length - belowCount;
	const body = bodyOf(look, view, columns, height);
	const lines = [...frame.above, ...body.lines.slice(0, height)];
	while (lines.length < rows - belowCount) lines.push(emptyLine);
	lines.push(...frame.below(body.shown));
	return {
		screen: {columns, rows, lines, faded: look.model.link.state === 'down'},
		shown: body.shown,
		panes: body.panes,
		wants: body.wants,
	};
}
