// What stands in the place of a view where nothing was ever heard: no view can say anything then.
import {notConnected} from '../frame/link-words.ts';
import type {Look} from '../look.ts';
import {blank, paragraph} from './page.ts';
import {type Body, pageBody} from './page-body.ts';

export function unreachedBody({link, now}: Look, width: number, height: number): Body {
	const why = notConnected(link, now);
	const lines = [
		`${why.slice(0, 1).toUpperCase()}${why.slice(1)}`,
		'It is tried again for as long as this program runs.',
	];
	const page = {title: 'Not connected', lines: lines.flatMap(text => [blank, paragraph(text)])};
	const body = pageBody(page, {kind: 'help', top: 0, search: ''}, width, height);
	// There is no layer that could be scrolled or searched.
	return {...body, shown: {...body.shown, page: undefined, copy: undefined}};
}
