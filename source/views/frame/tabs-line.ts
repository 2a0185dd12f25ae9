// The views by their numbers, with a mark where something is wrong.
import type {Line, Span} from '../../screen/screen.ts';
import type {View} from '../define-view.ts';
import type {Look} from '../look.ts';
import {isAcknowledged} from '../problem-here.ts';
import {cellsOf} from './lines.ts';

/** The titles in the tabs, from the longest to numbers alone; the open view keeps its title. */
const tabWords: readonly ((view: View, here: boolean) => string)[] = [
	({title}) => `${title} `,
	({title}) => title,
	({shortTitle}) => shortTitle,
	({title}, here) => (here ? title : ''),
	({shortTitle}, here) => (here ? shortTitle : ''),
];

export function tabsLine(given: Look, views: readonly View[], width: number): Line {
	const {ui, problems} = given;
	const isQuiet = Object.keys(ui.acknowledged).length === 0;
	// What somebody knows of needs no mark.
	const look = isQuiet ? given : {...given, problems: problems.filter(problem => !isAcknowledged(ui, problem))};
	const tabs = tabWords.map(word => tabSpans(look, views, word));
	return tabs.find(({spans}) => cellsOf(spans) <= width) ?? tabs.at(-1) ?? {spans: []};
}

function tabSpans(look: Look, views: readonly View[], word: (view: View, here: boolean) => string): Line {
	const spans: Span[] = [{text: ' '}];
	for (const view of views) {
		const here = view.id === look.ui.view;
		const alarm = view.isAlarming?.(look) === true;
		const text = `${view.key} ${word(view, here)}`.trimEnd();
		const after = word(view, here).endsWith(' ') ? '  ' : ' ';
		spans.push(here ? {text: ` ${text} `, style: 'title'} : {text: ` ${text} `});
		spans.push(alarm ? {text: '●', style: 'bad'} : {text: ' '}, {text: after.slice(1)});
	}
	return {spans};
}
