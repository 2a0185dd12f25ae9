// The completion of zsh. It starts no program: the names stand in it, and contexts are the files in their folder.
import type {Completed, CompletedOption} from './completed.ts';

/** A text in single quotes. */
function quoted(text: string): string {
	return `'${text.replaceAll("'", "'\\''")}'`;
}

/** What `_arguments` would take for its own signs. */
function plain(text: string): string {
	return text.replaceAll(/[[\]\\:]/g, '\\$&');
}

/** The function, or the list, that completes the value of an option; a blank where nothing is known of it. */
function actionOf({completion, words}: CompletedOption): string {
	switch (completion) {
		case 'file':
			return '_files';
		case 'context':
			return '_nats_top_sys_contexts';
		case 'columns':
			return '_nats_top_sys_columns';
		case 'list':
			return `{_values -s , name ${words.join(' ')}}`;
		case 'filter':
			return '_nats_top_sys_filter';
		case 'sort':
			return '_nats_top_sys_sort';
		case 'scenario':
			return '_nats_top_sys_scenarios';
		case 'words':
			return `(${words.join(' ')})`;
		case 'unknown':
			return ' ';
	}
}

/** One argument of `_arguments`. A value is a word of its own or stands behind `=`. */
function specificationOf(option: CompletedOption): readonly string[] {
	const {flag, short, about, value, isOptional} = option;
	if (value === undefined) {
		return [flag, ...(short === undefined ? [] : [short])].map(name => quoted(`${name}[${plain(about)}]`));
	}
	// `--server` may be given again.
	const rest = `[${plain(about)}]${isOptional ? '::' : ':'}${value}:${actionOf(option)}`;
	const again = short === undefined ? '' : '*';
	return [quoted(`${again}${flag}=${rest}`), ...(short === undefined ? [] : [quoted(`${again}${short}+${rest}`)])];
}

export function zshCompletion(completed: Completed): string {
	const {version, options, scenarios, columns, fields, mainTable} = completed;
	const specifications = options.flatMap(specificationOf);
	return `#compdef nats-top-sys
# Completion of nats-top-sys ${version} for zsh, written by: nats-top-sys --completion zsh

# The contexts of the nats program, several with commas between them, or the path of one.
_nats_top_sys_contexts() {
	local expl
	local -a names
	if [[ $PREFIX == (*/*|.*|'~'*) ]]; then
		_files -g '*.json'
		return
	fi
	names=("\${XDG_CONFIG_HOME:-$HOME/.config}"/nats/context/*.json(N-.L+0:t:r))
	compset -P '*,'
	_wanted contexts expl context compadd -a names
}

_nats_top_sys_scenarios() {
	local -a stories
	stories=(
${scenarios.map(({name, story}) => `\t\t${quoted(`${name}:${story}`)}`).join('\n')}
		'list:print the scenarios and end'
	)
	_describe -t scenarios scenario stories
}

# The table that the command line speaks of, and what is printed of it.
_nats_top_sys_table() {
	local index next
	form=text table=${mainTable}
	for ((index = 2; index <= $#words; index++)); do
		next=\${words[index + 1]}
		[[ $next == -* ]] && next=''
		[[ \${words[index]} == --*=* ]] && next=\${words[index]#*=}
		case \${words[index]} in
			--json|--json=*) form=json table=$next ;;
			--csv|--csv=*) form=csv table=$next ;;
			--events|--events=*) form=events table=--events ;;
			--once|--once=*|--view|--view=*) form=text table=\${next:-${mainTable}} ;;
		esac
	done
}

_nats_top_sys_columns() {
	local form table
	local -a names
	_nats_top_sys_table
	case $form:$table in
${columns.map(one => `\t\t${one.form}:${one.table}) names=(${one.columns.join(' ')}) ;;`).join('\n')}
	esac
	(( $#names )) && _values -s , column $names
}

_nats_top_sys_fields() {
	local form table
	_nats_top_sys_table
	names=()
	case $table in
${fields.map(one => `\t\t${one.table}) names=(${one.columns.join(' ')}) ;;`).join('\n')}
	esac
}

_nats_top_sys_filter() {
	local expl
	local -a names
	_nats_top_sys_fields
	names=(\${^names}:)
	_wanted fields expl field compadd -S '' -a names
}

_nats_top_sys_sort() {
	local expl
	local -a names
	if compset -P '*:'; then
		_wanted directions expl direction compadd asc desc
		return
	fi
	_nats_top_sys_fields
	_wanted columns expl column compadd -a names
}

_nats_top_sys() {
	_arguments -s \\
${specifications.map(text => `\t\t${text}`).join(' \\\n')}
}

if [[ $funcstack[1] == _nats-top-sys ]]; then
	_nats_top_sys "$@"
else
	compdef _nats_top_sys nats-top-sys
fi
`;
}
