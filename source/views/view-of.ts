import type {Ui} from '../ui/ui.ts';
import {views} from './catalogue.ts';
import type {View} from './define-view.ts';

/** The view that the person is in. */
export function viewOf(ui: Ui): View {
	const found = views.find(({id}) => id === ui.view) ?? views[0];
	if (found === undefined) throw new Error('there are no views');
	return found;
}
