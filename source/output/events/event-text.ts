import {count} from '../../format/number.ts';
import {clock, dateAndClock} from '../../format/time.ts';
import {type EventLine, type Repeats, valueIn} from './event-form.ts';

const kindColumns = 12;
const serverColumns = 8;

/** A line that a person reads, without its line break: `2026-11-27 12:03:44.123  disconnect    n1        account APP · …`. */
export function textOfLine(line: EventLine, utc: boolean, repeats?: Repeats): string {
	const {form, at} = line;
	const valueOf = (id: string): ReturnType<typeof valueIn> => valueIn(line, id);
	const words = form.words(valueOf).filter(part => part !== '');
	const times =
		repeats === undefined || repeats.times === 1 ? [] : [`×${count(repeats.times)} until ${clock(repeats.until, utc)}`];
	const milliseconds = clock(at, utc, true).slice(8);
	const head = `${dateAndClock(at, utc)}${milliseconds}  ${form.kind.padEnd(kindColumns)}`;
	const server = String(valueOf('server') ?? '').padEnd(serverColumns);
	return `${head}  ${server}  ${[...words, ...times].join(' · ')}`.trimEnd();
}
