import {bytesInWords, grouped, perSecond, unknown} from '../../format/number.ts';
import type {BothWays, TrafficRates} from '../../model/stats.ts';
import {fact, type PageLine} from './page.ts';

/** Numbers below each other; what is wider than usual moves only itself. */
function speedAndTotal(speed: string, total: string): string {
	return `${speed.padStart(10)} ${total.padStart(14)}`;
}

/** What goes in and out: now, and in all. */
export function trafficLines(rates: TrafficRates | undefined, {sent, received}: BothWays): readonly PageLine[] {
	return [
		flowLine('messages in', rates?.messagesIn, received.messages),
		flowLine('messages out', rates?.messagesOut, sent.messages),
		byteLine('bytes in', rates?.bytesIn, received.bytes),
		byteLine('bytes out', rates?.bytesOut, sent.bytes),
	];
}

/** What a counter of messages does in a second, and its total. */
function flowLine(name: string, now: number | undefined, total: number | undefined): PageLine {
	return fact(name, speedAndTotal(perSecond(now), grouped(total)));
}

/** The same of bytes. */
function byteLine(name: string, now: number | undefined, total: number | undefined): PageLine {
	const speed = now === undefined ? unknown : `${bytesInWords(now)}/s`;
	return fact(name, speedAndTotal(speed, bytesInWords(total)));
}
