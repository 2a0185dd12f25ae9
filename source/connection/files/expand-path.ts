/**
 * The path with `$NAME` and `${NAME}` replaced by the variables' values, none for an unknown one, and a `~` in front by
 * the home folder: as Go's `os.ExpandEnv` and the `nats` program do it, oddities included.
 */
export function expandPath(path: string, env: Readonly<Record<string, string | undefined>>, home: string): string {
	const expanded = path.replaceAll(
		/\$(?:\{([^}]*)\}|\{|([*#$@!?0-9-])|(\w+))/g,
		(_, braced?: string, special?: string, plain?: string) => env[braced ?? special ?? plain ?? ''] ?? '',
	);
	return expanded.startsWith('~') ? home + expanded.slice(1) : expanded;
}
