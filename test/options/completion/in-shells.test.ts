// The completions in the shells themselves, where they are installed: Tab is pressed, and what stands on the command
// line then is what the program would be started with.
import {execFileSync, spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, describe, test} from 'vitest';
import {shells, type Shell} from '../../../source/options/completion/shells.ts';
import {views} from '../../../source/views/catalogue.ts';
import {scenarios} from '../../../source/sources/simulate/scenarios/catalogue.ts';
import {spawnInTerminal} from '../../helpers/terminal.ts';
import {facts, scriptFor} from './facts.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'completion-'));
const contexts = path.join(folder, 'config/nats/context');
mkdirSync(contexts, {recursive: true});
for (const name of ['prod-eu', 'prod-us', 'laptop']) writeFileSync(path.join(contexts, `${name}.json`), '{}');
// None of these is a context.
writeFileSync(path.join(contexts, 'prod-empty.json'), '');
writeFileSync(path.join(contexts, 'prod-notes.txt'), 'x');
mkdirSync(path.join(contexts, 'prod-folder.json'));
writeFileSync(path.join(folder, 'admin.creds'), 'x');
afterAll(() => rmSync(folder, {recursive: true}));

const columnsOf = (table: string, what: 'isPrinted' | 'isShown' | 'hasValue'): string[] =>
	facts.tables.find(({name}) => name === table)?.columns.flatMap(column => (column[what] ? [column.id] : [])) ?? [];

/** The command line before Tab, and after it, where one thing only can be meant. */
const single: readonly (readonly [string, string])[] = [
	['--js-a', '--js-api-prefix'],
	['--allow', '--allow-actions'],
	['--utc --json-s', '--utc --json-schema'],
	['--view auth', '--view auth-errors'],
	['--view=auth', '--view=auth-errors'],
	['--once jet', '--once jetstream'],
	['--csv ref', '--csv refusals'],
	['--json=ref', '--json=refusals'],
	['--demo rolling', '--demo rolling-upgrade'],
	['--demo=rolling', '--demo=rolling-upgrade'],
	['--color nev', '--color never'],
	['--permissions dem', '--permissions demand'],
	['--context lap', '--context laptop'],
	['--context=lap', '--context=laptop'],
	['--context prod-eu,lap', '--context prod-eu,laptop'],
	['--context=prod-eu,lap', '--context=prod-eu,laptop'],
	['--creds adm', '--creds admin.creds'],
	['--creds=adm', '--creds=admin.creds'],
	['--completion zs', '--completion zsh'],
	['--flight-recorder o', '--flight-recorder off'],
	['--csv refusals --sort lib', '--csv refusals --sort library'],
	['--csv refusals --sort=lib', '--csv refusals --sort=library'],
	['--csv refusals --sort user:d', '--csv refusals --sort user:desc'],
	['--csv refusals --columns lib', '--csv refusals --columns library'],
	['--csv refusals --columns user,lib', '--csv refusals --columns user,library'],
	['--csv refusals --columns=user,lib', '--csv refusals --columns=user,library'],
	['--csv refusals --filter lib', '--csv refusals --filter library:'],
	['--events --filter librar', '--events --filter library:'],
	['--csv servers --columns obs', '--csv servers --columns observed_at'],
	['--check silent', '--check silent-server'],
	['--check auth-errors,silent', '--check auth-errors,silent-server'],
	['--format prom', '--format prometheus'],
	['--events auth', '--events auth-error'],
	['--events connect,auth', '--events connect,auth-error'],
];

/** The command line before Tab, and everything that could stand where it ends. */
const several: readonly (readonly [string, readonly string[]])[] = [
	['--view ', views.map(({id}) => id)],
	['--csv ', facts.tables.map(({name}) => name)],
	['--color ', ['auto', 'always', 'never']],
	['--context prod', ['prod-eu', 'prod-us']],
	['--context=prod', ['prod-eu', 'prod-us']],
	['--demo ', [...scenarios.map(({name}) => name), 'list']],
	['--json accounts --columns ', columnsOf('accounts', 'isPrinted')],
	['--once accounts --columns ', columnsOf('accounts', 'isShown')],
	['--json=accounts --sort ', columnsOf('accounts', 'hasValue')],
	// The table when none is named.
	['--once --columns ', columnsOf('overview', 'isShown')],
	// All that is known is no table.
	['--json --columns ', []],
	// What nothing is known of is not completed as something else.
	['--user ', []],
	['--limit ', []],
	['--json accounts --sort conns:', ['asc', 'desc']],
];

function isInstalled(shell: Shell): boolean {
	return spawnSync(shell, ['--version']).status === 0;
}

