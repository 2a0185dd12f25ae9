import type {NatsConnection} from 'nats';
import {atMost} from './patience.ts';

/** Whether a ping of ours was answered within the time. Never rejects. */
export async function roundTrip(live: NatsConnection, withinMs: number): Promise<boolean> {
	const back = live.flush().then(
		() => true,
		() => false,
	);
	return (await atMost(withinMs, back)) === true;
}
