import type {Message} from '../../../source/wire/message.ts';
import {createSystem} from '../../../source/sources/simulate/system.ts';

export const startAt = Date.UTC(2026, 10, 23, 12);

const asked = (id: string): string[] => [
	'$SYS.REQ.SERVER.PING',
	'$SYS.REQ.SERVER.PING.STATSZ',
	'$SYS.REQ.ACCOUNT.PING.STATZ',
	'$SYS.REQ.USER.INFO',
	'$SYS.REQ.SERVER.PING.HEALTHZ',
	'$SYS.REQ.SERVER.PING.JSZ',
	'$SYS.REQ.SERVER.PING.VARZ',
	'$SYS.REQ.SERVER.PING.SUBSZ',
	'$SYS.REQ.SERVER.PING.ROUTEZ',
	`$SYS.REQ.SERVER.${id}.IDZ`,
	`$SYS.REQ.SERVER.${id}.STATSZ`,
];

/** A round and a half of incidents; every ten seconds everything is asked that is answered. */
function tell(): Message[] {
	const system = createSystem({seed: 7, startAt});
	const messages: Message[] = [];
	for (let second = 10; second <= 300; second += 10) {
		const [id = ''] = system.liveServers().values();
		for (const subject of asked(id)) {
			messages.push(...system.ask({subject, body: ''}, startAt + second * 1000));
		}
	}

	return messages;
}

/** What arrives in five minutes of the demo. */
export const story = tell();

/** The messages of servers, read. */
export const told = story
	.filter(({subject, text}) => !subject.startsWith('$SYS.REQ.') && subject !== '(link)' && text !== '')
	.map(({at, subject, text}) => ({at: at - startAt, subject, size: text.length, body: JSON.parse(text) as unknown}));
