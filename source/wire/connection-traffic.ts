// What servers count of a connection of any kind: CONNZ, LEAFZ, ROUTEZ and GATEWAYZ have the same fields for it.
import {amountOrNothing, type Fields, text} from './fields.ts';
import type {TrafficFields} from './stats.ts';

/** To the other end and from it, from the side of the server that tells. */
export type ConnectionTrafficFields = {readonly sent: TrafficFields; readonly received: TrafficFields};

export function connectionTrafficOf(block: Fields): ConnectionTrafficFields {
	return {
		sent: {messages: amountOrNothing(block['out_msgs']), bytes: amountOrNothing(block['out_bytes'])},
		received: {messages: amountOrNothing(block['in_msgs']), bytes: amountOrNothing(block['in_bytes'])},
	};
}

/** `10.2.3.4:41000`, of the other end. */
export function addressOf(block: Fields): string {
	return `${text(block['ip'])}:${amountOrNothing(block['port']) ?? '–'}`;
}
