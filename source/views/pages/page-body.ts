// A page on the screen: its title with the way to it, the lines that are seen, what is searched for and what is chosen.
import type {Poll} from '../../asking/poll.ts';
import {emptyLine, type Line, textOf} from '../../screen/screen.ts';
import type {Shown, ShownPane} from '../../ui/shown.ts';
import {keyOfTarget} from '../../ui/key-of-target.ts';
import type {TextLayer} from '../../ui/ui.ts';
import {titleWithCrumbs} from '../crumbs.ts';
import {highlighted} from '../frame/lines.ts';
import {shownViews} from '../shown-views.ts';
import type {Page} from './page.ts';
import {type LaidOutLine, laidOut} from './page-layout.ts';

/** What stands between the header and the footer. */
export type Body = {
	readonly lines: readonly Line[];
	readonly shown: Shown;
	readonly panes: readonly ShownPane[];
	readonly polls: readonly Poll[];
};

type Openable = NonNullable<Shown['page']>['openable'];

function openableIn(lines: readonly LaidOutLine[]): Openable {
	return lines.flatMap(({opens}, line) => (opens === undefined ? [] : [{line, target: opens}]));
}

/** The number of the chosen one; undefined when none is, or it is not there any more. */
function chosenOf(openable: Openable, layer: TextLayer): number | undefined {
	const key = layer.kind === 'page' ? layer.chosen : undefined;
	if (key === undefined) return undefined;
	const index = openable.findIndex(({target}) => keyOfTarget(target) === key);
	return index < 0 ? undefined : index;
}

export function pageBody(
	page: Page,
	layer: TextLayer,
	width: number,
	height: number,
	crumbs: readonly string[] = [],
): Body {
	const bodyHeight = height - 1;
	const lines = laidOut(page.lines, width);
	const top = Math.min(layer.top, Math.max(0, lines.length - bodyHeight));
	const {search} = layer;
	const needle = search.toLowerCase();
	const matches =
		needle === ''
			? []
			: lines.flatMap((painted, index) => (textOf(painted).toLowerCase().includes(needle) ? [index] : []));
	const openable = openableIn(lines);
	const chosen = chosenOf(openable, layer);
	const selected = chosen === undefined ? undefined : openable[chosen]?.line;
	const visible = lines.slice(top, top + bodyHeight).map((painted, index): Line => {
		const seen = needle === '' ? painted : highlighted(painted, needle);
		return top + index === selected ? {...seen, selected: true} : seen;
	});
	while (visible.length < bodyHeight) visible.push(emptyLine);
	const place =
		lines.length > bodyHeight ? `${top + 1}–${Math.min(lines.length, top + bodyHeight)} of ${lines.length}` : '';
	const found = needle === '' ? '' : `"${search}" in ${matches.length} line${matches.length === 1 ? '' : 's'}`;
	const about = [found, place].filter(part => part !== '').join(' · ');
	return {
		lines: [titleWithCrumbs(crumbs, page.title, about, width), ...visible],
		shown: {
			views: shownViews,
			panes: [],
			pane: undefined,
			page: {lines: lines.length, height: bodyHeight, matches, openable, chosen},
			message: page.message,
			copy: {
				what: `page ${page.title}`,
				text: page.lines.map(painted => textOf(painted).trimEnd()).join('\n'),
			},
		},
		panes: [],
		polls: page.polls ?? [],
	};
}
