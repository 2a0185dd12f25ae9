// The completion of fish. It starts no program: the names stand in it, and contexts are the files in their folder.
import type {Completed, CompletedOption} from './completed.ts';

/** A text in single quotes. */
function quoted(text: string): string {
	return `'${text.replaceAll(/['\\]/g, '\\$&')}'`;
}

/** What completes the value of an option; empty where nothing is known of it. */
function valuesOf({completion, words}: CompletedOption): string {
	switch (completion) {
		case 'context':
			return '(__nats_top_sys_contexts)';
		case 'columns':
			return '(__nats_top_sys_list (__nats_top_sys_columns))';
		case 'list':
			return `(__nats_top_sys_list ${words.join(' ')})`;
		case 'filter':
			return "(__nats_top_sys_fields | string replace -r '$' ':')";
		case 'sort':
			return '(__nats_top_sys_sort)';
		case 'scenario':
			return '(__nats_top_sys_scenarios)';
		case 'words':
			return words.join(' ');
		case 'file':
		case 'unknown':
			return '';
	}
}

function linesOf(option: CompletedOption): readonly string[] {
	const {flag, short, about, value, isOptional, completion} = option;
	const name = `-l ${flag.slice(2)}${short === undefined ? '' : ` -s ${short.slice(1)}`}`;
	const values = valuesOf(option);
	const known = values === '' ? '' : ` -a ${quoted(values)}`;
	// A file is completed by the shell itself, also as the path of a context.
	const needs = completion === 'file' || completion === 'context' ? ' -r -F' : ' -x';
	const kind = value === undefined ? '' : isOptional ? known : `${needs}${known}`;
	const line = `complete -c nats-top-sys ${name}${kind} -d ${quoted(about)}`;
	// To fish a value that may be left out stands behind = only; here the next word may be it too.
	const after = `complete -c nats-top-sys -n ${quoted(`__nats_top_sys_after ${flag}`)}${known}`;
	return isOptional ? [line, after] : [line];
}

export function fishCompletion(completed: Completed): string {
	const {version, options, scenarios, columns, fields, mainTable} = completed;
	return `# Completion of nats-top-sys ${version} for fish, written by: nats-top-sys --completion fish

function __nats_top_sys_after
	test (commandline -opc)[-1] = $argv[1]
end

function __nats_top_sys_scenarios
	printf '%s\\t%s\\n' \\
${scenarios.map(({name, story}) => `\t\t${quoted(name)} ${quoted(story)} \\\n`).join('')}		list 'print the scenarios and end'
end

# Names with commas between them.
function __nats_top_sys_list
	set -l chosen (commandline -ct | string replace -r '^--[a-z-]+=' '' | string match -r '.*,')
	for name in $argv
		string match -q -- "*,$name,*" ",$chosen"; or printf '%s\\n' "$chosen$name"
	end
end

function __nats_top_sys_contexts
	set -l folder $XDG_CONFIG_HOME
	test -n "$folder"; or set folder ~/.config
	set -l names
	for file in $folder/nats/context/*.json
		test -f $file -a -s $file; and set -a names (string replace -r '.*/(.*)\\.json$' '$1' -- $file)
	end
	__nats_top_sys_list $names
end

# The table that the command line speaks of, after what is printed of it.
function __nats_top_sys_table
	set -l form text
	set -l table ${mainTable}
	set -l words (commandline -o)
	for index in (seq 2 (count $words))
		set -l option (string split -m 1 = -- $words[$index])
		set -l next $option[2]
		if test (count $option) -eq 1 -a $index -lt (count $words)
			set next (string match -v -- '-*' $words[(math $index + 1)])
		end
		switch $option[1]
			case --json
				set form json
				set table "$next"
			case --csv
				set form csv
				set table "$next"
			case --events
				set form events
				set table --events
			case --once --view
				set form text
				set table ${mainTable}
				test -n "$next"; and set table $next
		end
	end
	printf '%s\\n' $form "$table"
end

function __nats_top_sys_columns
	set -l table (__nats_top_sys_table)
	switch "$table[1]:$table[2]"
${columns.map(one => `\t\tcase ${one.form}:${one.table}\n\t\t\tprintf '%s\\n' ${one.columns.join(' ')}`).join('\n')}
	end
end

function __nats_top_sys_fields
	set -l table (__nats_top_sys_table)
	switch "$table[2]"
${fields.map(one => `\t\tcase ${one.table}\n\t\t\tprintf '%s\\n' ${one.columns.join(' ')}`).join('\n')}
	end
end

function __nats_top_sys_sort
	set -l fields (__nats_top_sys_fields)
	if string match -q '*:*' -- (commandline -ct)
		printf '%s\\n' $fields:asc $fields:desc
	else
		printf '%s\\n' $fields
	end
end

complete -c nats-top-sys -f
${options.flatMap(linesOf).join('\n')}
`;
}
