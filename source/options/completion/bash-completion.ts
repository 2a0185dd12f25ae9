// The completion of bash, from 3.2 on as macOS has it. It starts no program: the names stand in it, and contexts are the
// files in their folder.
import type {Completed, CompletedOption} from './completed.ts';

function quoted(words: readonly string[]): string {
	return `'${words.join(' ')}'`;
}

/** What is done for the value of an option, as lines of a branch. */
function branchOf({completion, words}: CompletedOption): readonly string[] {
	switch (completion) {
		case 'context':
			return ['_nats_top_sys_contexts', 'return'];
		case 'file':
			return ['_nats_top_sys_files', 'return'];
		case 'columns':
			return ['separator=,', '_nats_top_sys_columns'];
		case 'list':
			return ['separator=,', `names=${quoted(words)}`];
		case 'filter':
			return ['ending=:', '_nats_top_sys_fields'];
		case 'sort':
			return ["if [[ $value == *:* ]]; then separator=: names='asc desc'; else _nats_top_sys_fields; fi"];
		case 'scenario':
		case 'words':
			return [`names=${quoted(words)}`];
		case 'unknown':
			// Another option cannot stand in its place.
			return ['return'];
	}
}

function valueCases(options: Completed['options']): readonly string[] {
	const flags = new Map<string, string[]>();
	for (const option of options) {
		if (option.value === undefined) continue;
		const branch = branchOf(option)
			.map(line => `\t\t${line}\n`)
			.join('');
		flags.set(branch, [...(flags.get(branch) ?? []), option.flag]);
	}
	return [...flags].map(([branch, names]) => `\t${names.join(' | ')})\n${branch}\t\t;;`);
}

export function bashCompletion(completed: Completed): string {
	const {version, options, columns, fields, mainTable} = completed;
	const flags = options.map(({flag}) => flag);
	return `# Completion of nats-top-sys ${version} for bash, written by: nats-top-sys --completion bash

# Takes the names of files as the shell does.
_nats_top_sys_files() {
	compopt -o default 2>/dev/null && return
	local IFS=$'\\n'
	COMPREPLY=($(compgen -f -- "$value"))
}

# The contexts of the nats program, several with commas between them, or the path of one.
_nats_top_sys_contexts() {
	local file name quoted begin=''
	case $value in
	*/* | .* | '~'*)
		_nats_top_sys_files
		return
		;;
	esac
	[[ $value == *,* ]] && begin=\${value%"\${value##*,}"}
	for file in "\${XDG_CONFIG_HOME:-$HOME/.config}"/nats/context/*.json; do
		[[ -f $file && -s $file ]] || continue
		name=\${file##*/}
		name=$begin\${name%.json}
		printf -v quoted %q "$name"
		[[ $name == "$value"* || $quoted == "$value"* ]] && COMPREPLY+=("$quoted")
	done
}

# The table that the command line speaks of, and what is printed of it.
_nats_top_sys_table() {
	local words index next
	read -r -a words <<<"$COMP_LINE"
	for ((index = 1; index < \${#words[@]}; index++)); do
		next=\${words[index + 1]-}
		[[ $next == -* ]] && next=''
		[[ \${words[index]} == --*=* ]] && next=\${words[index]#*=}
		case \${words[index]} in
		--json | --json=*) form=json table=$next ;;
		--csv | --csv=*) form=csv table=$next ;;
		--events | --events=*) form=events table=--events ;;
		--once | --once=* | --view | --view=*) form=text table=\${next:-${mainTable}} ;;
		esac
	done
}

_nats_top_sys_columns() {
	_nats_top_sys_table
	case $form:$table in
${columns.map(one => `\t${one.form}:${one.table}) names=${quoted(one.columns)} ;;`).join('\n')}
	esac
}

_nats_top_sys_fields() {
	_nats_top_sys_table
	case $table in
${fields.map(one => `\t${one.table}) names=${quoted(one.columns)} ;;`).join('\n')}
	esac
}

_nats_top_sys() {
	local before word option value name names='' separator='' ending='' begin='' form=text table=${mainTable}
	local IFS=$' \\t\\n'
	COMPREPLY=()
	before=\${COMP_LINE:0:COMP_POINT}
	word=\${before##*[[:space:]]}
	before=\${before%"$word"}
	before=\${before%"\${before##*[![:space:]]}"}
	case $word in
	--*=*)
		option=\${word%%=*}
		value=\${word#*=}
		;;
	-*)
		option=''
		value=$word
		;;
	*)
		option=\${before##*[[:space:]]}
		value=$word
		;;
	esac
	case $option in
${valueCases(options).join('\n')}
	*)
		[[ $word == --*=* ]] || names=${quoted(flags)}
		;;
	esac
	if [[ -n $separator ]]; then
		begin=\${value%"\${value##*"$separator"}"}
		compopt -o nospace 2>/dev/null
	fi
	[[ -n $ending ]] && compopt -o nospace 2>/dev/null
	for name in $names; do
		[[ $begin$name == "$value"* ]] && COMPREPLY+=("$begin$name$ending")
	done
	# The shell replaces only what follows a character that breaks words.
	if [[ $begin == *: && $COMP_WORDBREAKS == *:* ]]; then COMPREPLY=("\${COMPREPLY[@]#"$begin"}"); fi
	if [[ $word == --*=* && $COMP_WORDBREAKS != *=* ]]; then COMPREPLY=("\${COMPREPLY[@]/#/$option=}"); fi
}

complete -F _nats_top_sys nats-top-sys
`;
}
