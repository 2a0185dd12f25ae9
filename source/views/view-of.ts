import type {Ui} from '../ui/ui.ts';
import {views} from './catalogue.ts';
import type {View} from './define-view.ts';
import {systemsView} from './systems.ts';

/** The view that the person is in; the list of systems is one that has no tab. */
export function viewOf(ui: Ui): View {
	if (ui.view === systemsView.id) return systemsView;
	const found = views.find(({id}) => id === ui.view) ?? views[0];
	if (found === undefined) throw new Error('there are no views');
	return found;
}
