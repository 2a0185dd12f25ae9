// What the program itself gives to its completions.
import {optionGroups} from '../../../source/options/option-records.ts';
import {completionText} from '../../../source/options/completion/completion-text.ts';
import type {Shell} from '../../../source/options/completion/shells.ts';
import {conclusionFacts} from '../../../source/output/conclusion-facts.ts';
import {eventTable} from '../../../source/output/events/event-filter.ts';
import {eventKindFacts} from '../../../source/output/events/event-kinds.ts';
import {csvExtras} from '../../../source/output/rows-csv.ts';
import {tableFacts} from '../../../source/output/table-facts.ts';
import {scenarios} from '../../../source/sources/simulate/scenarios/catalogue.ts';
import {views} from '../../../source/views/catalogue.ts';

export const facts = {
	version: '1.2.3',
	views: views.map(({id}) => id),
	tables: tableFacts(),
	csvExtras,
	conclusions: conclusionFacts(),
	eventKinds: eventKindFacts,
	eventTable,
	scenarios,
};

export function scriptFor(shell: Shell): string {
	return completionText(shell, optionGroups, facts);
}
