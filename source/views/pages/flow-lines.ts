import {bytesInWords, grouped, perSecond, unknown} from '../../format/number.ts';
import {fact, type PageLine} from './page.ts';

/** Numbers below each other; what is wider than usual moves only itself. */
function speedAndTotal(speed: string, total: string): string {
	return `${speed.padStart(10)} ${total.padStart(14)}`;
}

/** What a counter of messages does in a second, and its total. */
export function flowLine(name: string, now: number | undefined, total: number | undefined): PageLine {
	return fact(name, speedAndTotal(perSecond(now), grouped(total)));
}

/** The same of bytes. */
export function byteLine(name: string, now: number | undefined, total: number | undefined): PageLine {
	const speed = now === undefined ? unknown : `${bytesInWords(now)}/s`;
	return fact(name, speedAndTotal(speed, bytesInWords(total)));
}
