import {clock, dateAndClock, zoneName} from '../../format/time.ts';
import type {Line} from '../../screen/screen.ts';
import type {PlainLine} from './plain-line.ts';

/**
 * Gives a line with its time: `12:03:44 server n2 appears`. The first one has the date and the zone before it, and so
 * has the first one of each day.
 */
export function createPlainText(utc: boolean): (line: PlainLine, at: number) => Line {
	let day = '';
	return ({text, style}, at) => {
		const isNew = dateAndClock(at, utc).slice(0, 10) !== day;
		const time = isNew ? `${dateAndClock(at, utc)} ${zoneName(at, utc)}` : clock(at, utc);
		day = dateAndClock(at, utc).slice(0, 10);
		return {spans: [{text: time, style: 'dim'}, {text: ' '}, style === undefined ? {text} : {text, style}]};
	};
}
