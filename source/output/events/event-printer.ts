// From messages to the text that `--events` prints: only what is asked for, folded where that is asked for.
import type {EventsOption} from '../../options/events-option.ts';
import type {Message} from '../../wire/message.ts';
import {type EventLine, jsonOfLine, type Repeats} from './event-form.ts';
import {eventFilter} from './event-filter.ts';
import {eventLine, lineKindOf} from './event-lines.ts';
import {textOfLine} from './event-text.ts';
import {createFold} from './fold-lines.ts';
import {createOwnLines, isOwn, type Loss, lostLine} from './own-lines.ts';

export type EventPrinter = {
	/** Whether a message with this subject may make a line. */
	readonly isWanted: (subject: string) => boolean;
	/** The lines that a message makes, each with its line break; empty when there is none to tell yet. */
	readonly heard: (message: Message) => string;
	/** A line that is no message's. */
	readonly told: (line: EventLine) => string;
	/** The line that says what is missing here. */
	readonly lost: (loss: Loss) => string;
	/** The lines that have waited for repeats long enough; epoch milliseconds, infinite at the end. */
	readonly passed: (now: number) => string;
	/** All lines that were asked for are told. */
	readonly isFull: () => boolean;
};

export type EventPrinterSettings = EventsOption & {
	readonly utc: boolean;
	/** What came earlier is not told, epoch milliseconds. */
	readonly from?: number | undefined;
};

export function createEventPrinter({
	kinds,
	isText,
	folds,
	utc,
	filter,
	limit = Number.POSITIVE_INFINITY,
	from = Number.NEGATIVE_INFINITY,
}: EventPrinterSettings): EventPrinter {
	const wanted = new Set(kinds);
	const ownLine = createOwnLines();
	const fold = folds ? createFold() : undefined;
	const passes = filter === undefined ? undefined : eventFilter(filter);
	let told = 0;

	function written(line: EventLine, repeats?: Repeats): string {
		return `${isText ? textOfLine(line, utc, repeats) : jsonOfLine(line, repeats)}\n`;
	}

	function counted(line: EventLine, repeats?: Repeats): string {
		if (told >= limit) return '';
		told++;
		return written(line, repeats);
	}

	function passed(now: number): string {
		if (fold === undefined) return '';
		return fold
			.whole(now)
			.map(({line, repeats}) => counted(line, repeats))
			.join('');
	}

	/** What was told as one until now comes before what is told of ourselves. */
	function aboutUs(line: EventLine): string {
		return passed(Number.POSITIVE_INFINITY) + written(line);
	}

	function toldSoon(line: EventLine): string {
		if (passes?.(line) === false) return '';
		if (fold === undefined) return counted(line);
		const before = passed(line.at);
		if (line.form.repeats !== true) return before + counted(line);
		fold.add(line);
		return before;
	}

	return {
		isWanted: subject => isOwn(subject) || wanted.has(lineKindOf(subject) ?? ''),
		heard(message) {
			if (isOwn(message.subject)) {
				const line = ownLine(message);
				return line === undefined || message.at < from ? '' : aboutUs(line);
			}
			if (message.at < from) return '';
			const line = eventLine(message);
			return line === undefined ? '' : toldSoon(line);
		},
		told: toldSoon,
		lost: loss => aboutUs(lostLine(loss.until, loss)),
		passed,
		isFull: () => told >= limit,
	};
}
