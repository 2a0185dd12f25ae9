// The first screen where several systems are watched at once: a row for each, and below what is known of the one under
// the cursor. It is no view of a system, and has no tab.
import type {Target} from '../ui/target.ts';
import {defineView} from './define-view.ts';
import {divider} from './frame/divider.ts';
import {systemDetails} from './frame/system-details.ts';
import {systemWords} from './frame/system-words.ts';
import type {Look, SystemNow} from './look.ts';
import {systemsIn, systemsPane} from './panes/systems-pane.ts';

/** Lines that what is known of one leaves for the table, and what it gets at least. */
const leastTable = 4;
const leastDetails = 4;

/** On paper nothing is under a cursor: what is not well is told of all. */
function detailed(look: Look, target: Target | undefined, focus: string): readonly SystemNow[] {
	const systems = systemsIn(look);
	if (focus === '') return systems.filter(system => !systemWords(system).isFine);
	return systems.filter(({number}) => target?.kind === 'system' && target.number === number);
}

export const systemsView = defineView({
	id: 'systems',
	key: '',
	title: 'Systems',
	shortTitle: 'Systems',
	about: 'the systems that are watched at once',
	panes: [systemsPane],
	draw(look, width, height, focus) {
		const wanted = systemsPane.preferredHeight(look, width);
		const forTable = Math.max(leastTable, Math.min(wanted, height - 1 - leastDetails));
		const table = systemsPane.draw(look, width, Math.min(forTable, height), true);
		const below = detailed(look, table.shown.target, focus).flatMap(system => [
			divider(width),
			...systemDetails(system, look.utc, width),
		]);
		const lines = [...table.lines, ...below].slice(0, height);
		while (lines.length < height) lines.push({spans: []});
		return {lines, panes: [table]};
	},
});
