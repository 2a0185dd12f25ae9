// The whole screen as a pure function of the model, the user interface and the size.
import {messageIsKept} from '../model/messages.ts';
import {asHeard} from '../model/model.ts';
import type {Poll} from '../asking/poll.ts';
import {emptyLine, line, type Screen} from '../screen/screen.ts';
import {settled} from '../ui/settled.ts';
import type {Shown, ShownPane} from '../ui/shown.ts';
import {problemsFocus, topLayer} from '../ui/ui.ts';
import {views} from './catalogue.ts';
import {commandsAt} from './commands-at.ts';
import {crumbsOf} from './crumbs.ts';
import {typedCommandOf} from './frame/command-line.ts';
import {stacked, type View, type ViewDrawn} from './define-view.ts';
import {frameOf} from './frame/frame.ts';
import {isUnreached} from './frame/link-words.ts';
import {connectionsPane} from './panes/connections-pane.ts';
import {columnsPane, contextsPane, sortPane} from './panes/layer-panes.ts';
import {pastProblemsPane, problemsPane} from './panes/problem-panes.ts';
import {clipped} from './frame/lines.ts';
import type {Look} from './look.ts';
import {natsCommandAt} from './nats-command.ts';
import type {Pane, PaneDrawn} from './panes/pane.ts';
import {commandPage} from './pages/command-page.ts';
import {helpPage} from './pages/help-page.ts';
import {type Body, pageBody} from './pages/page-body.ts';
import {blank, paragraph} from './pages/page.ts';
import {pageOf} from './pages/page-of.ts';
import {unreachedBody} from './pages/unreached-body.ts';
import {problemHere} from './problem-here.ts';
import {shownViews} from './shown-views.ts';
import {viewOf} from './view-of.ts';

/** The smallest screen that is drawn. */
const leastColumns = 60;
const leastRows = 15;

export type Drawn = {
	readonly screen: Screen;
	readonly shown: Shown;
	/** Every pane that was drawn, for the ui to settle on. */
	readonly panes: readonly ShownPane[];
	/** What is asked while this is visible. */
	readonly polls: readonly Poll[];
};

function shownOfPanes(panes: readonly PaneDrawn[], focus: string): Shown {
	const focused = panes.find(({shown}) => shown.id === focus) ?? panes[0];
	return {
		views: shownViews,
		panes: panes.filter(({shown}) => shown.rows > 0 || shown.id === focus).map(({shown}) => shown.id),
		pane: focused?.shown,
		page: undefined,
		message: focused?.message,
		copy: focused?.copy,
		...(focused?.problem === undefined ? {} : {problem: problemHere(focused.problem)}),
	};
}

/** The pane that has the keys: the wanted one, or the first one with rows when it has none or was not drawn. */
function focusIn(panes: readonly PaneDrawn[], wanted: string): string {
	const withRows = panes.filter(({shown}) => shown.rows > 0).map(({shown}) => shown.id);
	return withRows.length === 0 || withRows.includes(wanted) ? wanted : (withRows[0] ?? wanted);
}

/** The pane that has the keys on the whole body, when that is wanted; the others are only known to be there. */
function zoomed(look: Look, view: View, width: number, height: number, drawn: ViewDrawn, focus: string): ViewDrawn {
	const pane = view.panes.find(({id}) => id === focus);
	if (look.ui.zoomed !== view.id || pane === undefined || view.panes.length < 2) return drawn;
	const alone = pane.draw(look, width, height, true);
	return {lines: alone.lines, panes: drawn.panes.map(one => (one.shown.id === focus ? alone : one))};
}

function viewBody(look: Look, view: View, width: number, height: number): Body & {readonly drawn: ViewDrawn} {
	const wanted = look.ui.focus[view.id] ?? view.panes[0]?.id ?? '';
	const first = view.draw(look, width, height, wanted);
	const focus = focusIn(first.panes, wanted);
	const drawn = zoomed(
		look,
		view,
		width,
		height,
		focus === wanted ? first : view.draw(look, width, height, focus),
		focus,
	);
	return {
		drawn,
		lines: drawn.lines,
		shown: shownOfPanes(drawn.panes, focus),
		panes: drawn.panes.map(({shown}) => shown),
		polls: drawn.panes.flatMap(({polls}) => polls),
	};
}

function listBody(look: Look, pane: Pane, width: number, height: number): Body {
	const drawn = pane.draw(look, width, height, true);
	return {lines: drawn.lines, shown: shownOfPanes([drawn], pane.id), panes: [drawn.shown], polls: drawn.polls};
}

function problemsBody(look: Look, width: number, height: number): Body {
	const wanted = look.ui.focus[problemsFocus] ?? problemsPane.id;
	const draw = (focus: string): ViewDrawn =>
		stacked(look, width, height, focus, [
			{pane: problemsPane, share: 0.6, least: 4},
			{pane: pastProblemsPane, share: 0.4, least: 4},
		]);
	const first = draw(wanted);
	const focus = focusIn(first.panes, wanted);
	const drawn = focus === wanted ? first : draw(focus);
	const shown = shownOfPanes(drawn.panes, focus);
	return {lines: drawn.lines, shown, panes: drawn.panes.map(pane => pane.shown), polls: []};
}