const environment = {
	HOME: folder,
	ZDOTDIR: folder,
	XDG_CONFIG_HOME: path.join(folder, 'config'),
	XDG_DATA_HOME: path.join(folder, 'data'),
	HISTFILE: '/dev/null',
	LC_ALL: 'C.UTF-8',
};

/** Writes the words it is called with, each followed by a line break, and says that it has been called. */
const program = (shell: Shell): string =>
	`nats-top-sys() { printf '%s\\n' "$@" > "${folder}/${shell}.words"; calls=$((calls+1)); echo "call $calls"; }`;

const starts: Readonly<Record<'bash' | 'zsh', readonly string[]>> = {
	bash: ['--noprofile', '--rcfile', path.join(folder, 'bashrc'), '-i'],
	zsh: ['-i'],
};
writeFileSync(
	path.join(folder, 'bashrc'),
	[
		`source ${folder}/completion.bash`,
		program('bash'),
		"bind 'set enable-bracketed-paste off' 'set bell-style none'",
		`bind '"\\C-x\\C-a": insert-completions'`,
		"PS1='ready> '",
		'',
	].join('\n'),
);
writeFileSync(
	path.join(folder, '.zshrc'),
	[
		`fpath=(${folder}/functions $fpath)`,
		'autoload -Uz compinit; compinit -u -D',
		program('zsh'),
		'unset zle_bracketed_paste; unsetopt beep',
		'zle -C insert-all complete-word _generic',
		"bindkey '^X^A' insert-all",
		"zstyle ':completion:insert-all:*' completer _all_matches _complete",
		"zstyle ':completion:insert-all:*' insert true",
		"PS1='ready> '",
		'',
	].join('\n'),
);
mkdirSync(path.join(folder, 'functions'));
writeFileSync(path.join(folder, 'completion.bash'), scriptFor('bash'));
writeFileSync(path.join(folder, 'functions/_nats-top-sys'), scriptFor('zsh'));
writeFileSync(path.join(folder, 'completion.fish'), scriptFor('fish'));

/** The words of each command line when Enter has been pressed after a key at its end. */
async function typedIn(shell: 'bash' | 'zsh', lines: readonly string[], key: string): Promise<string[][]> {
	const terminal = spawnInTerminal(shell, starts[shell], {columns: 200, rows: 50, cwd: folder, env: environment});
	await terminal.until(/^ready>$/m);
	const found: string[][] = [];
	for (const [index, line] of lines.entries()) {
		terminal.keys(`nats-top-sys ${line}${key}\r`);
		await terminal.until(new RegExp(`^call ${index + 1}$`, 'm'));
		found.push(
			readFileSync(path.join(folder, `${shell}.words`), 'utf8')
				.split('\n')
				.slice(0, -1),
		);
	}
	await terminal.dispose();
	return found;
}

/** What fish offers at the end of a command line: whole words. */
function offeredByFish(line: string): string[] {
	const script = `source ${folder}/completion.fish; complete -C ${JSON.stringify(`nats-top-sys ${line}`)}`;
	const said = execFileSync('fish', ['--no-config', '-c', script], {
		cwd: folder,
		env: {...process.env, ...environment},
	});
	return said
		.toString()
		.split('\n')
		.flatMap(offer => offer.split('\t', 1))
		.filter(offer => offer !== '');
}

/** The part of a word that follows what separates names. */
const last = (word: string): string => word.replace(/^.*[=,:]/, '');

const tab = '\t';
const insertAll = '\u0018\u0001';

for (const shell of shells) {
	describe(shell, () => {
		if (!isInstalled(shell)) {
			test('is not installed here, so that its completions are compared as text only', ({expect}) => {
				console.log(`${shell} is not installed: nothing was completed in it`);
				expect(spawnSync(shell).error).toMatchObject({code: 'ENOENT'});
			});
			return;
		}

		test('what can mean one thing only', async ({expect}) => {
			const lines = single.map(([line]) => line);
			const found =
				shell === 'fish'
					? lines.map(line => [...line.split(' ').slice(0, -1), ...offeredByFish(line)])
					: await typedIn(shell, lines, tab);
			expect(found.map(words => words.join(' '))).toEqual(single.map(([, completed]) => completed));
		});

		test('what can mean several things', async ({expect}) => {
			const lines = several.map(([line]) => line);
			const before = (line: string): number => line.split(' ').length - 1;
			const found =
				shell === 'fish'
					? lines.map(offeredByFish)
					: (await typedIn(shell, lines, insertAll)).map((words, index) => words.slice(before(lines[index] ?? '')));
			expect(found.map((words, index) => [lines[index], words.map(last).filter(Boolean).sort()])).toEqual(
				several.map(([line, names]) => [line, [...names].sort()]),
			);
		});
	});
}
