import {count} from '../../format/number.ts';
import type {Model} from '../../model/model.ts';
import type {Span} from '../../screen/screen.ts';

/** `312 connections, 2,400 clients not kept`: what fell out of full collections; undefined when nothing did. */
export function notKept({forgotten}: Model): Span | undefined {
	const {connections, clients, servers} = forgotten;
	const parts = Object.entries({connections, clients, servers})
		.filter(([, many]) => many > 0)
		.map(([what, many]) => `${count(many)} ${what}`);
	return parts.length === 0 ? undefined : {text: `${parts.join(', ')} not kept`, style: 'warn'};
}
