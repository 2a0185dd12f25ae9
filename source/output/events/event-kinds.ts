import type {EventKindFacts} from '../../options/events-option.ts';
import {accountForm, eventForms, heartbeatForm, linkForm, lostForm, problemForm, unreadForm} from './event-forms.ts';

/** What comes all the time: told only when it is asked for. */
const periodic = new Set([accountForm, heartbeatForm]);
/** What is told always. */
const always = new Set([linkForm, lostForm, unreadForm]);

/** What asks for lines about problems, which are no events of a server. */
export const problems = 'problems';

/** What `--events` takes. */
export const eventKindFacts: readonly EventKindFacts[] = [
	...eventForms
		.filter(form => form !== problemForm && !always.has(form))
		.map(form => ({kind: form.kind, told: periodic.has(form) ? ('with all' as const) : ('usually' as const)})),
	{kind: problems, told: 'when named'},
];
