// A table that says below it what the connections of the row under the cursor would cost, so that C asks for them at once.
import {onePane, type View} from '../define-view.ts';
import type {Line} from '../../screen/screen.ts';
import {cut} from '../../format/width.ts';
import type {ShownPane} from '../../ui/shown.ts';
import type {ConnectionsOf, Target} from '../../ui/target.ts';
import type {Look} from '../look.ts';
import {costInWords, serversInWords} from './connection-costs.ts';
import {serversFor} from './connection-questions.ts';
import type {Pane} from './pane.ts';

type Cost = {readonly text: string; readonly asks?: NonNullable<ShownPane['asks']>};

function ownerOf(
	{model}: Look,
	target: Target | undefined,
): {readonly of: ConnectionsOf; readonly name: string} | undefined {
	if (target?.kind !== 'account') return undefined;
	return {of: target, name: model.accounts.get(target.id)?.name ?? target.id};
}

function costOf(look: Look, target: Target | undefined): Cost {
	const owner = ownerOf(look, target);
	if (owner === undefined || owner.of.kind === 'everything') return {text: ''};
	const {of, name} = owner;
	const what = `busiest connections of ${name}`;
	if (look.link.state !== 'up') return {text: `${what}: the link is down, nothing can be asked`};
	const servers = serversFor(look.model, of);
	if ('why' in servers) return {text: `${what}: ${servers.why}`};
	const cost = costInWords(look.model, {of, state: 'open', first: 'traffic'}, servers);
	return {text: `${what}: asks ${serversInWords(look.model, servers)}, ${cost}`, asks: {of, servers}};
}

function lineOf({text}: Cost, width: number): Line {
	if (text === '') return {spans: []};
	return {
		spans: [
			{text: ' C', style: 'strong'},
			{text: ` ${cut(text, width - 4)}`, style: 'dim'},
		],
	};
}

/** A view that is one such table. */
export function onePaneWithCost(pane: Pane): Pick<View, 'panes' | 'draw'> {
	return {
		panes: [pane],
		draw(look, width, height, focus) {
			// On paper there are no keys.
			if (focus === '') return onePane(pane).draw(look, width, height, focus);
			const drawn = pane.draw(look, width, height - 1, true);
			const cost = costOf(look, drawn.shown.target);
			const lines = [...drawn.lines];
			while (lines.length < height - 1) lines.push({spans: []});
			const shown: ShownPane = {...drawn.shown, ...(cost.asks && {asks: cost.asks})};
			return {lines: [...lines, lineOf(cost, width)], panes: [{...drawn, shown}]};
		},
	};
}
