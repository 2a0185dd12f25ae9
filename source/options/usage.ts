// What is wrong with an option, and values that are checked.
import {CannotStart} from '../errors/cannot-start.ts';
import {didYouMean} from './nearest.ts';

export function usage(name: string, because: string, tryThis: string): CannotStart {
	return new CannotStart(`cannot use ${name}`, because, tryThis, 2);
}

/** Throws a usage error that lists the choices when the text is none of them. */
export function oneOf<Choice extends string>(flag: string, text: string, choices: readonly Choice[]): Choice {
	const chosen = choices.find(choice => choice === text);
	if (chosen !== undefined) return chosen;
	const because = `there is no ${JSON.stringify(text.slice(0, 40))}`;
	throw usage(flag, because, didYouMean(text, choices, `write ${choices.join(', ')}`));
}

export function wholeNumber(flag: string, text: string, least: number, most: number): number {
	const value = Number(text);
	if (/^\d+$/.test(text) && value >= least && value <= most) return value;
	throw usage(
		flag,
		`${JSON.stringify(text.slice(0, 40))} is not a whole number from ${least} to ${most}`,
		'see --help',
	);
}
