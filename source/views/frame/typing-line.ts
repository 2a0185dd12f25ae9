// The last line while something is typed.
import {shownTyped} from '../../format/tame.ts';
import {cut, widthOf} from '../../format/width.ts';
import type {Line} from '../../screen/screen.ts';
import type {Shown} from '../../ui/shown.ts';
import type {Typing} from '../../ui/ui.ts';

type Words = {
	readonly before: string | ((shown: Shown) => string);
	readonly hint: (shown: Shown, typing: Typing) => string;
};

const words: Readonly<Record<Typing['purpose'], Words>> = {
	filter: {
		before: 'filter: ',
		hint: () =>
			'words, !word, acc: user: name: host: server: reason: kind:, server:=n1 exactly, conns>100 · Enter keeps, Esc clears',
	},
	search: {before: 'search: ', hint: () => 'Enter goes to the next match, Esc closes'},
	command: {
		before: ':',
		hint: ({typedCommand}, {cycle}) => {
			if (cycle !== undefined) return `Tab: the next of ${cycle.texts.length - 1}`;
			const completions = typedCommand?.completions ?? [];
			return completions.length === 0 ? 'Enter runs it, Esc cancels' : `Tab: ${completions.join(' ')}`;
		},
	},
	file: {before: 'file with the account’s JWT: ', hint: () => 'Enter reads the file, Esc cancels'},
	note: {before: 'note: ', hint: () => 'Enter marks this moment, also without a note; Esc leaves it'},
	confirm: {
		before: ({command}) => (command?.confirmation === undefined ? 'wait: ' : `type ${command.confirmation.text}: `),
		hint({command}, {before}) {
			if (command?.confirmation === undefined) return 'waiting for the servers; Esc cancels';
			return before === '' ? 'Enter sends the request, Esc cancels' : `“${before}” does not match: nothing was sent`;
		},
	},
};

/** What is typed, with the cursor after it, and what may follow; or a notice, alone where there is no room for both. */
export function typingLine(typing: Typing, shown: Shown, width: number, notice?: string): Line {
	const {before, hint} = words[typing.purpose];
	const typed = ` ${typeof before === 'string' ? before : before(shown)}${shownTyped(typing.text)}`;
	const room = width - widthOf(typed) - 6;
	if (notice !== undefined && room < widthOf(notice)) {
		return {spans: [{text: ` ${cut(notice, width - 2)}`, style: 'warn'}]};
	}
	return {
		spans: [
			{text: cut(typed, width - 2), style: 'strong'},
			{text: '█', style: 'accent'},
			notice === undefined
				? {text: room > 18 ? `   ${cut(hint(shown, typing), room)}` : '', style: 'dim'}
				: {text: `   ${notice}`, style: 'warn'},
		],
	};
}
