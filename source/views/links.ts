// Routes inside clusters and gateways between them: which of them are there, told from the statistics of both ends.
import {count} from '../format/number.ts';
import {isTrouble} from '../insight/problem.ts';
import type {Line, Span} from '../screen/screen.ts';
import {linkColumns} from './columns/link-columns.ts';
import {isBroken, type LinkRow, linksOf, linkTarget, stateOfRow, totalsInWords} from './columns/link-rows.ts';
import {defineView} from './define-view.ts';
import {divider} from './frame/divider.ts';
import type {Look} from './look.ts';
import {matrixHeight, matrixLines} from './panes/link-matrix.ts';
import {definePane} from './panes/pane.ts';

const linkRules: ReadonlySet<string> = new Set(['missing-route', 'missing-gateway', 'route-pending']);

function empty({model}: Look): string {
	if (model.link.state !== 'up') return 'not connected yet';
	return model.servers.size > 1 ? 'no server has a route or a gateway' : 'one server alone has no links to others';
}

const pane = definePane<LinkRow>({
	id: 'links',
	title: 'LINKS',
	units: true,
	rows: look => linksOf(look).rows,
	columns: linkColumns,
	idOf: ({id, kind}) => `${kind} ${id}`,
	isWrong: row => isBroken(stateOfRow(row)),
	noneWrong: rows => `none of ${count(rows)} links is missing or on one side only, as far as their ends are heard`,
	target: linkTarget,
	empty,
	note: totalsInWords,
});

/** In 80 columns. */
const legend = (hasGateways: boolean): readonly Span[] => [
	{text: ' ● both ends', style: 'good'},
	{text: '  ◐→ only the row has it', style: 'bad'},
	...(hasGateways ? [{text: '  ◐ not all servers', style: 'warn'} as const] : []),
	{text: '  ✗ missing', style: 'bad'},
	{text: '  – not heard', style: 'dim'},
];

/** The least lines that the table needs: title, heads and three rows. */
const leastTable = 5;

export const linksView = defineView({
	id: 'links',
	key: '9',
	title: 'Links',
	shortTitle: 'Links',
	about: 'routes inside each cluster and gateways between clusters: there, on one side only, missing, or not heard',
	isAlarming: look => look.problems.some(problem => linkRules.has(problem.rule) && isTrouble(problem)),
	panes: [pane],
	draw(look, width, height) {
		const {meshes, clusters} = linksOf(look);
		if (meshes.length === 0 && clusters.size < 2) {
			const only = pane.draw(look, width, height, true);
			return {lines: only.lines, panes: [only]};
		}
		// Below the matrix: a legend and a divider.
		const most = Math.max(2, Math.min(height - leastTable - 2, Math.floor(height / 2) - 2));
		const wanted = matrixHeight(look, width, most);
		const drawn = pane.draw(look, width, Math.max(1, height - wanted - 2), true);
		const matrix = matrixLines(look, drawn.shown.target, width, most);
		const above: readonly Line[] = [...matrix, {spans: legend(clusters.size > 1)}, divider(width)];
		return {lines: [...above, ...drawn.lines].slice(0, height), panes: [drawn]};
	},
});
