import type {EventKindFacts} from '../../options/events-option.ts';
import {accountForm, eventForms, heartbeatForm, linkForm, lostForm, unreadForm} from './event-forms.ts';

/** What comes all the time: told only when it is asked for. */
const periodic = new Set([accountForm, heartbeatForm]);
/** What is told always. */
const always = new Set([linkForm, lostForm, unreadForm]);

/** What `--events` takes. */
export const eventKindFacts: readonly EventKindFacts[] = eventForms
	.filter(form => !always.has(form))
	.map(form => ({kind: form.kind, isUsual: !periodic.has(form)}));
