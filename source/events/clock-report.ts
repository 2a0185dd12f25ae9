// What becomes of this program's own clock arrives as a message like everything else, so that a replay knows of it.
import {notHeard} from '../model/blind-spans.ts';
import {note} from '../model/notices.ts';
import {duration} from '../format/time.ts';
import {clockSubject} from '../wire/message.ts';
import {missedIn, setBackIn} from '../wire/clock-report.ts';
import {defineEvent} from './define-event.ts';

export const clockReportEvent = defineEvent({
	subject: clockSubject,
	apply(model, {at, envelope}) {
		const missed = missedIn(envelope.body);
		if (missed !== undefined) {
			notHeard(model, missed.from, missed.to);
			return 'taken';
		}
		const byMs = setBackIn(envelope.body);
		if (byMs === undefined) return 'not understood';
		model.clockSetBackMs = byMs;
		const words = byMs === 0 ? 'is right again' : `was set back by ${duration(byMs)}; times here go on as before`;
		note(model, 'note', at, 'this machine', `its clock ${words}`);
		return 'taken';
	},
});
