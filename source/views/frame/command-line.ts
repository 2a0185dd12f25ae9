// What is typed after `:`: `:verb argument`, each abbreviable to a unique prefix.
import {isSpeaking} from '../../model/server-state.ts';
import type {Action} from '../../ui/action.ts';
import type {TypedCommand} from '../../ui/shown.ts';
import type {View} from '../define-view.ts';
import {isListOfSystems, type Look} from '../look.ts';
import {atAction, backAction} from './time-commands.ts';

type Word = {
	readonly word: string;
	/** Its argument is any text: a blank follows when it is completed. */
	readonly takes?: 'text';
	/** Which arguments it knows; undefined when it takes none, or any text. */
	readonly names?: (look: Look) => readonly Name[];
	/** What its argument is, for the message that it is missing: `the name of a server`. */
	readonly wants?: string;
	readonly action: (rest: string, look: Look) => Action;
};

/** An argument, and what it does. */
type Name = {readonly name: string; readonly action: Action};

const nothing: Action = {kind: 'nothing'};

function alone(word: string, action: Action): Word {
	return {word, action: rest => (rest === '' ? action : {kind: 'notice', text: `:${word} takes no argument`})};
}

function withText(word: string, action: Word['action']): Word {
	return {word, takes: 'text', action};
}

function named(word: string, wants: string, names: (look: Look) => readonly Name[], bare?: Action): Word {
	return {word, wants, names, action: () => bare ?? {kind: 'notice', text: `:${word} needs ${wants}`}};
}

// Of two servers of one name the one that is heard comes first.
function serverNames({model}: Look): readonly Name[] {
	return [...model.servers.values()]
		.sort((a, b) => Number(isSpeaking(b)) - Number(isSpeaking(a)))
		.map(({id, name}) => ({name, action: {kind: 'go', target: {kind: 'server', id}}}));
}

function accountNames({model}: Look): readonly Name[] {
	return [...model.accounts.values()].map(({id, name}) => ({
		name,
		action: {kind: 'go', target: {kind: 'account', id}},
	}));
}

function contextNames({contexts = [], systems}: Look): readonly Name[] {
	if (systems !== undefined) {
		return systems.map(({label, number}) => ({name: label, action: {kind: 'to system', number}}));
	}
	return contexts.map(({name}) => ({name, action: {kind: 'switch context', name}}));
}

function viewWord({id}: View): Word {
	return {
		word: id,
		action: rest =>
			rest === '' ? {kind: 'view', view: id} : {kind: 'go', target: {kind: 'view', view: id, filter: rest}},
	};
}

const contextWord = named('context', 'the name of a context', contextNames, {
	kind: 'contexts',
	missing: ':context needs the name of a context: Enter switches to one of these',
});

const everywhere: readonly Word[] = [
	alone('help', {kind: 'help'}),
	alone('quit', {kind: 'quit'}),
	alone('q', {kind: 'quit'}),
];

function wordsFor(look: Look, views: readonly View[]): readonly Word[] {
	// What is about one system is said in it.
	if (isListOfSystems(look)) return [contextWord, ...everywhere];
	return [
		...views.map(viewWord),
		named('server', 'the name of a server', serverNames),
		named('account', 'the name of an account', accountNames),
		contextWord,
		alone('problems', {kind: 'problems'}),
		alone('freeze', {kind: 'freeze'}),
		withText('back', (text, look) => backAction(look, text)),
		withText('at', (text, look) => atAction(look, text)),
		withText('mark', note => ({kind: 'mark', note})),
		withText('snapshot', path => ({kind: 'write snapshot', ...(path !== '' && {path})})),
		withText('write', path => ({kind: 'write recording', ...(path !== '' && {path})})),
		...everywhere,
	].toSorted((a, b) => (a.word < b.word ? -1 : 1));
}

// Without the views, whose names are in the tabs: the message has to fit into a line.
function commandNames(look: Look, views: readonly View[]): string {
	const named = wordsFor(look, views).map(({word}) => word);
	return named.filter(word => word !== 'q' && !views.some(({id}) => id === word)).join(' ');
}

/** The items whose name begins with the text, ignoring case; only the one whose name it is, when there is one. */
function matching<T>(list: readonly T[], text: string, nameOf: (one: T) => string): readonly T[] {
	const wanted = text.toLowerCase();
	const begun = list.filter(one => nameOf(one).toLowerCase().startsWith(wanted));
	const whole = begun.find(one => nameOf(one).toLowerCase() === wanted);
	return whole === undefined ? begun : [whole];
}

/** The longest common prefix of the names, at least what was typed. */
function agreed(names: readonly string[], typed: string): string {
	const [first = typed, ...others] = names;
	let length = first.length;
	for (const other of others) {
		while (!other.toLowerCase().startsWith(first.slice(0, length).toLowerCase())) length--;
	}
	return length < typed.length ? typed : first.slice(0, length);
}

function listed(names: readonly string[]): string {
	return `${names.slice(0, 6).join(', ')}${names.length > 6 ? ', …' : ''}`;
}

function commandOfName(look: Look, {word, names, wants = '', action}: Word, rest: string): TypedCommand {
	const all = names?.(look) ?? [];
	const found = matching(all, rest, ({name}) => name);
	const different = [...new Set(found.map(({name}) => name))].toSorted();
	const completed = `${word} ${agreed(different, rest)}`;
	if (rest === '') return {completions: different, completed, action: action('', look)};
	const [only] = found;
	if (only === undefined) {
		const known = all.length === 0 ? 'none is known' : `known: ${listed(all.map(({name}) => name))}`;
		return {completions: [], completed, action: {kind: 'notice', text: `"${rest}" is not ${wants}; ${known}`}};
	}
	if (different.length === 1) return {completions: [], completed, action: only.action};
	return {
		completions: different,
		completed,
		action: {kind: 'notice', text: `"${rest}" is ambiguous: ${listed(different)}`},
	};
}

/** What a text after `:` does, and how it can be completed. */
export function typedCommandOf(look: Look, views: readonly View[], text: string): TypedCommand {
	const [, typed = '', blank = '', rest = ''] = /^\s*(\S*)(\s*)(.*?)\s*$/s.exec(text) ?? [];
	const words = matching(wordsFor(look, views), typed, ({word}) => word);
	const [word] = words;
	if (typed === '') return {completions: words.map(one => one.word), completed: '', action: nothing};
	if (word === undefined) {
		const told: Action = {
			kind: 'notice',
			text: `unknown command :${typed}; known: ${commandNames(look, views)}${isListOfSystems(look) ? '' : ', or a view'}`,
		};
		return {completions: [], completed: text, action: told};
	}
	if (words.length > 1) {
		const names = words.map(one => one.word);
		const told: Action = {kind: 'notice', text: `:${typed} is ambiguous: ${listed(names)}`};
		return {completions: names, completed: agreed(names, typed), action: told};
	}
	if (blank === '') {
		const more = word.names === undefined && word.takes === undefined ? '' : ' ';
		// A whole word may also be the prefix of a longer one.
		const longer = wordsFor(look, views)
			.filter(one => one.word.startsWith(typed))
			.map(one => one.word);
		return {
			completions: longer.length > 1 ? longer : [],
			completed: longer.length > 1 && longer.includes(typed) ? typed : `${word.word}${more}`,
			action: word.action('', look),
		};
	}
	if (word.names === undefined) return {completions: [], completed: text, action: word.action(rest, look)};
	return commandOfName(look, word, rest);
}
