import {hidden} from '../../format/tame.ts';

/** As JSON has a text; servers, which are written in Go, write the characters of HTML in it by their numbers. */
function formsOf(token: string): readonly string[] {
	const form = JSON.stringify(token);
	return [form, form.replaceAll(/[<>&]/g, character => `\\u00${character.charCodeAt(0).toString(16)}`)];
}

/** Takes these tokens out of what a server said: before 2.10.28 the user of a login by token is the token itself. */
export function hideTokens(tokens: readonly string[]): (text: string) => string {
	const forms = [...new Set(tokens.filter(token => token !== '').flatMap(formsOf))];
	return text => forms.reduce((said, form) => said.replaceAll(form, JSON.stringify(hidden)), text);
}
