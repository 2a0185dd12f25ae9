import type {OptionGroup} from '../option-record.ts';
import {bashCompletion} from './bash-completion.ts';
import {completedOf, type CompletionFacts} from './completed.ts';
import {fishCompletion} from './fish-completion.ts';
import type {Shell} from './shells.ts';
import {zshCompletion} from './zsh-completion.ts';

const scripts = {bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion};

/** What `--completion` prints: a script that the shell loads. */
export function completionText(shell: Shell, groups: readonly OptionGroup[], facts: CompletionFacts): string {
	return scripts[shell](completedOf(groups, facts));
}
