import {views} from './catalogue.ts';

/** The views as the user interface knows them, in the order of the tabs. */
export const shownViews = views.map(({id, title, key}) => ({id, title, key}));
