// A moment that a person marked arrives as a message like everything else, so that it is in recordings too.
import {keepMarker} from '../model/markers.ts';
import {text} from '../wire/fields.ts';
import {markerSubject} from '../wire/message.ts';
import {defineSenderlessEvent} from './define-event.ts';

export const markerEvent = defineSenderlessEvent({
	kind: 'marker',
	subject: markerSubject,
	decode: ({envelope: {body}}) => ({note: text(body['note'])}),
	apply(model, {note}, {at}): undefined {
		keepMarker(model, at, note);
	},
});
