// What becomes of this program's own clock arrives as a message like everything else, so that a replay knows of it.
import {duration} from '../format/time.ts';
import {notHeard} from '../model/blind-spans.ts';
import {note} from '../model/notices.ts';
import {clockReportOf} from '../wire/clock-report.ts';
import {clockSubject} from '../wire/message.ts';
import {defineSenderlessEvent} from './define-event.ts';

export const clockReportEvent = defineSenderlessEvent({
	kind: 'clock report',
	subject: clockSubject,
	decode: ({envelope}) => clockReportOf(envelope.body),
	apply(model, report, {at}) {
		switch (report.state) {
			case 'missed':
				notHeard(model, report.from, report.to);
				return;
			case 'set back': {
				const {byMs} = report;
				model.clockSetBackMs = byMs;
				const words = byMs === 0 ? 'is right again' : `was set back by ${duration(byMs)}; times here go on as before`;
				note(model, 'note', at, 'this machine', `its clock ${words}`);
				return;
			}
		}
	},
});
