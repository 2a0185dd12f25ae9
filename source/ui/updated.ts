import type {Effect} from './action.ts';
import type {Ui} from './ui.ts';

/** What an action makes of the ui, and what is to be done outside of it. */
export type Updated = {readonly ui: Ui; readonly effects: readonly Effect[]};