/** Whether there was a message with this number, and it is no longer kept. */
function isDropped({model}: Look, number: number | undefined): boolean {
	return number !== undefined && !messageIsKept(model, number);
}

function whyNotAsk({link, travelled}: Look): Pick<Shown, 'whyNotAsk'> {
	if (travelled !== undefined) return {whyNotAsk: 'the past is looked at, of which nothing can be asked'};
	if (link.state === 'down') return {whyNotAsk: 'the link is down, nothing can be asked'};
	if (isUnreached(link)) return {whyNotAsk: 'there is no connection yet, nothing can be asked'};
	return link.state === 'ended' ? {whyNotAsk: 'this has ended, nothing can be asked'} : {};
}

function bodyOf(look: Look, view: View, width: number, height: number): Body {
	const body = plainBodyOf(look, view, width, height);
	const commands = commandsAt(look, body.shown);
	const shown: Shown = {
		...body.shown,
		...(isDropped(look, body.shown.message) ? {message: undefined, messageDropped: true} : {}),
		...(commands === undefined ? {} : {commands}),
		...whyNotAsk(look),
		hasBaseline: look.baseline !== undefined,
		...(look.travelled && {past: look.travelled}),
		...(look.whyNoPast !== undefined && {whyNoPast: look.whyNoPast}),
		...natsCommandAt(look, view, body.shown),
		...(look.systems && {systems: {many: look.systems.length, here: look.system}}),
	};
	return {...body, shown};
}

function plainBodyOf(look: Look, view: View, width: number, height: number): Body {
	const layer = topLayer(look.ui);
	if (layer === undefined) {
		return isUnreached(look.link) ? unreachedBody(look, width, height) : viewBody(look, view, width, height);
	}
	switch (layer.kind) {
		case 'page':
			return pageBody(pageOf(look, layer.target), layer, width, height, crumbsOf(look));
		case 'help': {
			const below = bodyOf({...look, ui: {...look.ui, layers: look.ui.layers.slice(0, -1)}}, view, width, height);
			return pageBody(helpPage(look, views, below.shown), layer, width, height);
		}
		case 'told': {
			const lines = layer.paragraphs.flatMap(text => [blank, paragraph(text)]);
			return pageBody({title: layer.title, lines}, layer, width, height);
		}
		case 'command': {
			const body = pageBody(commandPage(look), layer, width, height);
			return look.command === undefined ? body : {...body, shown: {...body.shown, command: look.command}};
		}
		case 'problems':
			return problemsBody(look, width, height);
		case 'connections':
			return listBody(look, connectionsPane(look, layer), width, height);
		case 'contexts':
			return listBody(look, contextsPane, width, height);
		case 'columns': {
			const of = viewBody(look, view, width, height).panes.find(({id}) => id === layer.pane);
			return listBody(look, columnsPane(layer.pane, of?.columns ?? []), width, height);
		}
		case 'sort': {
			const sorted = viewBody(look, view, width, height).panes.find(({id}) => id === layer.pane);
			return listBody(look, sortPane(layer.pane, sorted?.sorts ?? [], sorted?.sort), width, height);
		}
	}
}

function withCommand(look: Look, body: Body): Body {
	const {typing} = look.ui;
	if (typing?.purpose !== 'command') return body;
	return {...body, shown: {...body.shown, typedCommand: typedCommandOf(look, views, typing.text)}};
}

function tooSmall(columns: number, rows: number): Screen {
	const said = line(`too small: ${columns}×${rows}, needs ${leastColumns}×${leastRows}`.slice(0, columns), 'warn');
	return {columns, rows, faded: false, lines: [said, ...Array.from({length: rows - 1}, () => emptyLine)]};
}

/** What was heard last of what nothing is heard of now. */
function asHeardLook(look: Look): Look {
	const {model, systems} = look;
	return {
		...look,
		model: asHeard(model),
		...(systems && {systems: systems.map(system => ({...system, model: asHeard(system.model)}))}),
	};
}

/** Draws everything for a screen of this size. */
export function screenOf(given: Look, columns: number, rows: number): Drawn {
	// A command that has ended is not confirmed any more.
	const look = {...asHeardLook(given), ui: settled(given.ui, [], given.command)};
	const view = viewOf(look.ui);
	if (columns < leastColumns || rows < leastRows) {
		return {
			screen: tooSmall(columns, rows),
			shown: shownOfPanes([], ''),
			panes: [],
			polls: [],
		};
	}
	const frame = frameOf(look, views, columns, rows);
	const belowCount = frame.below(shownOfPanes([], '')).length;
	const height = rows - frame.above.length - belowCount;
	const body = withCommand(look, bodyOf(look, view, columns, height));
	const lines = [...frame.above, ...body.lines.slice(0, height)];
	while (lines.length < rows - belowCount) lines.push(emptyLine);
	lines.push(...frame.below(body.shown));
	return {
		screen: {
			columns,
			rows,
			lines: lines.map(painted => clipped(painted, columns)),
			faded: look.link.state === 'down',
		},
		shown: body.shown,
		panes: body.panes,
		polls: body.polls,
	};
}
