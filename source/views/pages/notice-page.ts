import {dateAndClock} from '../../format/time.ts';
import {entryOf} from '../../model/journal.ts';
import type {Look} from '../look.ts';
import {fact, type Page, paragraph, related} from './page.ts';
import {serverLine} from './related-lines.ts';

export function noticePage(look: Look, number: number): Page | undefined {
	const notable = entryOf(look.model.journals.notices, number);
	if (notable === undefined) return undefined;
	return {
		title: notable.who === '' ? notable.kind : `${notable.kind}: ${notable.who}`,
		lines: [
			fact('what', notable.kind),
			...(notable.who === '' ? [] : [fact('who', notable.who)]),
			fact('when', dateAndClock(notable.at, look.utc)),
			...(notable.count > 1 ? [fact('how often', `${notable.count} times`)] : []),
			...(notable.text === '' ? [] : [paragraph(notable.text)]),
			...related(serverLine(look, notable.serverId)),
		],
	};
}
