// What a test reads off a screen.
import {linkSubject} from '../../source/wire/message.ts';
import type {Stage} from './stage.ts';

export const lines = (stage: Stage): readonly string[] => stage.text().split('\n');

/** The whole of the page that is open, one fact on a line, as `y` copies it. */
export const pageText = (stage: Stage): string => `\n${stage.draw().shown.copy?.text ?? ''}\n`;

/** The line that holds `text`. */
export function lineWith(stage: Stage, text: string | RegExp): string {
	const found = lines(stage).find(line => (typeof text === 'string' ? line.includes(text) : text.test(line)));
	if (found === undefined) throw new Error(`no line has ${text}`);
	return found;
}

export function linkDown(stage: Stage): Stage {
	const down = JSON.stringify({state: 'down', reason: 'connection closed by the server'});
	return stage.hear([{at: stage.now, subject: linkSubject, text: down}]);
}
