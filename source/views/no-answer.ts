// What stands where an answer is missing: that it is waited for, or that of the past nobody can be asked.
import type {Look} from './look.ts';

/** `asked n1; no answer yet`, or what a recording, or the past, does not hold. */
export function noAnswer({travelled, model}: Pick<Look, 'travelled' | 'model'>, asked: string): string {
	if (travelled?.isReplay === true) return 'the recording holds no answer to this up to here: nobody had asked';
	if (travelled !== undefined) return 'no answer to this is known of this moment: nobody had asked';
	if (model.link.state === 'ended') return 'the recording holds no answer to this: nobody had asked';
	return asked;
}
