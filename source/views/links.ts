// Routes inside clusters and gateways between them: which of them are there, told from the statistics of both ends.
import {count} from '../format/number.ts';
import {isTrouble} from '../insight/problem.ts';
import {linkColumns} from './columns/link-columns.ts';
import {isBroken, type LinkRow, linksOf, linkTarget, stateOfRow, totalsInWords} from './columns/link-rows.ts';
import {defineView} from './define-view.ts';
import {divider} from './frame/divider.ts';
import type {Look} from './look.ts';
import {drawLinkMatrix, linkMatrixPane} from './panes/link-matrix.ts';
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

/** The least lines that the table needs: title, heads and three rows; and those of the matrices. */
const leastTable = 5;
const leastMatrix = 5;

export const linksView = defineView({
	id: 'links',
	key: '9',
	title: 'Links',
	shortTitle: 'Links',
	about: 'routes inside each cluster and gateways between clusters: there, on one side only, missing, or not heard',
	isAlarming: look => look.problems.some(problem => linkRules.has(problem.rule) && isTrouble(problem)),
	panes: [linkMatrixPane, pane],
	draw(look, width, height, focus) {
		const {meshes, clusters} = linksOf(look);
		if (meshes.length === 0 && clusters.size < 2) {
			const only = pane.draw(look, width, height, true);
			return {lines: only.lines, panes: [only]};
		}
		const most = Math.max(leastMatrix, Math.min(height - leastTable - 1, Math.floor(height / 2) + 1));
		const forMatrix = Math.min(most, linkMatrixPane.preferredHeight(look, width));
		const table = pane.draw(look, width, Math.max(1, height - forMatrix - 1), focus === pane.id);
		const matrix = drawLinkMatrix(look, width, forMatrix, focus === linkMatrixPane.id, table.shown.target);
		const lines = [...matrix.lines, divider(width), ...table.lines];
		return {lines: lines.slice(0, height), panes: [matrix, table]};
	},
});
